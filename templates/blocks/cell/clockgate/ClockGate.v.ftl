// SPDX-License-Identifier: Apache-2.0
// gclk = clk & (en | test_en, as they were before clk rose): every pulse of the clock is passed whole or not at all.
// A library's integrated clock-gating cell replaces this file.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire test_en_i,
  output wire gclk_o
);
  reg open_q;
  // Open while the clock is low: the one latch that is meant.
  /* verilator lint_off LATCH */
  always @* if (!clk_i) open_q = en_i | test_en_i;
  /* verilator lint_on LATCH */
  assign gclk_o = clk_i & open_q;
endmodule
`default_nettype wire
