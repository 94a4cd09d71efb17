[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- A bit of acc mul + add a cycle, the lowest first: the product moves down as its terms are added, add comes in beside it with a carry, and y is cut out where sh says. --]
[#import "/lib/verilog.ftl" as v]
[#macro circuit]
  reg [@v.range stepBits/] left_q;   // bits of the sum still to come
  assign ready_0_o = left_q == ${stepBits}'d0;
  wire take = product_en_i & ready_0_o;
  wire factor = left_q > ${stepBits}'d${totalBits - mul.width};   // a bit of mul is at hand
  wire minus = left_q == ${stepBits}'d${totalBits - mul.width + 1};    // its sign
  wire low = left_q > ${stepBits}'d${totalBits - 32};      // a bit of raw
  always @(${clockEdge})
    if (!rst_ni) left_q <= ${stepBits}'d0;
    else if (take) left_q <= ${stepBits}'d${totalBits};
    else if (~ready_0_o) left_q <= left_q - ${stepBits}'d1;

[#list channelList as i]
  reg [@v.range mul.width/] mul_${i}_q;
  reg [@v.range add.width/] add_${i}_q;
  reg [@v.range openBits/] open_${i}_q;   // bits up to the last of y
  wire open_${i} = open_${i}_q != ${openBits}'d0;
  always @(posedge clk_i)
    if (take) begin
      mul_${i}_q <= scale_i[[@v.from mul]${scaleBits} * ${i}[/@v.from]];
      add_${i}_q <= scale_i[[@v.from add]${scaleBits} * ${i}[/@v.from]];
      open_${i}_q <= {1'b0, scale_i[[@v.from sh]${scaleBits} * ${i}[/@v.from]]} + ${openBits}'d8;
    end else begin
      mul_${i}_q <= {1'b0, mul_${i}_q[@v.upper mul.width 1/]};
      add_${i}_q <= {add_${i}_q[@v.top add.width/], add_${i}_q[@v.upper add.width 1/]};
      if (open_${i}) open_${i}_q <= open_${i}_q - ${openBits}'d1;
    end
[/#list]
[#list lanes as n]
[@lane n/]
[/#list]

  reg [@v.range (8 * laneCount)/] y_q;
  always @(posedge clk_i) if (result_en_i & ready_0_o) begin
[#list lanes as n]
    y_q[8 * ${n.index} +: 8] <= (y_${n.channel}_${n.pixel}_q | {8{over_${n.channel}_${n.pixel}_q}}) & {8{~sum_${n.channel}_${n.pixel}_q}};
[/#list]
  end
  assign y_o = y_q;

  reg [@v.range (32 * pixels)/] raw_q;
  always @(posedge clk_i) if (raw_en_i & ready_0_o) begin
[#if channels == 1]
[#list pixelList as p]
    raw_q[32 * ${p} +: 32] <= low_0_${p}_q;
[/#list]
[#else]
    case (raw_sel_0_i)
[#list channelList as i]
[#if i == channelLast]
      default: begin
[#else]
      ${selBits}'d${i}: begin
[/#if]
[#list pixelList as p]
        raw_q[32 * ${p} +: 32] <= low_${i}_${p}_q;
[/#list]
      end
[/#list]
    endcase
[/#if]
  end
  assign raw_o = raw_q;[#rt]
[/#macro]

[#macro lane n]

  reg [@v.range sumBits/] acc_${n.channel}_${n.pixel}_q;
  reg [@v.range (sumBits + 1)/] high_${n.channel}_${n.pixel}_q;      // of the terms added so far, signed
  reg carry_${n.channel}_${n.pixel}_q, sum_${n.channel}_${n.pixel}_q, over_${n.channel}_${n.pixel}_q;   // sum: the last bit of it, in the end its sign
  reg [7:0] y_${n.channel}_${n.pixel}_q;
  reg [31:0] low_${n.channel}_${n.pixel}_q;
  wire [@v.range (sumBits + 2)/] term_${n.channel}_${n.pixel} = ({2'd0, acc_${n.channel}_${n.pixel}_q} & {${sumBits + 2}{factor & mul_${n.channel}_q[0]}}) ^ {${sumBits + 2}{minus & mul_${n.channel}_q[0]}};
  wire [@v.range (sumBits + 2)/] next_${n.channel}_${n.pixel} = {high_${n.channel}_${n.pixel}_q[@v.top (sumBits + 1)/], high_${n.channel}_${n.pixel}_q} + term_${n.channel}_${n.pixel} + {${sumBits + 1}'d0, minus & mul_${n.channel}_q[0]};
  wire unused_${n.channel}_${n.pixel} = &{1'b0, acc_i[${n.accLsb + sumBits} +: ${32 - sumBits}]};
  wire bit_${n.channel}_${n.pixel} = next_${n.channel}_${n.pixel}[0] ^ add_${n.channel}_q[0] ^ carry_${n.channel}_${n.pixel}_q;
  always @(posedge clk_i)
    if (take) begin
      acc_${n.channel}_${n.pixel}_q <= acc_i[${n.accLsb} +: ${sumBits}];
      high_${n.channel}_${n.pixel}_q <= ${sumBits + 1}'d0;
      carry_${n.channel}_${n.pixel}_q <= 1'b0;
      over_${n.channel}_${n.pixel}_q <= 1'b0;
    end else if (~ready_0_o) begin
      high_${n.channel}_${n.pixel}_q <= next_${n.channel}_${n.pixel}[@v.upper (sumBits + 2) 1/];
      carry_${n.channel}_${n.pixel}_q <= (next_${n.channel}_${n.pixel}[0] & add_${n.channel}_q[0]) | ((next_${n.channel}_${n.pixel}[0] | add_${n.channel}_q[0]) & carry_${n.channel}_${n.pixel}_q);
      sum_${n.channel}_${n.pixel}_q <= bit_${n.channel}_${n.pixel};
      over_${n.channel}_${n.pixel}_q <= over_${n.channel}_${n.pixel}_q | (bit_${n.channel}_${n.pixel} & ~open_${n.channel});
      if (open_${n.channel}) y_${n.channel}_${n.pixel}_q <= {bit_${n.channel}_${n.pixel}, y_${n.channel}_${n.pixel}_q[7:1]};
      if (low) low_${n.channel}_${n.pixel}_q <= {bit_${n.channel}_${n.pixel}, low_${n.channel}_${n.pixel}_q[31:1]};
    end
[/#macro]
