// SPDX-License-Identifier: Apache-2.0
// Registers of an engine on a bus of 32 bits: each access is answered in its cycle, what is not there with an error.
`default_nettype none
module bus_registers_32x3x5x3x2x7_window1 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire req_valid_i,
  input  wire req_write_i,
  input  wire [11:0] req_addr_i,
  input  wire [31:0] req_data_i,
  input  wire [3:0] req_strb_i,
  input  wire running_i,
  input  wire [1:0] fault_cfg_i,
  input  wire [1:0] fault_img_i,
  input  wire [1:0] fault_msk_i,
  input  wire [1:0] fault_rqc_i,
  input  wire room_cfg_i,
  input  wire room_img_i,
  input  wire room_msk_i,
  input  wire room_rqc_i,
  input  wire loaded_i,
  input  wire begin_i,
  input  wire done_i,
  input  wire halted_i,
  input  wire answer_valid_i,
  input  wire answer_last_i,
  input  wire [31:0] answer_data_i,
  output wire [31:0] rsp_data_o,
  output wire rsp_error_o,
  output wire irq_o,
  output wire reset_o,
  output wire failed_o,
  output wire open_o,
  output wire [23:0] length_cfg_o,
  output wire [23:0] length_img_o,
  output wire [23:0] length_msk_o,
  output wire [23:0] length_rqc_o,
  output wire push_cfg_o,
  output wire push_img_o,
  output wire push_msk_o,
  output wire push_rqc_o,
  output wire push_last_o,
  output wire pop_o
);
  wire whole = req_strb_i == 4'hf;
  wire write = req_valid_i & req_write_i & whole;

  // What the host wrote.
  reg [0:0] control_q;
  reg [3:0] irq_enable_q;
  reg [23:0] length_cfg_q;
  reg [23:0] length_img_q;
  reg [23:0] length_msk_q;
  reg [23:0] length_rqc_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      control_q <= 1'd0;
      irq_enable_q <= 4'd0;
      length_cfg_q <= 24'd0;
      length_img_q <= 24'd0;
      length_msk_q <= 24'd0;
      length_rqc_q <= 24'd0;
    end else if (write) begin
      if (req_addr_i == 12'd16) control_q <= req_data_i[0:0];
      if (req_addr_i == 12'd28) irq_enable_q <= req_data_i[3:0];
      if (req_addr_i == 12'd48) length_cfg_q <= req_data_i[23:0];
      if (req_addr_i == 12'd52) length_img_q <= req_data_i[23:0];
      if (req_addr_i == 12'd56) length_msk_q <= req_data_i[23:0];
      if (req_addr_i == 12'd60) length_rqc_q <= req_data_i[23:0];
    end
  wire reset = control_q[0];
  assign reset_o = reset;
  assign length_cfg_o = length_cfg_q;
  assign length_img_o = length_img_q;
  assign length_msk_o = length_msk_q;
  assign length_rqc_o = length_rqc_q;

  // What happened; what comes from a part that is in reset does not count.
  reg open_q, done_q, busy_q;
  reg [1:0] code_q, stream_q;
  reg [31:0] cycles_q, images_q;
  wire failed = code_q != 2'd0;
  wire halted = halted_i & running_i;
  wire answer = answer_valid_i & running_i;
  wire [1:0] code = fault_cfg_i != 2'd0 ? fault_cfg_i : fault_img_i != 2'd0 ? fault_img_i : fault_msk_i != 2'd0 ?
    fault_msk_i : fault_rqc_i;
  wire [1:0] stream = fault_cfg_i != 2'd0 ? 2'd0 : fault_img_i != 2'd0 ? 2'd1 : fault_msk_i != 2'd0 ? 2'd2 : 2'd3;
  wire clear_done = write & (req_addr_i == 12'd32) & req_data_i[0];
  always @(posedge clk_i)
    if (!rst_ni) begin
      open_q <= 1'b0;
      done_q <= 1'b0;
      busy_q <= 1'b0;
      code_q <= 2'd0;
      stream_q <= 2'd0;
      cycles_q <= 32'd0;
      images_q <= 32'd0;
    end else if (reset) begin
      open_q <= 1'b0;
      done_q <= 1'b0;
      busy_q <= 1'b0;
      code_q <= 2'd0;
      stream_q <= 2'd0;
      cycles_q <= 32'd0;
      images_q <= 32'd0;
    end else begin
      done_q <= (done_q & ~clear_done) | (done_i & running_i);
      if (running_i) begin
        if (loaded_i) open_q <= 1'b1;
        if (begin_i) busy_q <= 1'b1;
        else if (done_i) busy_q <= 1'b0;
        if (begin_i & ~busy_q) cycles_q <= 32'd0;
        else if (busy_q) cycles_q <= cycles_q + 32'd1;
        if (done_i) images_q <= images_q + 32'd1;
        if (~failed & (code != 2'd0)) begin
          code_q <= code;
          stream_q <= stream;
        end
      end
    end
  assign open_o = open_q;
  assign failed_o = failed;

  // What the host reads.
  wire [31:0] id_word = 32'd1262570289;
  wire [31:0] shape_cfg_img_word = 32'd327683;
  wire [31:0] shape_msk_rqc_word = 32'd131075;
  wire [31:0] shape_out_word = 32'd2097159;
  wire [31:0] control_word = {31'd0, control_q};
  wire [31:0] irq_enable_word = {28'd0, irq_enable_q};
  wire [31:0] length_cfg_word = {8'd0, length_cfg_q};
  wire [31:0] length_img_word = {8'd0, length_img_q};
  wire [31:0] length_msk_word = {8'd0, length_msk_q};
  wire [31:0] length_rqc_word = {8'd0, length_rqc_q};
  wire status_failed = failed;
  wire status_halted = halted;
  wire status_busy = busy_q;
  wire status_answer = answer;
  wire room_cfg = room_cfg_i & running_i;
  wire room_img = room_img_i & running_i;
  wire room_msk = room_msk_i & running_i;
  wire room_rqc = room_rqc_i & running_i;
  wire [3:0] status_room = {room_rqc, room_msk, room_img, room_cfg};
  wire status_last = answer & answer_last_i;
  wire status_open = open_q;
  wire [1:0] error_code = code_q;
  wire [1:0] error_stream = stream_q;
  wire irq_pending_done = done_q;
  wire irq_pending_failed = failed;
  wire irq_pending_halted = halted;
  wire irq_pending_answer = answer;
  wire [31:0] status_word = {22'd0, status_open, status_last, status_room, status_answer, status_busy, status_halted,
      status_failed};
  wire [31:0] error_word = {26'd0, error_stream, 2'd0, error_code};
  wire [31:0] irq_pending_word = {28'd0, irq_pending_answer, irq_pending_halted, irq_pending_failed, irq_pending_done};
  wire [31:0] cycles_word = cycles_q;
  wire [31:0] images_word = images_q;
  reg [31:0] data;
  reg reads, writes;
  always @(*) begin
    reads = 1'b1;
    case (req_addr_i)
      12'd0: data = id_word;
      12'd4: data = shape_cfg_img_word;
      12'd8: data = shape_msk_rqc_word;
      12'd12: data = shape_out_word;
      12'd16: data = control_word;
      12'd20: data = status_word;
      12'd24: data = error_word;
      12'd28: data = irq_enable_word;
      12'd32: data = irq_pending_word;
      12'd36: data = cycles_word;
      12'd40: data = images_word;
      12'd48: data = length_cfg_word;
      12'd52: data = length_img_word;
      12'd56: data = length_msk_word;
      12'd60: data = length_rqc_word;
      12'd96: begin
        data = answer_data_i;
        reads = answer;
      end
      default: begin
        data = 32'd0;
        reads = 1'b0;
      end
    endcase
    case (req_addr_i)
      12'd16: writes = 1'b1;
      12'd28: writes = 1'b1;
      12'd32: writes = 1'b1;
      12'd48: writes = 1'b1;
      12'd52: writes = 1'b1;
      12'd56: writes = 1'b1;
      12'd60: writes = 1'b1;
      12'd64, 12'd80: writes = room_cfg;
      12'd68, 12'd84: writes = room_img;
      12'd72, 12'd88: writes = room_msk;
      12'd76, 12'd92: writes = room_rqc;
      default: writes = 1'b0;
    endcase
  end
  assign rsp_data_o = data;
  assign rsp_error_o = req_write_i ? ~(writes & whole) : ~reads;
  assign irq_o = (irq_pending_word[3:0] & irq_enable_q) != 4'd0;

  // Words of the host.
  assign push_cfg_o = write & room_cfg & ((req_addr_i == 12'd64) | (req_addr_i == 12'd80));
  assign push_img_o = write & room_img & ((req_addr_i == 12'd68) | (req_addr_i == 12'd84));
  assign push_msk_o = write & room_msk & ((req_addr_i == 12'd72) | (req_addr_i == 12'd88));
  assign push_rqc_o = write & room_rqc & ((req_addr_i == 12'd76) | (req_addr_i == 12'd92));
  assign push_last_o = req_addr_i[4];
  assign pop_o = req_valid_i & ~req_write_i & answer & (req_addr_i == 12'd96);
  wire unused = &{1'b0, req_data_i[31:24]};
endmodule
`default_nettype wire
