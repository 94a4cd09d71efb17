// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// Registers of an engine on a bus of ${width} bits: each access is answered in its cycle, what is not there with an error.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
[@b.requestIn/]
  input  wire running_i,
[#list entries as e]
  input  wire [1:0] fault_${e.stream}_i,
[/#list]
[#list entries as e]
  input  wire room_${e.stream}_i,
[/#list]
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
[#list entries as e]
  output wire [23:0] length_${e.stream}_o,
[/#list]
[#list entries as e]
  output wire push_${e.stream}_o,
[/#list]
  output wire push_last_o,
  output wire pop_o
);
  wire whole = req_strb_i == 4'hf;
  wire write = req_valid_i & req_write_i & whole;

  // What the host wrote.
[#list kept as r]
  reg [@v.range r.word.width/] ${r.name}_q;
[/#list]
  always @(${clockEdge})
    if (!rst_ni) begin
[#list kept as r]
      ${r.name}_q <= ${r.word.width}'d${r.reset};
[/#list]
    end else if (write) begin
[#list kept as r]
      if (req_addr_i == 12'd${r.offset}) ${r.name}_q <= req_data_i[@v.range r.word.width/];
[/#list]
    end
  wire reset = control_q[0];
  assign reset_o = reset;
[#list entries as e]
  assign length_${e.stream}_o = length_${e.stream}_q;
[/#list]

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
  wire clear_done = write & (req_addr_i == 12'd${pending.offset}) & req_data_i[0];
  always @(${clockEdge})
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
[#list constants as r]
  wire [31:0] ${r.name}_word = 32'd${r.reset};
[/#list]
[#list kept as r]
  wire [31:0] ${r.name}_word = {[@v.zeros 32 - r.word.width/]${r.name}_q};
[/#list]
  wire status_failed = failed;
  wire status_halted = halted;
  wire status_busy = busy_q;
  wire status_answer = answer;
[#list entries as e]
  wire room_${e.stream} = room_${e.stream}_i & running_i;
[/#list]
  wire [3:0] status_room = {room_rqc, room_msk, room_img, room_cfg};
  wire status_last = answer & answer_last_i;
  wire status_open = open_q;
  wire [1:0] error_code = code_q;
  wire [1:0] error_stream = stream_q;
  wire irq_pending_done = done_q;
  wire irq_pending_failed = failed;
  wire irq_pending_halted = halted;
  wire irq_pending_answer = answer;
[#list composed as r]
  wire [31:0] ${r.name}_word = {[#list r.items as i]${i}[#sep], [/#sep][/#list]};
[/#list]
  wire [31:0] cycles_word = cycles_q;
  wire [31:0] images_word = images_q;
  reg [31:0] data;
  reg reads, writes;
  always @(*) begin
    reads = 1'b1;
    case (req_addr_i)
[#list readable as r]
      12'd${r.offset}: data = ${r.name}_word;
[/#list]
[#if window]
      12'd${popOffset}: begin
        data = answer_data_i;
        reads = answer;
      end
[/#if]
      default: begin
        data = 32'd0;
        reads = 1'b0;
      end
    endcase
    case (req_addr_i)
[#list writable as r]
      12'd${r.offset}: writes = 1'b1;
[/#list]
[#if window]
[#list entries as e]
      12'd${e.push}, 12'd${e.end}: writes = room_${e.stream};
[/#list]
[/#if]
      default: writes = 1'b0;
    endcase
  end
  assign rsp_data_o = data;
  assign rsp_error_o = req_write_i ? ~(writes & whole) : ~reads;
  assign irq_o = (irq_pending_word[@v.range pending.word.width/] & irq_enable_q) != ${pending.word.width}'d0;
[#if window]

  // Words of the host.
[#list entries as e]
  assign push_${e.stream}_o = write & room_${e.stream} & ((req_addr_i == 12'd${e.push}) | (req_addr_i == 12'd${e.end}));
[/#list]
  assign push_last_o = req_addr_i[4];
  assign pop_o = req_valid_i & ~req_write_i & answer & (req_addr_i == 12'd${popOffset});
[#else]
[#list entries as e]
  assign push_${e.stream}_o = 1'b0;
[/#list]
  assign push_last_o = 1'b0;
  assign pop_o = 1'b0;
[/#if]
  wire unused = &{1'b0, req_data_i[31:24][#if !window], answer_data_i[/#if]};
endmodule
`default_nettype wire
