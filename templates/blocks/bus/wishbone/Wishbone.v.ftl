// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// Wishbone B4, classic cycles, to registers: each strobe is answered by ack or err in the next cycle.
`default_nettype none
module ${moduleName} (
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
[@b.requestOut/]
);
  reg asked_q;   // in the cycle before
  reg error_q;
  reg [31:0] data_q;
  wire strobe = wb_cyc_i & wb_stb_i;
  wire ask = strobe & ~asked_q;
  always @(${clockEdge})
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
[@b.known clockEdge/]
  reg waits_q, wrong_q;   // a strobe was not answered in the cycle before; what the registers said of it
  always @(${clockEdge})
    if (!rst_ni) begin
      waits_q <= 1'b0;
      wrong_q <= 1'b0;
    end else begin
      waits_q <= wb_cyc_i & wb_stb_i & ~wb_ack_o & ~wb_err_o;
      if (req_valid_o) wrong_q <= rsp_error_i;
    end
`endif
[@b.rule "ack_or_err"]~(wb_ack_o & wb_err_o)[/@b.rule]

[@b.rule "no_answer_without_a_strobe"]~(wb_ack_o | wb_err_o) | (wb_cyc_i & wb_stb_i)[/@b.rule]

[@b.rule "answered_in_the_next_cycle"]~waits_q | ~(wb_cyc_i & wb_stb_i) | wb_ack_o | wb_err_o[/@b.rule]

[@b.rule "asked_before_it_is_answered"]~(wb_ack_o | wb_err_o) | waits_q[/@b.rule]

[@b.rule "errors_are_told"]~(wb_ack_o | wb_err_o) | (wb_err_o == wrong_q)[/@b.rule]

endmodule
`default_nettype wire
