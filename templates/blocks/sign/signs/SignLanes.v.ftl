// SPDX-License-Identifier: Apache-2.0
// w = base + i PHI;  s_0 = step(w) + rotl(w, 16), or PHI if that is 0;  s_(t+1) = step(s_t);  weight (o, c, t) is -1 where bit (o mod 32) of s_(t+1) is 1.
// step is xorshift32 (13, 17, 5). A step given at a cycle leaves three enabled cycles later: seed, state, window.
[#if spreads]
// In a spread step lane ${group} g + j serves channel ${tci / group} j + g: an image lies with a channel per group.
[/#if]
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire valid_i,
  input  wire fresh_i,
[#if spreads]
  input  wire spread_0_i,
[/#if]
[#if windowed]
  input  wire [4:0] shift_0_i,
[/#if]
[#list blockList as b]
  input  wire [31:0] w_${b}_i,
[/#list]
  output wire [${signMsb}:0] sign_o
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

[#if windowed]
  reg [4:0] shift_b_q, shift_c_q;
  always @(posedge clk_i) if (en_i) begin
    shift_b_q <= shift_0_i;
    shift_c_q <= shift_b_q;
  end

[/#if]
  reg seeded_valid_q, seeded_fresh_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      seeded_valid_q <= 1'b0;
      seeded_fresh_q <= 1'b0;
    end else if (en_i) begin
      seeded_valid_q <= valid_i;
      seeded_fresh_q <= fresh_i;
    end
[#list lanes as lane]
[#assign c = lane.channel]

[#list blockList as b]
  reg [31:0] seed_${c}_${b}_q, state_${c}_${b}_q;
[/#list]
  wire [${stateMsb}:0] states_${c} = [#if blocks > 1]{[/#if][#list blockList?reverse as b]state_${c}_${b}_q[#sep], [/#sep][/#list][#if blocks > 1]}[/#if];
  reg [${tcoMsb}:0] window_${c}_q;
  always @(posedge clk_i) if (en_i) begin
[#list blockList as b]
    if (valid_i && fresh_i) seed_${c}_${b}_q <= seed(w_${b}_i + [#if lane.moves()](spread_0_i ? ${lane.spread} : ${lane.offset})[#else]${lane.offset}[/#if]);
    if (seeded_valid_q) state_${c}_${b}_q <= step(seeded_fresh_q ? seed_${c}_${b}_q : state_${c}_${b}_q);
[/#list]
[#if windowed]
    window_${c}_q <= states_${c}[[#if shiftPad > 0]{${shiftPad}'d0, shift_c_q}[#else]shift_c_q[/#if] +: ${tco}];
[#else]
    window_${c}_q <= states_${c};
[/#if]
  end
  assign sign_o[${c} * ${tco} +: ${tco}] = window_${c}_q;
[/#list]
endmodule
`default_nettype wire
