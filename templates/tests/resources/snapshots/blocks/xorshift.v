// SPDX-License-Identifier: Apache-2.0
// rand[l] = word of T^(l+1) s, then s = T^3 s: 3 consecutive output(s) of the generator per cycle.
// A jump of n steps is the matrix T^n over GF(2): bit i of a word is the parity of the base under row i.
`default_nettype none
module xorshift_bank_xorshift9_2_4_3_lanes3 (
  input  wire clk_i,
  input  wire load_i,
  input  wire [8:0] seed_i,
  input  wire en_i,
  output wire [26:0] rand_o
);
  localparam [8:0] ZERO_SEED = 9'h13c;   // 0 is a fixed point

  reg [26:0] state_q;
  wire [8:0] seed = seed_i[8:0] | (ZERO_SEED & {9{seed_i[8:0] == 9'd0}});
  wire [8:0] base = load_i ? seed : state_q[26:18];

  wire [8:0] step_a = base ^ (base << 2);
  wire [8:0] step_b = step_a ^ (step_a >> 4);
  wire [8:0] word_0 = step_b ^ (step_b << 3);
  wire [8:0] word_1 = {
    ^(base & 9'h150),
    ^(base & 9'h130),
    ^(base & 9'h098),
    ^(base & 9'h106),
    ^(base & 9'h051),
    ^(base & 9'h022),
    ^(base & 9'h1c4),
    ^(base & 9'h0e8),
    ^(base & 9'h13e)
  };
  wire [8:0] word_2 = {
    ^(base & 9'h0ec),
    ^(base & 9'h06b),
    ^(base & 9'h035),
    ^(base & 9'h117),
    ^(base & 9'h191),
    ^(base & 9'h057),
    ^(base & 9'h033),
    ^(base & 9'h1cc),
    ^(base & 9'h0ab)
  };

  always @(posedge clk_i) if (load_i | en_i) state_q <= {word_2, word_1, word_0};
  assign rand_o = state_q[26:0];
endmodule
`default_nettype wire
