// SPDX-License-Identifier: Apache-2.0
// act[c][j] = pixel (x_j + dx, y_j + dy) of channel c, 0 outside the map;  3 channels x 5 consecutive pixels of a
// flattened map.
// A: step.  B: its tap arrives, rows are addressed.  C: the two rows arrive, funnel and padding.  D: act_o.
`default_nettype none
module act_fetch_3x5_rowbits4 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire setup_i,
  input  wire [9:0] pitch_i,
  input  wire [9:0] step_x_i,
  input  wire [9:0] step_y_i,
  input  wire valid_i,
  input  wire last_step_i,
  input  wire last_tile_i,
  input  wire [3:0] row_i,
  input  wire [3:0] tap_row_i,
  input  wire [2:0] tap_rem_i,
  input  wire [6:0] tap_dy_i,
  input  wire [6:0] tap_dx_i,
  input  wire [9:0] tap_height_i,
  input  wire [9:0] tap_width_i,
  input  wire [119:0] even_i,
  input  wire [119:0] odd_i,
  output wire ready_o,
  output wire even_en_o,
  output wire [2:0] even_addr_o,
  output wire odd_en_o,
  output wire [2:0] odd_addr_o,
  output wire [119:0] act_o
);
  // Coordinates of the lanes: first_* of a group's first tile, walked once per layer; x_q, y_q of the tile whose tap
  // is at hand.
  reg [9:0] first_x_q [0:4];
  reg [9:0] first_y_q [0:4];
  reg [9:0] x_q [0:4];
  reg [9:0] y_q [0:4];

  reg valid_b_q, valid_c_q, last_step_b_q, last_tile_b_q;
  reg [3:0] row_b_q;
  always @(posedge clk_i)
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

  reg [2:0] walk_q;
  reg walking_q, loading_q;
  reg [9:0] walk_x_q, walk_y_q;
  wire row_done = walk_x_q + 10'd1 == pitch_i;
  always @(posedge clk_i)
    if (!rst_ni) begin
      walking_q <= 1'b0;
      loading_q <= 1'b0;
    end else begin
      walking_q <= setup_i | (walking_q & (walk_q != 3'd4));
      loading_q <= walking_q & (walk_q == 3'd4);
    end
  always @(posedge clk_i)
    if (setup_i) begin
      walk_q <= 3'd0;
      walk_x_q <= 10'd0;
      walk_y_q <= 10'd0;
    end else if (walking_q) begin
      walk_q <= walk_q + 3'd1;
      walk_x_q <= row_done ? 10'd0 : walk_x_q + 10'd1;
      walk_y_q <= row_done ? walk_y_q + 10'd1 : walk_y_q;
    end
  assign ready_o = ~(walking_q | loading_q);

  wire [4:0] in_map;
  wire advance = loading_q | (en_i & valid_b_q & last_step_b_q);
  wire restart = loading_q | last_tile_b_q;
  genvar g;
  generate
    for (g = 0; g < 5; g = g + 1) begin : lane
      wire [10:0] x_sum = {1'b0, x_q[g]} + {1'b0, step_x_i};
      wire carry = x_sum >= {1'b0, pitch_i};
      wire [9:0] x_wrapped = x_sum[9:0] - (pitch_i & {10{carry}});
      wire [11:0] tap_x = {2'd0, x_q[g]} + {{5{tap_dx_i[6]}}, tap_dx_i};
      wire [11:0] tap_y = {2'd0, y_q[g]} + {{5{tap_dy_i[6]}}, tap_dy_i};
      // a negative coordinate is above every limit
      assign in_map[g] = (tap_x < {2'd0, tap_width_i}) & (tap_y < {2'd0, tap_height_i});
      always @(posedge clk_i) if (advance) begin
        x_q[g] <= restart ? first_x_q[g] : x_wrapped;
        y_q[g] <= restart ? first_y_q[g] : y_q[g] + step_y_i + {9'd0, carry};
      end
      if (g == 4) begin : walk_end
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

  // B: the run begins at pixel tap_rem of row_b; the next row is read only where the run reaches into it.
  wire [3:0] row_b = row_b_q + tap_row_i;
  wire straddles = tap_rem_i != 3'd0;
  assign even_en_o = en_i & valid_b_q & (~row_b[0] | straddles);
  assign odd_en_o = en_i & valid_b_q & (row_b[0] | straddles);
  assign odd_addr_o = row_b[3:1];
  assign even_addr_o = row_b[3:1] + {2'd0, row_b[0]};

  reg swap_c_q;
  reg [4:0] in_map_c_q;
  reg [5:0] down_c_q, up_c_q;   // bits to shift the first and the second row
  always @(posedge clk_i) if (en_i & valid_b_q) begin
    swap_c_q <= row_b[0];
    in_map_c_q <= in_map;
    down_c_q <= {tap_rem_i, 3'd0};
    up_c_q <= 6'd40 - {tap_rem_i, 3'd0};
  end

  // C: funnel and padding.
  wire [39:0] keep = {{8{in_map_c_q[4]}}, {8{in_map_c_q[3]}}, {8{in_map_c_q[2]}}, {8{in_map_c_q[1]}},
      {8{in_map_c_q[0]}}};
  wire [39:0] swap = {40{swap_c_q}};
  wire [39:0] even_0 = even_i[0 * 40 +: 40];
  wire [39:0] odd_0 = odd_i[0 * 40 +: 40];
  reg [39:0] act_0_q;
  assign act_o[0 * 40 +: 40] = act_0_q;
  wire [39:0] even_1 = even_i[1 * 40 +: 40];
  wire [39:0] odd_1 = odd_i[1 * 40 +: 40];
  reg [39:0] act_1_q;
  assign act_o[1 * 40 +: 40] = act_1_q;
  wire [39:0] even_2 = even_i[2 * 40 +: 40];
  wire [39:0] odd_2 = odd_i[2 * 40 +: 40];
  reg [39:0] act_2_q;
  assign act_o[2 * 40 +: 40] = act_2_q;
  always @(posedge clk_i) if (en_i & valid_c_q) begin
    act_0_q <= ((((even_0 & ~swap) | (odd_0 & swap)) >> down_c_q) | (((odd_0 & ~swap) | (even_0 & swap)) << up_c_q))
        & keep;
    act_1_q <= ((((even_1 & ~swap) | (odd_1 & swap)) >> down_c_q) | (((odd_1 & ~swap) | (even_1 & swap)) << up_c_q))
        & keep;
    act_2_q <= ((((even_2 & ~swap) | (odd_2 & swap)) >> down_c_q) | (((odd_2 & ~swap) | (even_2 & swap)) << up_c_q))
        & keep;
  end
endmodule
`default_nettype wire
