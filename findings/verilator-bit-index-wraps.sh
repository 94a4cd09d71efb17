#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: an index beyond the end loses its upper bits, and what is then still beyond the end reads 0.
#
# Guess: IEEE 1364 says x; Verilator knows no x, so a bit or a word beyond the end is an arbitrary value, at best 0.
# Seen:  v[i] of 8 bits takes the low 3 bits of i, so v[9] is v[1] without a word. A memory of 4 words wraps alike. With 5 bits or 5 words the low 3 bits count
#        too: index 8 is 0, indices 5 to 7 read 0. Icarus 11 says x for each.
# Why:   a mask or sign bit read one period too far is a legal bit of the row in Verilator, so a co-simulation passes where hardware or another simulator fails;
#        whether it shows depends on the length being a power of two.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  reg [7:0] v; reg [4:0] w; reg [7:0] m [0:3]; reg [7:0] n [0:4];
  integer i, from;
  initial begin
    if ($test$plusargs("later")) from = 7; else from = 6;  // known at run time only
    v = 8'b00000010; w = 5'b11111;
    for (i = 0; i < 4; i = i + 1) m[i] = 8'h10 + i;
    for (i = 0; i < 5; i = i + 1) n[i] = 8'h20 + i;
    for (i = from; i < 14; i = i + 1) $display("%0d: v=%b w=%b m=%h n=%h", i, v[i], w[i], m[i], n[i]);
    $finish;
  end
endmodule
V
verilate t t.v
{ echo verilator; obj_t/Vt | grep :.v=; echo icarus; icarus t.v; } >now.txt
as_seen now.txt <<'S'
verilator
6: v=0 w=0 m=12 n=00
7: v=0 w=0 m=13 n=00
8: v=0 w=1 m=10 n=20
9: v=1 w=1 m=11 n=21
10: v=0 w=1 m=12 n=22
11: v=0 w=1 m=13 n=23
12: v=0 w=1 m=10 n=24
13: v=0 w=0 m=11 n=00
icarus
6: v=0 w=x m=xx n=xx
7: v=0 w=x m=xx n=xx
8: v=x w=x m=xx n=xx
9: v=x w=x m=xx n=xx
10: v=x w=x m=xx n=xx
11: v=x w=x m=xx n=xx
12: v=x w=x m=xx n=xx
13: v=x w=x m=xx n=xx
S
