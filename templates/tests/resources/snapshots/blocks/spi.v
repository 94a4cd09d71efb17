// SPDX-License-Identifier: Apache-2.0
// SPI, mode 0, to registers: byte 0 is write, address; then, again and again, four bytes of data and one of the answer.
`default_nettype none
module spi_port (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire spi_sck_i,
  input  wire spi_csn_i,
  input  wire spi_mosi_i,
  input  wire [31:0] rsp_data_i,
  input  wire rsp_error_i,
  output wire spi_miso_o,
  output wire req_valid_o,
  output wire req_write_o,
  output wire [11:0] req_addr_o,
  output wire [31:0] req_data_o,
  output wire [3:0] req_strb_o
);
  // The pins, twice sampled; sck once more for its edge.
  reg [2:0] sck_q;
  reg [1:0] csn_q, mosi_q;
  wire selected = ~csn_q[1];
  wire rise = selected & sck_q[1] & ~sck_q[2];
  reg [2:0] bit_q;    // of the byte
  reg [2:0] byte_q;   // 0 address, 1 to 4 data, 5 answer
  reg write_q;
  reg [6:0] address_q;
  reg [30:0] in_q;
  reg [39:0] out_q;   // data, seven zeros, error
  wire [31:0] in = {in_q, mosi_q[1]};
  wire byte_end = rise & (bit_q == 3'd7);
  wire first = byte_end & (byte_q == 3'd0);
  wire write = byte_end & (byte_q == 3'd4) & write_q;
  wire read = (first & ~in[7]) | (byte_end & (byte_q == 3'd5) & ~write_q & in[0]);

  always @(posedge clk_i)
    if (!rst_ni) begin
      sck_q <= 3'd0;
      csn_q <= 2'b11;
      mosi_q <= 2'd0;
      bit_q <= 3'd0;
      byte_q <= 3'd0;
      write_q <= 1'b0;
      address_q <= 7'd0;
      in_q <= 31'd0;
      out_q <= 40'd0;
    end else begin
      sck_q <= {sck_q[1:0], spi_sck_i};
      csn_q <= {csn_q[0], spi_csn_i};
      mosi_q <= {mosi_q[0], spi_mosi_i};
      bit_q <= selected ? bit_q + {2'd0, rise} : 3'd0;
      if (~selected) byte_q <= 3'd0;
      else if (byte_end) byte_q <= byte_q == 3'd5 ? 3'd1 : byte_q + 3'd1;
      if (first) begin
        write_q <= in[7];
        address_q <= in[6:0];
      end
      if (rise) in_q <= in[30:0];
      if (~selected) out_q <= 40'd0;
      else if (read) out_q <= {rsp_data_i, 7'd0, rsp_error_i};
      else if (write) out_q <= {7'd0, rsp_error_i, 32'd0};
      else if (rise) out_q <= {out_q[38:0], 1'b0};
    end
  assign spi_miso_o = out_q[39];
  assign req_valid_o = write | read;
  assign req_write_o = write;
  assign req_addr_o = {3'd0, byte_q == 3'd0 ? in[6:0] : address_q, 2'b00};
  assign req_data_o = in;
  assign req_strb_o = 4'hf;

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  reg [3:0] since_q;   // rises since the last access or the begin of the frame, up to 15
  reg asked_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      since_q <= 4'd0;
      asked_q <= 1'b0;
    end else begin
      since_q <= ~selected | req_valid_o ? 4'd0 : since_q == 4'd15 ? 4'd15 : since_q + {3'd0, rise};
      asked_q <= req_valid_o;
    end
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~req_valid_o | (selected & rise & (since_q >= 4'd7))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~req_valid_o | (selected & rise & (since_q >= 4'd7))))) begin
      $display("%m: assertion an_access_ends_a_byte failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(asked_q & req_valid_o)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(asked_q & req_valid_o)))) begin
      $display("%m: assertion asked_once failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((bit_q == 3'd0) | selected | ~asked_q));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((bit_q == 3'd0) | selected | ~asked_q))) begin
      $display("%m: assertion silent_without_a_frame failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
