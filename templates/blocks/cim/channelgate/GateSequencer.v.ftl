// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#assign t = thresholdBits]
[#assign x = valueBits]
[#assign a = accumulatorBits]
[#assign wa = weightAddress]
[#assign na = neuronBits]
[#assign va = valueAddress]
// Leads a channel gate: sums of ${channels} channel(s), then ${hidden} hidden unit(s) and ${outputs} output(s), a product a cycle.
// Values 0 .. ${channels - 1} are sums of channels, those above hidden units; neurons 0 .. ${hidden - 1} are hidden units, those above outputs.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire in_load_i,
  input  wire in_last_i,
  input  wire [@v.range inBits/] in_data_i,
  input  wire [7:0] weight_data_i,
  input  wire [@v.range constantBits/] threshold_data_i,
  input  wire [@v.range x/] value_data_i,
  input  wire gate_ready_i,
  output wire in_ready_o,
  output wire gate_valid_o,
  output wire [@v.range outputs/] gate_on_o,
  output wire weight_wr_en_o,
  output wire [@v.range wa/] weight_wr_addr_o,
  output wire [7:0] weight_wr_data_o,
  output wire weight_rd_en_o,
  output wire [@v.range wa/] weight_rd_addr_o,
  output wire threshold_wr_en_o,
  output wire [@v.range na/] threshold_wr_addr_o,
  output wire [@v.range constantBits/] threshold_wr_data_o,
  output wire threshold_rd_en_o,
  output wire [@v.range na/] threshold_rd_addr_o,
  output wire value_wr_en_o,
  output wire [@v.range va/] value_wr_addr_o,
  output wire [@v.range x/] value_wr_data_o,
  output wire value_rd_en_o,
  output wire [@v.range va/] value_rd_addr_o
);
  localparam [2:0] ST_TAKE = 3'd0;     // a word is loaded, or a channel's sum is read
  localparam [2:0] ST_SUM = 3'd1;      // and written with the value added
  localparam [2:0] ST_MULTIPLY = 3'd2; // a weight and a value are read
  localparam [2:0] ST_WAIT = 3'd3;     // the last product of a neuron
  localparam [2:0] ST_STORE = 3'd4;
  localparam [2:0] ST_SHOW = 3'd5;
[#if requantised]
  localparam [2:0] ST_SCALE = 3'd6;    // a hidden unit's sum becomes an activation
[/#if]

  reg [2:0] state_q;
  reg thresholds_q;                 // weights are loaded, thresholds follow
  reg [@v.range wa/] weight_q;      // of loading, and of reading
  reg [@v.range na/] neuron_q;
  reg [@v.range va/] value_q;
  reg [@v.range va/] store_q;       // where a hidden unit's value goes
  reg fresh_q;                      // of a map's first position: sums begin
  reg begin_q;                      // of a neuron's first product
  reg last_q;
  reg product_q;
  wire take = (state_q == ST_TAKE) & in_valid_i;
  wire load = take & in_load_i;
  wire sum = state_q == ST_SUM;
  wire multiply = state_q == ST_MULTIPLY;
  wire store = state_q == ST_STORE;
  wire inner = neuron_q < ${na}'d${hidden};
  wire inner_end = neuron_q == ${na}'d${hidden - 1};
  wire channel_end = value_q == ${va}'d${channels - 1};
  wire value_end = (inner & channel_end) | (value_q == ${va}'d${valueLast});
  wire neuron_end = neuron_q == ${na}'d${neuronLast};
  wire weight_end = weight_q == ${wa}'d${weightLast};

  always @(${clockEdge})
    if (!rst_ni) state_q <= ST_TAKE;
    else
      case (state_q)
        ST_TAKE: if (take & ~in_load_i) state_q <= ST_SUM;
        ST_SUM: state_q <= last_q ? ST_MULTIPLY : ST_TAKE;
        ST_MULTIPLY: if (value_end) state_q <= ST_WAIT;
[#if requantised]
        ST_WAIT: state_q <= inner ? ST_SCALE : ST_STORE;
        ST_SCALE: state_q <= ST_STORE;
[#else]
        ST_WAIT: state_q <= ST_STORE;
[/#if]
        ST_STORE: state_q <= neuron_end ? ST_SHOW : ST_MULTIPLY;
        default: if (gate_ready_i) state_q <= ST_TAKE;
      endcase

  always @(${clockEdge})
    if (!rst_ni) begin
      thresholds_q <= 1'b0;
      weight_q <= ${wa}'d0;
      neuron_q <= ${na}'d0;
      value_q <= ${va}'d0;
      store_q <= ${va}'d${channels};
      fresh_q <= 1'b1;
      begin_q <= 1'b1;
      last_q <= 1'b0;
      product_q <= 1'b0;
    end else begin
      product_q <= multiply;
      begin_q <= ~product_q;
      if (take) last_q <= in_last_i;
      if ((load & ~thresholds_q) | multiply) weight_q <= weight_end ? ${wa}'d0 : weight_q + ${wa}'d1;
      if (load & ~thresholds_q & weight_end) thresholds_q <= 1'b1;
      if (load & thresholds_q & neuron_end) thresholds_q <= 1'b0;
      if ((load & thresholds_q) | store) neuron_q <= neuron_end ? ${na}'d0 : neuron_q + ${na}'d1;
      if (sum) begin
        value_q <= (channel_end | last_q) ? ${va}'d0 : value_q + ${va}'d1;
        fresh_q <= last_q | (fresh_q & ~channel_end);
      end
      if (multiply) value_q <= value_q + ${va}'d1;
      if (store) value_q <= ((inner & ~inner_end) | neuron_end) ? ${va}'d0 : ${va}'d${channels};
      if (store) store_q <= neuron_end ? ${va}'d${channels} : store_q + ${va}'d1;
    end

  // A sum of the map, and of products.
  reg [@v.range beatBits/] x_q;
  always @(posedge clk_i) if (take) x_q <= in_data_i[@v.range beatBits/];
[#if values == 1]
  wire [@v.range sumBits/] sum_d = (fresh_q ? ${sumBits}'d0 : value_data_i[@v.range sumBits/]) + {[@v.zeros (sumBits - 8)/]x_q};
[#else]
  wire [@v.range sumBits/] sum_d = (fresh_q ? ${sumBits}'d0 : value_data_i[@v.range sumBits/])[#list 0..<values as i] + {[@v.zeros (sumBits - 8)/]x_q[${8 * i} +: 8]}[/#list];
[/#if]

  reg [@v.range a/] acc_q;
  wire [@v.range a/] weight = {{${a - 8}{weight_data_i[7]}}, weight_data_i};
  wire [@v.range a/] product = weight * {${a - x}'d0, value_data_i};
[#if requantised]
  wire [@v.range a/] threshold = {threshold_data_i[@v.top t/], threshold_data_i[@v.range t/]};
  always @(posedge clk_i) if (product_q) acc_q <= (begin_q ? (inner ? ${a}'d0 : -threshold) : acc_q) + product;

  // y = clamp((z mul + add) >> sh, 0, 255); mul [[@v.bits mul/]], add [[@v.bits add/]], sh [[@v.bits sh/]] of a hidden unit's word.
  reg [@v.range totalBits/] total_q;
  wire [@v.range totalBits/] z = {{${sumPad}{acc_q[@v.top a/]}}, acc_q};
  wire [@v.range totalBits/] mul = {{${mulPad}{threshold_data_i[${mul.msb}]}}, threshold_data_i[[@v.bits mul/]]};
  wire [@v.range totalBits/] add = {[@v.fill addPad]threshold_data_i[${add.msb}][/@v.fill], threshold_data_i[[@v.bits add/]]};
  always @(posedge clk_i) if (state_q == ST_SCALE) total_q <= z * mul + add;
  wire [@v.range totalBits/] shifted = $signed(total_q) >>> threshold_data_i[[@v.bits sh/]];
  wire [7:0] y = (shifted[7:0] | {8{|shifted[@v.upper (totalBits - 1) 8/]}}) & {8{~shifted[@v.top totalBits/]}};
[#else]
  wire [@v.range a/] threshold = {threshold_data_i[@v.top t/], threshold_data_i};
  always @(posedge clk_i) if (product_q) acc_q <= (begin_q ? -threshold : acc_q) + product;
[/#if]
  wire positive = ~acc_q[@v.top a/] & (acc_q != ${a}'d0);

  reg [@v.range outputs/] on_q;
[#if outputs > 1]
  always @(posedge clk_i) if (store) on_q <= {positive, on_q[@v.upper outputs 1/]};
[#else]
  always @(posedge clk_i) if (store) on_q <= positive;
[/#if]

  assign in_ready_o = state_q == ST_TAKE;
  assign gate_valid_o = state_q == ST_SHOW;
  assign gate_on_o = on_q;
  assign weight_wr_en_o = load & ~thresholds_q;
  assign weight_wr_addr_o = weight_q;
  assign weight_wr_data_o = in_data_i[7:0];
  assign weight_rd_en_o = multiply;
  assign weight_rd_addr_o = weight_q;
  assign threshold_wr_en_o = load & thresholds_q;
  assign threshold_wr_addr_o = neuron_q;
  assign threshold_wr_data_o = in_data_i[#if inBits > constantBits][@v.range constantBits/][/#if];
  assign threshold_rd_en_o = multiply;
  assign threshold_rd_addr_o = neuron_q;
  assign value_wr_en_o = sum | (store & inner);
  assign value_wr_addr_o = sum ? value_q : store_q;
[#if requantised]
  assign value_wr_data_o = sum ? sum_d : {[@v.zeros (x - 8)/]y};
[#else]
  assign value_wr_data_o = sum ? {${x - sumBits}'d0, sum_d} : (acc_q[@v.range x/] & {${x}{positive}});
[/#if]
  assign value_rd_en_o = take | multiply;
  assign value_rd_addr_o = value_q;
endmodule
`default_nettype wire
