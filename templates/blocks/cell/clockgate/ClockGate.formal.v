// SPDX-License-Identifier: Apache-2.0
// ClockGate, in steps of time in which clock and enables do what they want: the gated clock is low while the clock is, never changes while it is high, and what a rising edge
// passes was decided before it. So every pulse is whole or absent.
module formal (input tick, input clk, input en, input test_en);
  wire gclk;
  `DUT u_dut (.clk_i(clk), .en_i(en), .test_en_i(test_en), .gclk_o(gclk));
  reg started = 0;
  reg low = 0;                 // the clock was low once: the latch has been open
  reg passed = 0, blocked = 0; // a pulse
  always @(posedge tick) begin
    started <= 1;
    if (!clk) low <= 1;
    if (low & clk & gclk) passed <= 1;
    if (low & clk & ~gclk) blocked <= 1;
  end
  always @(posedge tick) begin
    if (!clk) assert (!gclk);
    if (started & low & clk) begin
      if ($past(clk)) assert (gclk == $past(gclk));
      else assert (gclk == $past(en | test_en));
    end
    cover (passed & blocked);
  end
endmodule
