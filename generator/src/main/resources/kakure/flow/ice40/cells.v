// SPDX-License-Identifier: Apache-2.0
// What memories of an iCE40 do, written from the vendor's description of them: for the simulation of what was placed and routed.
`default_nettype none
module ice40_block #(
  parameter [1:0] READ_MODE = 2'd0,   // 0: 256 words of 16 bits, 1: 512 of 8, 2: 1,024 of 4, 3: 2,048 of 2
  parameter [1:0] WRITE_MODE = 2'd0
) (
  input  wire wclk, input wire we, input wire [10:0] waddr, input wire [15:0] mask, input wire [15:0] wdata,
  input  wire rclk, input wire re, input wire [10:0] raddr, output wire [15:0] rdata
);
  reg [15:0] mem [0:255];
  wire [1:0] w4 = waddr[9:8];
  wire [2:0] w2 = waddr[10:8];
  wire [15:0] data = WRITE_MODE == 2'd0 ? wdata
    : WRITE_MODE == 2'd1 ? {{2{wdata[14]}}, {2{wdata[12]}}, {2{wdata[10]}}, {2{wdata[8]}}, {2{wdata[6]}}, {2{wdata[4]}}, {2{wdata[2]}}, {2{wdata[0]}}}
    : WRITE_MODE == 2'd2 ? {{4{wdata[13]}}, {4{wdata[9]}}, {4{wdata[5]}}, {4{wdata[1]}}} : {{8{wdata[11]}}, {8{wdata[3]}}};
  wire [15:0] keep = WRITE_MODE == 2'd0 ? mask
    : WRITE_MODE == 2'd1 ? (waddr[8] ? 16'h5555 : 16'haaaa) : WRITE_MODE == 2'd2 ? ~(16'h1111 << w4) : ~(16'h0101 << w2);
  always @(posedge wclk) if (we) mem[waddr[7:0]] <= (mem[waddr[7:0]] & keep) | (data & ~keep);

  reg [15:0] word;
  reg [2:0] part;
  always @(posedge rclk) if (re) begin
    word <= mem[raddr[7:0]];
    part <= raddr[10:8];
  end
  wire [15:0] odd = word >> part[0];
  wire [15:0] nibble = word >> part[1:0];
  wire [15:0] octet = word >> part;
  assign rdata = READ_MODE == 2'd0 ? word
    : READ_MODE == 2'd1 ? {1'b0, odd[14], 1'b0, odd[12], 1'b0, odd[10], 1'b0, odd[8], 1'b0, odd[6], 1'b0, odd[4], 1'b0, odd[2], 1'b0, odd[0]}
    : READ_MODE == 2'd2 ? {2'b0, nibble[12], 3'b0, nibble[8], 3'b0, nibble[4], 3'b0, nibble[0], 1'b0} : {4'b0, octet[8], 7'b0, octet[0], 3'b0};
endmodule

// One port: after a write the output holds nothing that may be used, here the complement of what was written.
module ice40_large (input wire clk, input wire en, input wire we, input wire [13:0] addr, input wire [3:0] mask, input wire [15:0] wdata, output wire [15:0] rdata);
  reg [15:0] mem [0:16383];
  reg [15:0] word;
  wire [15:0] put = {{4{mask[3]}}, {4{mask[2]}}, {4{mask[1]}}, {4{mask[0]}}};
  always @(posedge clk) if (en) begin
    if (we) mem[addr] <= (mem[addr] & ~put) | (wdata & put);
    word <= we ? ~wdata : mem[addr];
  end
  assign rdata = word;
endmodule
`default_nettype wire
