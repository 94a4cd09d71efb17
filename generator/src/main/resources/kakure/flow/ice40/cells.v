// SPDX-License-Identifier: Apache-2.0
// What memories of an iCE40 do, written from the vendor's description of them: for the simulation of what was placed and routed.
// LANES boards run side by side: bit i of a port of theirs is bits i LANES and on, one for each board. All boards address alike, which is checked where there are several.
`default_nettype none
module ice40_block #(
  parameter [1:0] READ_MODE = 2'd0,   // 0: 256 words of 16 bits, 1: 512 of 8, 2: 1,024 of 4, 3: 2,048 of 2
  parameter [1:0] WRITE_MODE = 2'd0,
  parameter LANES = 1
) (
  input  wire wclk, input wire [LANES-1:0] we, input wire [11*LANES-1:0] waddr, input wire [16*LANES-1:0] mask, input wire [16*LANES-1:0] wdata,
  input  wire rclk, input wire [LANES-1:0] re, input wire [11*LANES-1:0] raddr, output wire [16*LANES-1:0] rdata
);
  localparam PARTS = 1 << WRITE_MODE, READ_PARTS = 1 << READ_MODE;
  localparam FROM = WRITE_MODE < 2'd2 ? 0 : WRITE_MODE == 2'd2 ? 1 : 3;   // of the bits that a part of the word has, the one that is written
  localparam TO = READ_MODE < 2'd2 ? 0 : READ_MODE == 2'd2 ? 1 : 3;       // and the one by which it is read

  reg [16*LANES-1:0] mem [0:255];
  reg [16*LANES-1:0] word;
  reg [2:0] part;
  wire [10:0] wa, ra;
  wire [16*LANES-1:0] data, keep;
  genvar i;
  generate
    for (i = 0; i < 11; i = i + 1) begin : g_address
      assign wa[i] = waddr[i*LANES];
      assign ra[i] = raddr[i*LANES];
    end
    for (i = 0; i < 16; i = i + 1) begin : g_bit
      assign data[i*LANES+:LANES] = wdata[(i / PARTS * PARTS + FROM)*LANES+:LANES];
      assign keep[i*LANES+:LANES] = PARTS == 1 ? mask[i*LANES+:LANES] : {LANES{({29'd0, wa[10:8]} & (PARTS - 1)) != i % PARTS}};
      if (i % READ_PARTS == TO) assign rdata[i*LANES+:LANES] = word[(i - TO + ({29'd0, part} & (READ_PARTS - 1)))*LANES+:LANES];
      else assign rdata[i*LANES+:LANES] = {LANES{1'b0}};
    end
  endgenerate
  always @(posedge wclk) if (we[0]) mem[wa[7:0]] <= (mem[wa[7:0]] & keep) | (data & ~keep);
  always @(posedge rclk) if (re[0]) begin
    word <= mem[ra[7:0]];
    part <= ra[10:8];
  end
  ice40_alike #(.BITS(12), .LANES(LANES)) u_write (.clk(wclk), .en(|we), .bits({we, waddr}));
  ice40_alike #(.BITS(12), .LANES(LANES)) u_read (.clk(rclk), .en(|re), .bits({re, raddr}));
endmodule

// One port: after a write the output holds nothing that may be used, here the complement of what was written.
module ice40_large #(parameter LANES = 1) (
  input wire clk, input wire [LANES-1:0] en, input wire [LANES-1:0] we, input wire [14*LANES-1:0] addr, input wire [4*LANES-1:0] mask, input wire [16*LANES-1:0] wdata, output wire [16*LANES-1:0] rdata
);
  reg [16*LANES-1:0] mem [0:16383];
  reg [16*LANES-1:0] word;
  wire [13:0] a;
  wire [16*LANES-1:0] put;
  genvar i;
  generate
    for (i = 0; i < 14; i = i + 1) begin : g_address
      assign a[i] = addr[i*LANES];
    end
    for (i = 0; i < 16; i = i + 1) begin : g_bit
      assign put[i*LANES+:LANES] = mask[i/4*LANES+:LANES];
    end
  endgenerate
  always @(posedge clk) if (en[0]) begin
    if (we[0]) mem[a] <= (mem[a] & ~put) | (wdata & put);
    word <= we[0] ? ~wdata : mem[a];
  end
  assign rdata = word;
  ice40_alike #(.BITS(16), .LANES(LANES)) u_alike (.clk(clk), .en(|en), .bits({en, we, addr}));
endmodule

// Boards side by side do the same at the same time: what is not data is the same on all of them.
module ice40_alike #(parameter BITS = 1, parameter LANES = 1) (input wire clk, input wire en, input wire [BITS*LANES-1:0] bits);
  wire [BITS-1:0] same;
  genvar i;
  generate
    for (i = 0; i < BITS; i = i + 1) begin : g_bit
      assign same[i] = bits[i*LANES+:LANES] == {LANES{bits[i*LANES]}};
    end
  endgenerate
  always @(posedge clk)
    if (en && !(&same)) begin
      $display("%m: boards side by side differ in what is not data");
      $stop;
    end
endmodule
`default_nettype wire
