// SPDX-License-Identifier: Apache-2.0
// count = min(count + events, 2^7 - 1): what a macro of 6 row(s), 3 segment(s), 2 group(s) did, from its control lines.
`default_nettype none
module cim_counters_6x3x2_bits7 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire busy_i,
  input  wire bit_i,
  input  wire [5:0] act_i,
  input  wire [5:0] pch_n_i,
  input  wire [5:0] c1_i,
  input  wire [5:0] c2_i,
  input  wire [5:0] wl_i,
  input  wire [1:0] sae_i,
  output wire [6:0] cycles_o,
  output wire [6:0] precharges_o,
  output wire [6:0] avoided_o,
  output wire [6:0] pulses_o,
  output wire [6:0] conversions_o,
  output wire [6:0] off_o,
  output wire [6:0] held_o,
  output wire [6:0] wakes_o
);
  function automatic [2:0] units_of(input [5:0] x);
    integer i;
    begin
      units_of = 3'd0;
      for (i = 0; i < 6; i = i + 1) if (x[i]) units_of = units_of + 3'd1;
    end
  endfunction
  function automatic [2:0] rows_of(input [5:0] x);
    integer i;
    begin
      rows_of = 3'd0;
      for (i = 0; i < 6; i = i + 1) if (x[i]) rows_of = rows_of + 3'd1;
    end
  endfunction
  function automatic [1:0] groups_of(input [1:0] x);
    integer i;
    begin
      groups_of = 2'd0;
      for (i = 0; i < 2; i = i + 1) if (x[i]) groups_of = groups_of + 2'd1;
    end
  endfunction

  reg [5:0] pch_q;
  reg [5:0] c2_q;
  reg [5:0] wl_q;
  reg [1:0] sae_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      pch_q <= 6'd0;
      c2_q <= 6'd0;
      wl_q <= 6'd0;
      sae_q <= 2'd0;
    end else begin
      pch_q <= pch_n_i;
      c2_q <= c2_i;
      wl_q <= wl_i;
      sae_q <= sae_i;
    end

  reg [6:0] cycles_q;
  wire [0:0] cycles_events = 1'b1;
  wire [7:0] cycles_sum = {1'd0, cycles_q} + {7'd0, cycles_events};
  always @(posedge clk_i)
    if (!rst_ni) cycles_q <= 7'd0;
    else if (clear_i) cycles_q <= 7'd0;
    else if (busy_i) cycles_q <= (cycles_sum[7:7] != 1'd0) ? {7{1'b1}} : cycles_sum[6:0];
  assign cycles_o = cycles_q;

  reg [6:0] precharges_q;
  wire [2:0] precharges_events = units_of(pch_q & ~pch_n_i);
  wire [7:0] precharges_sum = {1'd0, precharges_q} + {5'd0, precharges_events};
  always @(posedge clk_i)
    if (!rst_ni) precharges_q <= 7'd0;
    else if (clear_i) precharges_q <= 7'd0;
    else if (busy_i) precharges_q <= (precharges_sum[7:7] != 1'd0) ? {7{1'b1}} : precharges_sum[6:0];
  assign precharges_o = precharges_q;

  reg [6:0] avoided_q;
  wire [2:0] avoided_events = bit_i ? units_of(~act_i) : 3'd0;
  wire [7:0] avoided_sum = {1'd0, avoided_q} + {5'd0, avoided_events};
  always @(posedge clk_i)
    if (!rst_ni) avoided_q <= 7'd0;
    else if (clear_i) avoided_q <= 7'd0;
    else if (busy_i) avoided_q <= (avoided_sum[7:7] != 1'd0) ? {7{1'b1}} : avoided_sum[6:0];
  assign avoided_o = avoided_q;

  reg [6:0] pulses_q;
  wire [2:0] pulses_events = rows_of(wl_i & ~wl_q);
  wire [7:0] pulses_sum = {1'd0, pulses_q} + {5'd0, pulses_events};
  always @(posedge clk_i)
    if (!rst_ni) pulses_q <= 7'd0;
    else if (clear_i) pulses_q <= 7'd0;
    else if (busy_i) pulses_q <= (pulses_sum[7:7] != 1'd0) ? {7{1'b1}} : pulses_sum[6:0];
  assign pulses_o = pulses_q;

  reg [6:0] conversions_q;
  wire [1:0] conversions_events = groups_of(sae_i & ~sae_q);
  wire [7:0] conversions_sum = {1'd0, conversions_q} + {6'd0, conversions_events};
  always @(posedge clk_i)
    if (!rst_ni) conversions_q <= 7'd0;
    else if (clear_i) conversions_q <= 7'd0;
    else if (busy_i) conversions_q <= (conversions_sum[7:7] != 1'd0) ? {7{1'b1}} : conversions_sum[6:0];
  assign conversions_o = conversions_q;

  reg [6:0] off_q;
  wire [2:0] off_events = units_of(~c2_i);
  wire [7:0] off_sum = {1'd0, off_q} + {5'd0, off_events};
  always @(posedge clk_i)
    if (!rst_ni) off_q <= 7'd0;
    else if (clear_i) off_q <= 7'd0;
    else if (busy_i) off_q <= (off_sum[7:7] != 1'd0) ? {7{1'b1}} : off_sum[6:0];
  assign off_o = off_q;

  reg [6:0] held_q;
  wire [2:0] held_events = units_of(c2_i & ~c1_i);
  wire [7:0] held_sum = {1'd0, held_q} + {5'd0, held_events};
  always @(posedge clk_i)
    if (!rst_ni) held_q <= 7'd0;
    else if (clear_i) held_q <= 7'd0;
    else if (busy_i) held_q <= (held_sum[7:7] != 1'd0) ? {7{1'b1}} : held_sum[6:0];
  assign held_o = held_q;

  reg [6:0] wakes_q;
  wire [2:0] wakes_events = units_of(c2_i & ~c2_q);
  wire [7:0] wakes_sum = {1'd0, wakes_q} + {5'd0, wakes_events};
  always @(posedge clk_i)
    if (!rst_ni) wakes_q <= 7'd0;
    else if (clear_i) wakes_q <= 7'd0;
    else if (busy_i) wakes_q <= (wakes_sum[7:7] != 1'd0) ? {7{1'b1}} : wakes_sum[6:0];
  assign wakes_o = wakes_q;
endmodule
`default_nettype wire
