[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- What goes with a step through the stages, and the tile that waits to be drained. --]
[#import "/lib/verilog.ftl" as v]
[#macro circuit]
  // The array's flags travel with the step; a tile waits in the shadow until it is drained.
  reg valid_b_q, valid_c_q, valid_d_q, first_b_q, first_c_q, first_d_q, last_b_q, last_c_q, last_d_q, shadow_q;
[#if planes]
  reg twice_b_q, twice_c_q, twice_d_q;
  wire begins = [#if residual](tap_q == ${tapCountBits}'d0)[#else]fresh_o[/#if] & (group_q == ${channelBits}'d0)[#if group > 1] & (pass_q == 4'd0)[/#if];
  assign array_twice_0_o = twice_d_q;
[/#if]
[#if stores]
  assign stored_0_o = stored_q;
[#if tci > 1]
  reg rest_b_q, rest_c_q, rest_d_q;   // in the last group, which may have fewer channels than lanes
  assign lanes_0_o[0] = 1'b1;
[#list lanes as c]
  assign lanes_0_o[${c.index}] = ~rest_d_q | (last_lane_q >= ${c.literal});
[/#list]
[#else]
  assign lanes_0_o = 1'b1;
[/#if]
[/#if]
  assign en_o = ~(valid_d_q & last_d_q & shadow_q & ~free_i);
  assign array_en_o = en_o & valid_d_q;
  assign array_first_o = first_d_q;
  assign array_last_o = last_d_q;
  assign tile_o = shadow_q & scale_full_i;
  always @(${clockEdge})
    if (!rst_ni) begin
      valid_b_q <= 1'b0;
      valid_c_q <= 1'b0;
      valid_d_q <= 1'b0;
      shadow_q <= 1'b0;
    end else begin
      if (en_o) begin
        valid_b_q <= step;
        valid_c_q <= valid_b_q;
        valid_d_q <= valid_c_q;
      end
      shadow_q <= ((shadow_q & ~free_i) | (array_en_o & array_last_o)) & ~abort_o;
    end
  always @(posedge clk_i) if (en_o) begin
[#if planes]
    first_b_q <= begins & (weight_plane_q == ${planeBits}'d0);
    twice_b_q <= begins & (weight_plane_q != ${planeBits}'d0) & (weight_plane_q <= doubles_q);
    twice_c_q <= twice_b_q;
    twice_d_q <= twice_c_q;
[#if stores && tci > 1]
    rest_b_q <= in_last_group;
    rest_c_q <= rest_b_q;
    rest_d_q <= rest_c_q;
[/#if]
[#else]
    first_b_q <= [#if residual](tap_q == ${tapCountBits}'d0)[#else]fresh_o[/#if] & (group_q == ${channelBits}'d0)[#if group > 1] & (pass_q == 4'd0)[/#if];
[/#if]
    first_c_q <= first_b_q;
    first_d_q <= first_c_q;
    last_b_q <= last_step;
    last_c_q <= last_b_q;
    last_d_q <= last_c_q;
  end
[/#macro]
