// SPDX-License-Identifier: Apache-2.0
// w = base + i PHI;  s_0 = step(w) + rotl(w, 16), or PHI if that is 0;  s_(t+1) = step(s_t);  weight (o, c, t) is -1
// where bit (o mod 32) of s_(t+1) is 1.
// step is xorshift32 (13, 17, 5). A step given at a cycle leaves three enabled cycles later: seed, state, window.
`default_nettype none
module sign_lanes_3x5 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire valid_i,
  input  wire fresh_i,
  input  wire [4:0] shift_0_i,
  input  wire [31:0] w_0_i,
  input  wire [31:0] w_1_i,
  output wire [14:0] sign_o
);
  localparam [31:0] PHI = 32'h9e3779b9;

  function automatic [31:0] step(input [31:0] x);
    reg [31:0] a, b;
    begin
      a = x ^ (x << 13);
      b = a ^ (a >> 17);
      step = b ^ (b << 5);
    end
  endfunction

  function automatic [31:0] seed(input [31:0] w);
    reg [31:0] mixed;
    begin
      mixed = step(w) + {w[15:0], w[31:16]};
      seed = mixed | (PHI & {32{mixed == 32'd0}});   // 0 is a fixed point of the generator
    end
  endfunction

  reg [4:0] shift_b_q, shift_c_q;
  always @(posedge clk_i) if (en_i) begin
    shift_b_q <= shift_0_i;
    shift_c_q <= shift_b_q;
  end

  reg seeded_valid_q, seeded_fresh_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      seeded_valid_q <= 1'b0;
      seeded_fresh_q <= 1'b0;
    end else if (en_i) begin
      seeded_valid_q <= valid_i;
      seeded_fresh_q <= fresh_i;
    end

  reg [31:0] seed_0_0_q, state_0_0_q;
  reg [31:0] seed_0_1_q, state_0_1_q;
  wire [63:0] states_0 = {state_0_1_q, state_0_0_q};
  reg [4:0] window_0_q;
  always @(posedge clk_i) if (en_i) begin
    if (valid_i && fresh_i) seed_0_0_q <= seed(w_0_i + 32'h00000000);
    if (seeded_valid_q) state_0_0_q <= step(seeded_fresh_q ? seed_0_0_q : state_0_0_q);
    if (valid_i && fresh_i) seed_0_1_q <= seed(w_1_i + 32'h00000000);
    if (seeded_valid_q) state_0_1_q <= step(seeded_fresh_q ? seed_0_1_q : state_0_1_q);
    window_0_q <= states_0[{1'd0, shift_c_q} +: 5];
  end
  assign sign_o[0 * 5 +: 5] = window_0_q;

  reg [31:0] seed_1_0_q, state_1_0_q;
  reg [31:0] seed_1_1_q, state_1_1_q;
  wire [63:0] states_1 = {state_1_1_q, state_1_0_q};
  reg [4:0] window_1_q;
  always @(posedge clk_i) if (en_i) begin
    if (valid_i && fresh_i) seed_1_0_q <= seed(w_0_i + 32'h9e3779b9);
    if (seeded_valid_q) state_1_0_q <= step(seeded_fresh_q ? seed_1_0_q : state_1_0_q);
    if (valid_i && fresh_i) seed_1_1_q <= seed(w_1_i + 32'h9e3779b9);
    if (seeded_valid_q) state_1_1_q <= step(seeded_fresh_q ? seed_1_1_q : state_1_1_q);
    window_1_q <= states_1[{1'd0, shift_c_q} +: 5];
  end
  assign sign_o[1 * 5 +: 5] = window_1_q;

  reg [31:0] seed_2_0_q, state_2_0_q;
  reg [31:0] seed_2_1_q, state_2_1_q;
  wire [63:0] states_2 = {state_2_1_q, state_2_0_q};
  reg [4:0] window_2_q;
  always @(posedge clk_i) if (en_i) begin
    if (valid_i && fresh_i) seed_2_0_q <= seed(w_0_i + 32'h3c6ef372);
    if (seeded_valid_q) state_2_0_q <= step(seeded_fresh_q ? seed_2_0_q : state_2_0_q);
    if (valid_i && fresh_i) seed_2_1_q <= seed(w_1_i + 32'h3c6ef372);
    if (seeded_valid_q) state_2_1_q <= step(seeded_fresh_q ? seed_2_1_q : state_2_1_q);
    window_2_q <= states_2[{1'd0, shift_c_q} +: 5];
  end
  assign sign_o[2 * 5 +: 5] = window_2_q;
endmodule
`default_nettype wire
