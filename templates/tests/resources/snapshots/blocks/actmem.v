// SPDX-License-Identifier: Apache-2.0
// Two memories of 10 rows of 6 channels x 3 pixels: a layer reads one and writes the other.
// Even and odd rows are banks of their own; a row is cut into 3 parts of 2 channels.
`default_nettype none
module act_memory_6x3_drain2_rows10 (
  input  wire clk_i,
  input  wire src_i,
  input  wire fetch_even_en_i,
  input  wire [2:0] fetch_even_addr_i,
  input  wire fetch_odd_en_i,
  input  wire [2:0] fetch_odd_addr_i,
  input  wire old_en_i,
  input  wire [1:0] old_part_i,
  input  wire [2:0] old_even_addr_i,
  input  wire [2:0] old_odd_addr_i,
  input  wire even_we_i,
  input  wire odd_we_i,
  input  wire [1:0] part_i,
  input  wire [2:0] even_addr_i,
  input  wire [2:0] odd_addr_i,
  input  wire [47:0] even_data_i,
  input  wire [47:0] odd_data_i,
  output wire [143:0] even_o,
  output wire [143:0] odd_o,
  output wire [47:0] old_even_o,
  output wire [47:0] old_odd_o
);
  reg [1:0] old_even_part_q;
  always @(posedge clk_i) if (old_en_i) old_even_part_q <= old_part_i;

  wire a_even_is_source = ~src_i;
  wire [2:0] a_even_read_addr = a_even_is_source ? fetch_even_addr_i : old_even_addr_i;
  wire a_even_within = (a_even_read_addr < 3'd5);
  wire a_even_0_we = (even_we_i & ~a_even_is_source) & (part_i == 2'd0);
  wire a_even_0_re = (a_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd0))) & a_even_within;

  wire [47:0] a_even_0_rd_data;
  ram_5x48 u_a_even_0 (
    .clk_i(clk_i),
    .wr_en_i(a_even_0_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(a_even_0_re),
    .rd_addr_i(a_even_read_addr),
    .rd_data_o(a_even_0_rd_data)
  );

  wire a_even_1_we = (even_we_i & ~a_even_is_source) & (part_i == 2'd1);
  wire a_even_1_re = (a_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd1))) & a_even_within;

  wire [47:0] a_even_1_rd_data;
  ram_5x48 u_a_even_1 (
    .clk_i(clk_i),
    .wr_en_i(a_even_1_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(a_even_1_re),
    .rd_addr_i(a_even_read_addr),
    .rd_data_o(a_even_1_rd_data)
  );

  wire a_even_2_we = (even_we_i & ~a_even_is_source) & (part_i == 2'd2);
  wire a_even_2_re = (a_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd2))) & a_even_within;

  wire [47:0] a_even_2_rd_data;
  ram_5x48 u_a_even_2 (
    .clk_i(clk_i),
    .wr_en_i(a_even_2_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(a_even_2_re),
    .rd_addr_i(a_even_read_addr),
    .rd_data_o(a_even_2_rd_data)
  );

  wire [143:0] a_even_row = {a_even_2_rd_data, a_even_1_rd_data, a_even_0_rd_data};
  wire [47:0] a_even_old = (old_even_part_q == 2'd2) ? a_even_2_rd_data : (old_even_part_q == 2'd1) ? a_even_1_rd_data
      : a_even_0_rd_data;
  wire b_even_is_source = src_i;
  wire [2:0] b_even_read_addr = b_even_is_source ? fetch_even_addr_i : old_even_addr_i;
  wire b_even_within = (b_even_read_addr < 3'd5);
  wire b_even_0_we = (even_we_i & ~b_even_is_source) & (part_i == 2'd0);
  wire b_even_0_re = (b_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd0))) & b_even_within;

  wire [47:0] b_even_0_rd_data;
  ram_5x48 u_b_even_0 (
    .clk_i(clk_i),
    .wr_en_i(b_even_0_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(b_even_0_re),
    .rd_addr_i(b_even_read_addr),
    .rd_data_o(b_even_0_rd_data)
  );

  wire b_even_1_we = (even_we_i & ~b_even_is_source) & (part_i == 2'd1);
  wire b_even_1_re = (b_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd1))) & b_even_within;

  wire [47:0] b_even_1_rd_data;
  ram_5x48 u_b_even_1 (
    .clk_i(clk_i),
    .wr_en_i(b_even_1_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(b_even_1_re),
    .rd_addr_i(b_even_read_addr),
    .rd_data_o(b_even_1_rd_data)
  );

  wire b_even_2_we = (even_we_i & ~b_even_is_source) & (part_i == 2'd2);
  wire b_even_2_re = (b_even_is_source ? fetch_even_en_i : (old_en_i & (old_part_i == 2'd2))) & b_even_within;

  wire [47:0] b_even_2_rd_data;
  ram_5x48 u_b_even_2 (
    .clk_i(clk_i),
    .wr_en_i(b_even_2_we),
    .wr_addr_i(even_addr_i),
    .wr_data_i(even_data_i),
    .rd_en_i(b_even_2_re),
    .rd_addr_i(b_even_read_addr),
    .rd_data_o(b_even_2_rd_data)
  );

  wire [143:0] b_even_row = {b_even_2_rd_data, b_even_1_rd_data, b_even_0_rd_data};
  wire [47:0] b_even_old = (old_even_part_q == 2'd2) ? b_even_2_rd_data : (old_even_part_q == 2'd1) ? b_even_1_rd_data
      : b_even_0_rd_data;
  wire [143:0] even_row = src_i ? b_even_row : a_even_row;
  wire [47:0] even_old = src_i ? a_even_old : b_even_old;

  reg [1:0] old_odd_part_q;
  always @(posedge clk_i) if (old_en_i) old_odd_part_q <= old_part_i;

  wire a_odd_is_source = ~src_i;
  wire [2:0] a_odd_read_addr = a_odd_is_source ? fetch_odd_addr_i : old_odd_addr_i;
  wire a_odd_within = (a_odd_read_addr < 3'd5);
  wire a_odd_0_we = (odd_we_i & ~a_odd_is_source) & (part_i == 2'd0);
  wire a_odd_0_re = (a_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd0))) & a_odd_within;

  wire [47:0] a_odd_0_rd_data;
  ram_5x48 u_a_odd_0 (
    .clk_i(clk_i),
    .wr_en_i(a_odd_0_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(a_odd_0_re),
    .rd_addr_i(a_odd_read_addr),
    .rd_data_o(a_odd_0_rd_data)
  );

  wire a_odd_1_we = (odd_we_i & ~a_odd_is_source) & (part_i == 2'd1);
  wire a_odd_1_re = (a_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd1))) & a_odd_within;

  wire [47:0] a_odd_1_rd_data;
  ram_5x48 u_a_odd_1 (
    .clk_i(clk_i),
    .wr_en_i(a_odd_1_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(a_odd_1_re),
    .rd_addr_i(a_odd_read_addr),
    .rd_data_o(a_odd_1_rd_data)
  );

  wire a_odd_2_we = (odd_we_i & ~a_odd_is_source) & (part_i == 2'd2);
  wire a_odd_2_re = (a_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd2))) & a_odd_within;

  wire [47:0] a_odd_2_rd_data;
  ram_5x48 u_a_odd_2 (
    .clk_i(clk_i),
    .wr_en_i(a_odd_2_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(a_odd_2_re),
    .rd_addr_i(a_odd_read_addr),
    .rd_data_o(a_odd_2_rd_data)
  );

  wire [143:0] a_odd_row = {a_odd_2_rd_data, a_odd_1_rd_data, a_odd_0_rd_data};
  wire [47:0] a_odd_old = (old_odd_part_q == 2'd2) ? a_odd_2_rd_data : (old_odd_part_q == 2'd1) ? a_odd_1_rd_data
      : a_odd_0_rd_data;
  wire b_odd_is_source = src_i;
  wire [2:0] b_odd_read_addr = b_odd_is_source ? fetch_odd_addr_i : old_odd_addr_i;
  wire b_odd_within = (b_odd_read_addr < 3'd5);
  wire b_odd_0_we = (odd_we_i & ~b_odd_is_source) & (part_i == 2'd0);
  wire b_odd_0_re = (b_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd0))) & b_odd_within;

  wire [47:0] b_odd_0_rd_data;
  ram_5x48 u_b_odd_0 (
    .clk_i(clk_i),
    .wr_en_i(b_odd_0_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(b_odd_0_re),
    .rd_addr_i(b_odd_read_addr),
    .rd_data_o(b_odd_0_rd_data)
  );

  wire b_odd_1_we = (odd_we_i & ~b_odd_is_source) & (part_i == 2'd1);
  wire b_odd_1_re = (b_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd1))) & b_odd_within;

  wire [47:0] b_odd_1_rd_data;
  ram_5x48 u_b_odd_1 (
    .clk_i(clk_i),
    .wr_en_i(b_odd_1_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(b_odd_1_re),
    .rd_addr_i(b_odd_read_addr),
    .rd_data_o(b_odd_1_rd_data)
  );

  wire b_odd_2_we = (odd_we_i & ~b_odd_is_source) & (part_i == 2'd2);
  wire b_odd_2_re = (b_odd_is_source ? fetch_odd_en_i : (old_en_i & (old_part_i == 2'd2))) & b_odd_within;

  wire [47:0] b_odd_2_rd_data;
  ram_5x48 u_b_odd_2 (
    .clk_i(clk_i),
    .wr_en_i(b_odd_2_we),
    .wr_addr_i(odd_addr_i),
    .wr_data_i(odd_data_i),
    .rd_en_i(b_odd_2_re),
    .rd_addr_i(b_odd_read_addr),
    .rd_data_o(b_odd_2_rd_data)
  );

  wire [143:0] b_odd_row = {b_odd_2_rd_data, b_odd_1_rd_data, b_odd_0_rd_data};
  wire [47:0] b_odd_old = (old_odd_part_q == 2'd2) ? b_odd_2_rd_data : (old_odd_part_q == 2'd1) ? b_odd_1_rd_data
      : b_odd_0_rd_data;
  wire [143:0] odd_row = src_i ? b_odd_row : a_odd_row;
  wire [47:0] odd_old = src_i ? a_odd_old : b_odd_old;

  assign even_o = even_row;
  assign odd_o = odd_row;
  assign old_even_o = even_old;
  assign old_odd_o = odd_old;
endmodule
`default_nettype wire
