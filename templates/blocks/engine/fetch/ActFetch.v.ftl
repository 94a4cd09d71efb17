// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// act[c][j] = pixel (x_j + dx, y_j + dy) of channel c, 0 outside the map;  ${tci} channels x ${pixels} consecutive pixels of a flattened map.
// A: step.  B: its tap arrives, rows are addressed.  C: the two rows arrive, funnel and padding.  D: act_o.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire setup_i,
  input  wire [@v.range coord/] pitch_i,
  input  wire [@v.range coord/] step_x_i,
  input  wire [@v.range coord/] step_y_i,
  input  wire valid_i,
  input  wire last_step_i,
  input  wire last_tile_i,
  input  wire [@v.range rowBits/] row_i,
  input  wire [@v.range rowBits/] tap_row_i,
  input  wire [@v.range remBits/] tap_rem_i,
  input  wire [6:0] tap_dy_i,
  input  wire [6:0] tap_dx_i,
  input  wire [@v.range coord/] tap_height_i,
  input  wire [@v.range coord/] tap_width_i,
  input  wire [@v.range rowData/] even_i,
  input  wire [@v.range rowData/] odd_i,
  output wire ready_o,
  output wire even_en_o,
  output wire [@v.range bankBits/] even_addr_o,
  output wire odd_en_o,
  output wire [@v.range bankBits/] odd_addr_o,
  output wire [@v.range rowData/] act_o
);
[#if single]
  // Coordinates of the pixel whose tap is at hand; a group's first is at 0, 0.
  reg [@v.range coord/] x_q, y_q;
[#else]
  // Coordinates of the lanes: first_* of a group's first tile, walked once per layer; x_q, y_q of the tile whose tap is at hand.
  reg [@v.range coord/] first_x_q [0:${pixelLast}];
  reg [@v.range coord/] first_y_q [0:${pixelLast}];
  reg [@v.range coord/] x_q [0:${pixelLast}];
  reg [@v.range coord/] y_q [0:${pixelLast}];
[/#if]

  reg valid_b_q, valid_c_q, last_step_b_q, last_tile_b_q;
  reg [@v.range rowBits/] row_b_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      valid_b_q <= 1'b0;
      valid_c_q <= 1'b0;
    end else if (en_i) begin
      valid_b_q <= valid_i;
      valid_c_q <= valid_b_q;
    end
  always @(posedge clk_i) if (en_i) begin
    last_step_b_q <= last_step_i;
    last_tile_b_q <= last_tile_i;
    row_b_q <= row_i;
  end

[#if single]
  reg walking_q, loading_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      walking_q <= 1'b0;
      loading_q <= 1'b0;
    end else begin
      walking_q <= setup_i;
      loading_q <= walking_q;
    end
[#else]
  reg [@v.range walkBits/] walk_q;
  reg walking_q, loading_q;
  reg [@v.range coord/] walk_x_q, walk_y_q;
  wire row_done = walk_x_q + ${coord}'d1 == pitch_i;
  always @(${clockEdge})
    if (!rst_ni) begin
      walking_q <= 1'b0;
      loading_q <= 1'b0;
    end else begin
      walking_q <= setup_i | (walking_q & (walk_q != ${walkBits}'d${pixelLast}));
      loading_q <= walking_q & (walk_q == ${walkBits}'d${pixelLast});
    end
  always @(posedge clk_i)
    if (setup_i) begin
      walk_q <= ${walkBits}'d0;
      walk_x_q <= ${coord}'d0;
      walk_y_q <= ${coord}'d0;
    end else if (walking_q) begin
      walk_q <= walk_q + ${walkBits}'d1;
      walk_x_q <= row_done ? ${coord}'d0 : walk_x_q + ${coord}'d1;
      walk_y_q <= row_done ? walk_y_q + ${coord}'d1 : walk_y_q;
    end
[/#if]
  assign ready_o = ~(walking_q | loading_q);

  wire [@v.range pixels/] in_map;
  wire advance = loading_q | (en_i & valid_b_q & last_step_b_q);
  wire restart = loading_q | last_tile_b_q;
[#if single]
  // A step of a pixel is a column, or the next line's first.
  wire [@v.range coord/] x_next = x_q + ${coord}'d1;
  wire carry = x_next == pitch_i;
  wire [@v.range (coord + 2)/] tap_x = {2'd0, x_q} + {[#if deltaPad > 0][@v.fill deltaPad]tap_dx_i[6][/@v.fill], [/#if]tap_dx_i};
  wire [@v.range (coord + 2)/] tap_y = {2'd0, y_q} + {[#if deltaPad > 0][@v.fill deltaPad]tap_dy_i[6][/@v.fill], [/#if]tap_dy_i};
  assign in_map = (tap_x < {2'd0, tap_width_i}) & (tap_y < {2'd0, tap_height_i});   // a negative coordinate is above every limit
  always @(posedge clk_i) if (advance) begin
    x_q <= restart | carry ? ${coord}'d0 : x_next;
    y_q <= restart ? ${coord}'d0 : y_q + {${coord - 1}'d0, carry};
  end
  wire unused = &{1'b0, step_x_i, step_y_i, tap_rem_i};   // a pixel's step follows from the pitch, and it begins its row
[#else]
  genvar g;
  generate
    for (g = 0; g < ${pixels}; g = g + 1) begin : lane
      wire [@v.range (coord + 1)/] x_sum = {1'b0, x_q[g]} + {1'b0, step_x_i};
      wire carry = x_sum >= {1'b0, pitch_i};
      wire [@v.range coord/] x_wrapped = x_sum[@v.range coord/] - (pitch_i & {${coord}{carry}});
      wire [@v.range (coord + 2)/] tap_x = {2'd0, x_q[g]} + {[#if deltaPad > 0][@v.fill deltaPad]tap_dx_i[6][/@v.fill], [/#if]tap_dx_i};
      wire [@v.range (coord + 2)/] tap_y = {2'd0, y_q[g]} + {[#if deltaPad > 0][@v.fill deltaPad]tap_dy_i[6][/@v.fill], [/#if]tap_dy_i};
      assign in_map[g] = (tap_x < {2'd0, tap_width_i}) & (tap_y < {2'd0, tap_height_i});   // a negative coordinate is above every limit
      always @(posedge clk_i) if (advance) begin
        x_q[g] <= restart ? first_x_q[g] : x_wrapped;
        y_q[g] <= restart ? first_y_q[g] : y_q[g] + step_y_i + {${coord - 1}'d0, carry};
      end
      if (g == ${pixelLast}) begin : walk_end
        always @(posedge clk_i) if (walking_q) begin
          first_x_q[g] <= walk_x_q;
          first_y_q[g] <= walk_y_q;
        end
      end else begin : walk_chain
        always @(posedge clk_i) if (walking_q) begin
          first_x_q[g] <= first_x_q[g + 1];
          first_y_q[g] <= first_y_q[g + 1];
        end
      end
    end
  endgenerate
[/#if]

[#if single]
  // B: the pixel is a row.
[#else]
  // B: the run begins at pixel tap_rem of row_b; the next row is read only where the run reaches into it.
[/#if]
  wire [@v.range rowBits/] row_b = row_b_q + tap_row_i;
[#if single]
  assign even_en_o = en_i & valid_b_q & ~row_b[0];
  assign odd_en_o = en_i & valid_b_q & row_b[0];
  assign odd_addr_o = row_b[@v.upper rowBits 1/];
  assign even_addr_o = row_b[@v.upper rowBits 1/];
[#else]
  wire straddles = tap_rem_i != ${remBits}'d0;
  assign even_en_o = en_i & valid_b_q & (~row_b[0] | straddles);
  assign odd_en_o = en_i & valid_b_q & (row_b[0] | straddles);
  assign odd_addr_o = row_b[@v.upper rowBits 1/];
  assign even_addr_o = row_b[@v.upper rowBits 1/] + {[@v.zeros (bankBits - 1)/]row_b[0]};
[/#if]

  reg swap_c_q;
  reg [@v.range pixels/] in_map_c_q;
[#if !single]
  reg [@v.range shiftBits/] down_c_q, up_c_q;   // bits to shift the first and the second row
[/#if]
  always @(posedge clk_i) if (en_i & valid_b_q) begin
    swap_c_q <= row_b[0];
    in_map_c_q <= in_map;
[#if !single]
    down_c_q <= {[@v.zeros shiftPad/]tap_rem_i, 3'd0};
    up_c_q <= ${shiftBits}'d${wordBits} - {[@v.zeros shiftPad/]tap_rem_i, 3'd0};
[/#if]
  end

  // C: funnel and padding.
  wire [@v.range (8 * pixels)/] keep = {[#list pixelsDown as j]{8{in_map_c_q[${j}]}}[#sep], [/#sep][/#list]};
  wire [@v.range (8 * pixels)/] swap = [@v.fill wordBits]swap_c_q[/@v.fill];
[#list channels as c]
  wire [@v.range (8 * pixels)/] even_${c} = even_i[${c} * ${wordBits} +: ${wordBits}];
  wire [@v.range (8 * pixels)/] odd_${c} = odd_i[${c} * ${wordBits} +: ${wordBits}];
  reg [@v.range (8 * pixels)/] act_${c}_q;
  assign act_o[${c} * ${wordBits} +: ${wordBits}] = act_${c}_q;
[/#list]
  always @(posedge clk_i) if (en_i & valid_c_q) begin
[#list channels as c]
    act_${c}_q <= [#if single]((even_${c} & ~swap) | (odd_${c} & swap)) & keep;[#else]((((even_${c} & ~swap) | (odd_${c} & swap)) >> down_c_q) | (((odd_${c} & ~swap) | (even_${c} & swap)) << up_c_q)) & keep;[/#if]
[/#list]
  end
endmodule
`default_nettype wire
