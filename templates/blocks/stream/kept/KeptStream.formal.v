// SPDX-License-Identifier: Apache-2.0
// KeptStream: an arbitrary beat is marked as it is written, and its place in the memory is watched; what is read there is that beat, once where none is kept, every time where it is. Places, readiness and validity are what a plain count says.
// Numbers of beats to keep are small ones, with and without a high bit.
module formal (input clk, input rst_n, input set, input [2:0] few, input many, input discard, input in_valid, input in_data, input other_data, input out_ready, input mark);
  wire [31:0] words = {many, 28'd0, few};
  wire in_ready, out_valid, bad, we, read_en;
  wire [`ADDR_BITS-1:0] write_addr, read_addr;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .set_i(set), .words_i(words), .discard_i(discard), .in_valid_i(in_valid), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .bad_o(bad), .we_o(we), .write_addr_o(write_addr), .read_en_o(read_en), .read_addr_o(read_addr)
  );
  reg out_data;   // of the memory
  wire started;
  formal_rules #(.WIDTH(1)) u_rules (.clk(clk), .rst_n(rst_n), .clear(1'b0), .valid(out_valid), .ready(out_ready), .data(out_data), .started(started));

  reg told, over, complete, pending, marked;
  reg [2:0] keep, in_at, out_at, count, number;
  reg data, cell_data;
  reg [1:0] seen;
  wire [2:0] ring = keep == 3'd0 ? 3'd`DEPTH : keep;
  wire hit = read_en & marked & out_at == number;
  always @(posedge clk)
    if (!rst_n | discard) begin
      told <= 0; complete <= 0; in_at <= 0; out_at <= 0; count <= 0; marked <= 0; seen <= 0;
    end else begin
      if (set & ~told) begin
        told <= 1; over <= words > `DEPTH; keep <= words > `DEPTH ? 3'd0 : words[2:0];
      end
      if (we) in_at <= in_at + 3'd1 == ring ? 3'd0 : in_at + 3'd1;
      if (we & keep != 3'd0 & in_at + 3'd1 == ring) complete <= 1;
      if (read_en) out_at <= out_at + 3'd1 == ring ? 3'd0 : out_at + 3'd1;
      count <= count + {2'd0, we} - {2'd0, read_en};
      if (we & mark & ~marked) begin
        marked <= 1; number <= in_at; data <= in_data;
      end
      if (hit & keep == 3'd0) marked <= 0;
      if (hit & seen != 2'd3) seen <= seen + 2'd1;
    end
  always @(posedge clk) begin
    if (we & (marked ? write_addr == number : mark)) cell_data <= in_data;
    if (read_en) out_data <= marked & read_addr == number ? cell_data : other_data;
  end
  always @(posedge clk)
    if (!rst_n) pending <= 0;
    else pending <= read_en | (pending & ~out_ready);

  wire there = complete | count != 3'd0;

  always @(posedge clk) if (started) begin
    assert (in_ready == (discard | told & (complete | count != `DEPTH)));
    assert (we == (in_valid & ~discard & told & ~complete & count != `DEPTH));
    assert (read_en == (there & (~pending | out_ready) & ~discard));   // full throughput: a beat waits only because the one before does
    assert (out_valid == pending);
    assert (bad == (told & over));
    if (we) assert (write_addr == in_at);
    if (read_en) assert (read_addr == out_at);
    if (hit) assert (read_addr == number & cell_data == data);
    assert (~(we & read_en & write_addr == read_addr));   // which memories leave open
`ifdef COVER
    assert (seen != 2'd2);
`endif
  end
endmodule
