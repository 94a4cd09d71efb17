// SPDX-License-Identifier: Apache-2.0
// What stands within IHP's models of memories, written from their data sheet: nothing happens but at the clock's edge with men; bits that bm marks are written;
// a read shows on dout and stays there until the next one; what is read while it is written is the new word.
module SRAM_1P_behavioral_bm_bist #(parameter P_DATA_WIDTH = 8, parameter P_ADDR_WIDTH = 4) (
  input  wire [P_ADDR_WIDTH-1:0] A_ADDR,
  input  wire [P_DATA_WIDTH-1:0] A_DIN,
  input  wire [P_DATA_WIDTH-1:0] A_BM,
  input  wire A_MEN,
  input  wire A_WEN,
  input  wire A_REN,
  input  wire A_CLK,
  input  wire A_DLY,
  output reg  [P_DATA_WIDTH-1:0] A_DOUT,
  input  wire A_BIST_EN,
  input  wire [P_ADDR_WIDTH-1:0] A_BIST_ADDR,
  input  wire [P_DATA_WIDTH-1:0] A_BIST_DIN,
  input  wire [P_DATA_WIDTH-1:0] A_BIST_BM,
  input  wire A_BIST_MEN,
  input  wire A_BIST_WEN,
  input  wire A_BIST_REN,
  input  wire A_BIST_CLK
);
  reg [P_DATA_WIDTH-1:0] words [0:(1 << P_ADDR_WIDTH)-1];
  wire clk = A_BIST_EN ? A_BIST_CLK : A_CLK;
  wire men = A_BIST_EN ? A_BIST_MEN : A_MEN;
  wire wen = A_BIST_EN ? A_BIST_WEN : A_WEN;
  wire ren = A_BIST_EN ? A_BIST_REN : A_REN;
  wire [P_ADDR_WIDTH-1:0] at = A_BIST_EN ? A_BIST_ADDR : A_ADDR;
  wire [P_DATA_WIDTH-1:0] bm = A_BIST_EN ? A_BIST_BM : A_BM;
  wire [P_DATA_WIDTH-1:0] data = A_BIST_EN ? A_BIST_DIN : A_DIN;
  wire [P_DATA_WIDTH-1:0] next = words[at] & ~bm | data & bm;
  always @(posedge clk)
    if (men) begin
      if (wen) words[at] <= next;
      if (ren) A_DOUT <= wen ? next : words[at];
    end
endmodule
