// SPDX-License-Identifier: Apache-2.0
// 300 words of 20 bits: 3 x 1 RM_128x32, in place of the generated model.
// One port serves both: a word is written where both are wanted, and rd_data_o stays.
`default_nettype none
module ram_300x20_lanes2 (
  input  wire clk_i,
  input  wire [1:0] wr_en_i,
  input  wire [8:0] wr_addr_i,
  input  wire [19:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [8:0] rd_addr_i,
  output wire [19:0] rd_data_o
);
  wire write = |wr_en_i;
  wire read = rd_en_i & ~write;
  wire [8:0] addr = write ? wr_addr_i : rd_addr_i;
  wire [31:0] data_in = {12'd0, wr_data_i};
  wire [31:0] mask = {12'd0, {10{wr_en_i[1]}}, {10{wr_en_i[0]}}};
  wire [6:0] word = addr[6:0];
  wire [1:0] bank = addr[8:7];
  reg [1:0] bank_q;
  always @(posedge clk_i) if (read) bank_q <= bank;
  wire here_0 = bank == 2'd0;
  wire [19:0] data_out_0;
  wire [11:0] unused_0;
  RM_128x32 u_0_0 (
    .A_CLK(clk_i),
    .A_MEN((write | read) & here_0),
    .A_WEN(write & here_0),
    .A_REN(read & here_0),
    .A_ADDR(word),
    .A_DIN(data_in[31:0]),
    .A_BM(mask[31:0]),
    .A_DLY(1'b1),
    .A_BIST_EN(1'd0),
    .A_BIST_DIN(32'd0),
    .A_DOUT({unused_0, data_out_0[19:0]})
  );
  wire here_1 = bank == 2'd1;
  wire [19:0] data_out_1;
  wire [11:0] unused_1;
  RM_128x32 u_1_0 (
    .A_CLK(clk_i),
    .A_MEN((write | read) & here_1),
    .A_WEN(write & here_1),
    .A_REN(read & here_1),
    .A_ADDR(word),
    .A_DIN(data_in[31:0]),
    .A_BM(mask[31:0]),
    .A_DLY(1'b1),
    .A_BIST_EN(1'd0),
    .A_BIST_DIN(32'd0),
    .A_DOUT({unused_1, data_out_1[19:0]})
  );
  wire here_2 = bank == 2'd2;
  wire [19:0] data_out_2;
  wire [11:0] unused_2;
  RM_128x32 u_2_0 (
    .A_CLK(clk_i),
    .A_MEN((write | read) & here_2),
    .A_WEN(write & here_2),
    .A_REN(read & here_2),
    .A_ADDR(word),
    .A_DIN(data_in[31:0]),
    .A_BM(mask[31:0]),
    .A_DLY(1'b1),
    .A_BIST_EN(1'd0),
    .A_BIST_DIN(32'd0),
    .A_DOUT({unused_2, data_out_2[19:0]})
  );
  assign rd_data_o = bank_q == 2'd2 ? data_out_2 : bank_q == 2'd1 ? data_out_1 : data_out_0;
endmodule
`default_nettype wire
