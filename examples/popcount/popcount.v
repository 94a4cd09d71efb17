// SPDX-License-Identifier: Apache-2.0
// rsp_count = number of ones in req_word, one transaction per cycle, latency 1.
// Written by hand: it shows that co-simulation needs nothing but this file and design.json.
`default_nettype none
module popcount (
  input  wire        clk_i,
  input  wire        rst_ni,
  input  wire        req_valid_i,
  output wire        req_ready_o,
  input  wire [63:0] req_word_i,
  output wire        rsp_valid_o,
  input  wire        rsp_ready_i,
  output wire [6:0]  rsp_count_o
);
  reg       valid_q;
  reg [6:0] count_q;
  reg [6:0] count_d;

  assign req_ready_o = !valid_q || rsp_ready_i;
  assign rsp_valid_o = valid_q;
  assign rsp_count_o = count_q;

  always @* begin : count
    reg [31:0] i;
    count_d = 7'd0;
    for (i = 0; i < 64; i = i + 1) count_d = count_d + {6'd0, req_word_i[i[5:0]]};
  end

  always @(posedge clk_i) begin
    if (!rst_ni) valid_q <= 1'b0;
    else if (req_ready_o) valid_q <= req_valid_i;
  end

  always @(posedge clk_i) begin
    if (req_ready_o && req_valid_i) count_q <= count_d;
  end
endmodule
`default_nettype wire
