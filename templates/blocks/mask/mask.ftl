[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- What the mask decoders share. Import as mask: [#import "/blocks/mask/mask.ftl" as mask] --]

[#-- One step of the CRC over 64 bits; x is the word xor the register in its low bits. --]
[#macro crc x masks]
      crc_q <= {
[#list masks as m]
        ^(${x} & ${m})[#sep],[/#sep]
[/#list]
      };
[/#macro]

[#-- Canonical code of 16 blocks: the lengths come by the given word with accept in state CODE, the table is built in state TABLE, one block or one length a cycle. --]
[#macro canonical sizes fields word="msk_data_i"]
  reg  [63:0] tab_q;                     // blocks in the order of their code words
  reg  [31:0] base_q;                    // per length: number of its first block less its first code word, modulo 16
[#list sizes as z]
  reg  [${z.bits}:0] limit${z.bits}_q;                // first value of ${z.bits} bits that starts a longer code word
  wire [8:0] limit${z.bits} = {limit${z.bits}_q, ${z.low}'d0};
[/#list]
  reg  [63:0] lens_q;                    // code lengths not yet placed
  reg  [3:0]  size_q;                    // the length being placed
  reg  [3:0]  rank_q;                    // blocks placed, modulo 16
  reg  [11:0] next_q;                    // next code word of this length; at the end the Kraft sum in 1/256
  wire table_end = (state_q == TABLE) & (size_q == 4'd9);
  wire table_bad = (next_q != 12'd256) | (lens_q != 64'd0);
  always @(posedge clk_i) begin : table_build
    reg [15:0] hit, one;
    reg [3:0]  sym;
    if (state_q == CODE) begin
      if (accept) lens_q <= ${word};
      size_q <= 4'd1;
      rank_q <= 4'd0;
      next_q <= 12'd0;
      base_q <= 32'd0;
    end
    if (state_q == TABLE) begin
      hit = {
[#list fields as f]
        lens_q[${f.high}:${f.low}] == size_q[#sep],[/#sep]
[/#list]
      };
      one = hit & (~hit + 16'd1);
      sym = {|(one & 16'hff00), |(one & 16'hf0f0), |(one & 16'hcccc), |(one & 16'haaaa)};
      if (|hit) begin
        lens_q[{sym, 2'b00} +: 4] <= 4'd0;
        tab_q[{rank_q, 2'b00} +: 4] <= sym;
        rank_q <= rank_q + 4'd1;
        next_q <= next_q + 12'd1;
      end else begin
        size_q <= size_q + 4'd1;
        if (~size_q[3]) begin
          next_q <= next_q << 1;
          base_q[{size_q[2:0], 2'b00} +: 4] <= rank_q - {next_q[2:0], 1'b0};
        end
[#list sizes as z]
        if (size_q == 4'd${z.bits}) limit${z.bits}_q <= next_q[${z.bits}:0];
[/#list]
      end
    end
  end
[/#macro]
