// SPDX-License-Identifier: Apache-2.0
// Wishbone B4, classic cycles, to registers: each strobe is answered by ack or err in the next cycle.
`default_nettype none
module wishbone (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire wb_cyc_i,
  input  wire wb_stb_i,
  input  wire wb_we_i,
  input  wire [9:0] wb_adr_i,
  input  wire [31:0] wb_dat_i,
  input  wire [3:0] wb_sel_i,
  input  wire [31:0] rsp_data_i,
  input  wire rsp_error_i,
  output wire wb_ack_o,
  output wire wb_err_o,
  output wire [31:0] wb_dat_o,
  output wire req_valid_o,
  output wire req_write_o,
  output wire [11:0] req_addr_o,
  output wire [31:0] req_data_o,
  output wire [3:0] req_strb_o
);
  reg asked_q;   // in the cycle before
  reg error_q;
  reg [31:0] data_q;
  wire strobe = wb_cyc_i & wb_stb_i;
  wire ask = strobe & ~asked_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      asked_q <= 1'b0;
      error_q <= 1'b0;
    end else begin
      asked_q <= ask;
      if (ask) error_q <= rsp_error_i;
    end
  always @(posedge clk_i) if (ask) data_q <= rsp_data_i;
  assign wb_ack_o = strobe & asked_q & ~error_q;
  assign wb_err_o = strobe & asked_q & error_q;
  assign wb_dat_o = data_q;
  assign req_valid_o = ask;
  assign req_write_o = wb_we_i;
  assign req_addr_o = {wb_adr_i, 2'b00};
  assign req_data_o = wb_dat_i;
  assign req_strb_o = wb_sel_i;

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  reg waits_q, wrong_q;   // a strobe was not answered in the cycle before; what the registers said of it
  always @(posedge clk_i)
    if (!rst_ni) begin
      waits_q <= 1'b0;
      wrong_q <= 1'b0;
    end else begin
      waits_q <= wb_cyc_i & wb_stb_i & ~wb_ack_o & ~wb_err_o;
      if (req_valid_o) wrong_q <= rsp_error_i;
    end
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(wb_ack_o & wb_err_o)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(wb_ack_o & wb_err_o)))) begin
      $display("%m: assertion ack_or_err failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(wb_ack_o | wb_err_o) | (wb_cyc_i & wb_stb_i)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(wb_ack_o | wb_err_o) | (wb_cyc_i & wb_stb_i)))) begin
      $display("%m: assertion no_answer_without_a_strobe failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~waits_q | ~(wb_cyc_i & wb_stb_i) | wb_ack_o | wb_err_o));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~waits_q | ~(wb_cyc_i & wb_stb_i) | wb_ack_o | wb_err_o))) begin
      $display("%m: assertion answered_in_the_next_cycle failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(wb_ack_o | wb_err_o) | waits_q));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(wb_ack_o | wb_err_o) | waits_q))) begin
      $display("%m: assertion asked_before_it_is_answered failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(wb_ack_o | wb_err_o) | (wb_err_o == wrong_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(wb_ack_o | wb_err_o) | (wb_err_o == wrong_q)))) begin
      $display("%m: assertion errors_are_told failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
