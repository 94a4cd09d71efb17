#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11 and Verilator 5.006 read other numbers from the same words of a command line.
#
# Guess: $value$plusargs reads a number as $sscanf does, in both alike: digits, underscores, a minus sign; nothing where the text is no number.
# Seen:  with %d, 1_000 is 1000 and 1, 12ab is x (with a warning) and 12, +7 is x and 7; beyond 64 bits a number is 2^63 - 1 in Verilator; with %h, -1 is all ones
#        and 1. 0x10 is 10 with an x before it in Icarus. Both return 1 each time, as if the argument had been read.
# Why:   seeds and counts of a co-simulation are given so: the run with +images=1_000 does one image in one simulator and says it succeeded. Check what was read
#        by printing it, or read a string and convert it in one place.
set -euo pipefail
export LC_ALL=C
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  integer found;
  reg [31:0] v;
  reg [127:0] m;
  initial begin
    found = $value$plusargs("a=%d", v); $display("1_000 %%d %0d %0d", found, v);
    found = $value$plusargs("b=%d", v); $display("12ab %%d %0d %0d", found, v);
    found = $value$plusargs("c=%d", v); $display("+7 %%d %0d %0d", found, v);
    found = $value$plusargs("d=%d", m); $display("100000000000000000000 %%d %0d %0d", found, m);
    found = $value$plusargs("e=%d", v); $display("-5 %%d %0d %0d", found, $signed(v));
    found = $value$plusargs("f=%h", v); $display("-1 %%h %0d %h", found, v);
    found = $value$plusargs("g=%h", v); $display("0x10 %%h %0d %h", found, v);
    found = $value$plusargs("h=%h", v); $display("ff_ff %%h %0d %h", found, v);
    $finish;
  end
endmodule
V
words="+a=1_000 +b=12ab +c=+7 +d=100000000000000000000 +e=-5 +f=-1 +g=0x10 +h=ff_ff"
verilate t t.v
# shellcheck disable=SC2086 # the words are arguments
obj_t/Vt $words | grep -v finish >verilator.txt
iverilog -B "$ROOT/usr/lib/x86_64-linux-gnu/ivl" -g2012 -o t.vvp t.v
# shellcheck disable=SC2086
vvp -M "$ROOT/usr/lib/x86_64-linux-gnu/ivl" -n t.vvp $words 2>warnings.txt | grep '%' >icarus.txt
{ echo "text format icarus: . verilator: ."; join -o 1.1,1.2,1.3,1.4,2.3,2.4 -j 1 <(sort icarus.txt) <(sort verilator.txt); } | column -t >now.txt
as_seen now.txt <<'S'
text                   format  icarus:  .                      verilator:  .
+7                     %d      1        x                      1           7
-1                     %h      1        ffffffff               1           00000001
-5                     %d      1        -5                     1           -5
0x10                   %h      1        00000x10               1           00000010
100000000000000000000  %d      1        100000000000000000000  1           9223372036854775807
12ab                   %d      1        x                      1           12
1_000                  %d      1        1000                   1           1
ff_ff                  %h      1        0000ffff               1           0000ffff
S
