// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// Two halves of ${depth} mask entries: the decoder fills one while the array reads the other. Row of entry e in half h: h * ${depth} + e.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire entry_valid_i,
  input  wire entry_last_i,
  input  wire entry_end_i,
  input  wire [15:0] cout_i,
  input  wire [15:0] taps_i,
  input  wire [15:0] channels_i,
  input  wire [3:0] kind_i,
  input  wire discard_i,
  input  wire en_i,
  input  wire read_i,
  input  wire [${entryMsb}:0] entry_i,
  input  wire release_i,
  output wire entry_ready_o,
  output wire full_o,
  output wire end_o,
  output wire [15:0] head_cout_o,
  output wire [15:0] head_taps_o,
  output wire [15:0] head_channels_o,
  output wire [3:0] head_kind_o,
  output wire overflow_o,
  output wire we_o,
  output wire [${addrMsb}:0] write_addr_o,
  output wire read_en_o,
  output wire [${addrMsb}:0] read_addr_o
);
  // Writer.
  reg write_half_q, read_half_q, overflow_q;
  reg [1:0] full_q;
  reg [${entryMsb}:0] write_q;
  wire write = entry_valid_i & ~full_q[write_half_q] & ~discard_i & ~overflow_q;
  wire group_written = write & entry_last_i;
  assign entry_ready_o = ~full_q[write_half_q] | discard_i | overflow_q;
  assign we_o = write;
  assign write_addr_o = {[@v.zeros entryPad/]write_q} + (${addrBits}'d${depth} & [@v.fill addrBits]write_half_q[/@v.fill]);
  assign overflow_o = overflow_q;

  // Reader: the address follows its step by two enabled cycles, and so does the release.
  reg read_b_q, read_c_q, release_b_q, release_c_q, half_b_q, half_c_q;
  reg [${entryMsb}:0] entry_b_q, entry_c_q;
  wire released = en_i & release_c_q;
  wire leaving = (release_b_q & (half_b_q == read_half_q)) | (release_c_q & (half_c_q == read_half_q));   // released, but not free yet
  assign full_o = full_q[read_half_q] & ~leaving;
  assign read_en_o = en_i & read_c_q;
  assign read_addr_o = {[@v.zeros entryPad/]entry_c_q} + (${addrBits}'d${depth} & [@v.fill addrBits]half_c_q[/@v.fill]);

  always @(${clockEdge})
    if (!rst_ni) begin
      write_half_q <= 1'b0;
      read_half_q <= 1'b0;
      overflow_q <= 1'b0;
      full_q <= 2'b00;
      write_q <= ${entryBits}'d0;
      read_b_q <= 1'b0;
      read_c_q <= 1'b0;
      release_b_q <= 1'b0;
      release_c_q <= 1'b0;
    end else begin
      if (write) write_q <= entry_last_i ? ${entryBits}'d0 : write_q + ${entryBits}'d1;
      overflow_q <= overflow_q | (write & ~entry_last_i & (write_q == ${entryBits}'d${entryLast}));
      write_half_q <= write_half_q ^ group_written;
      full_q <= (full_q | ({1'b0, group_written} << write_half_q)) & ~({1'b0, released} << half_c_q);
      if (en_i) begin
        read_half_q <= read_half_q ^ release_i;
        read_b_q <= read_i;
        read_c_q <= read_b_q;
        release_b_q <= release_i;
        release_c_q <= release_b_q;
      end
    end
  always @(posedge clk_i) if (en_i) begin
    entry_b_q <= entry_i;
    entry_c_q <= entry_b_q;
    half_b_q <= read_half_q;
    half_c_q <= half_b_q;
  end

  // The header of each half's layer.
  reg [1:0] end_q;
  reg [15:0] cout_0_q, cout_1_q, taps_0_q, taps_1_q, channels_0_q, channels_1_q;
  reg [3:0] kind_0_q, kind_1_q;
  always @(posedge clk_i) if (group_written) begin
    if (write_half_q) begin
      end_q[1] <= entry_end_i;
      cout_1_q <= cout_i;
      taps_1_q <= taps_i;
      channels_1_q <= channels_i;
      kind_1_q <= kind_i;
    end else begin
      end_q[0] <= entry_end_i;
      cout_0_q <= cout_i;
      taps_0_q <= taps_i;
      channels_0_q <= channels_i;
      kind_0_q <= kind_i;
    end
  end
  assign end_o = end_q[read_half_q];
  assign head_cout_o = read_half_q ? cout_1_q : cout_0_q;
  assign head_taps_o = read_half_q ? taps_1_q : taps_0_q;
  assign head_channels_o = read_half_q ? channels_1_q : channels_0_q;
  assign head_kind_o = read_half_q ? kind_1_q : kind_0_q;
endmodule
`default_nettype wire
