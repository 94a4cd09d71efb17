#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: the most negative number divided by -1 is 0 in signed words of 32 and 64 bits, and wraps to itself at every other width.
#
# Guess: it wraps to itself at each width, as two's complement does and as the same division does when it is folded; or the width does not matter, at least.
# Seen:  8, 31, 33 and 100 bits wrap, 32 and 64 give 0 (a guard against the processor's trap), while the same operands written as constants wrap at 64, too. The
#        remainder is 0 throughout, right. Icarus Verilog wraps everywhere.
# Why:   quotients of a normaliser or a fixed-point divider that is exercised at its extremes: the two simulators, and the synthesised netlist, disagree about
#        widths that are powers of two only, so a scaled-down test of 8 bits shows nothing.
set -euo pipefail
export LC_ALL=C
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  reg signed [7:0] a, b;
  reg signed [30:0] c, d;
  reg signed [31:0] e, f;
  reg signed [32:0] g, h;
  reg signed [63:0] i, j;
  reg signed [99:0] k, l;
  initial begin
    a = 1 << 7; c = 1 << 30; e = 1 << 31; g = 33'd1 << 32; i = 64'd1 << 63; k = 100'd1 << 99;
    b = -1; d = -1; f = -1; h = -1; j = -1; l = -1;
    #1; // so that nothing is folded
    $display("8 %h %h", a / b, a % b);
    $display("31 %h %h", c / d, c % d);
    $display("32 %h %h", e / f, e % f);
    $display("33 %h %h", g / h, g % h);
    $display("64 %h %h", i / j, i % j);
    $display("100 %h %h", k / l, k % l);
    $display("folded64 %h %h", 64'sh8000000000000000 / -64'sd1, 64'sh8000000000000000 % -64'sd1);
    $finish;
  end
endmodule
V
verilate t t.v
obj_t/Vt | grep -v finish >verilator.txt
icarus t.v >icarus.txt
{ echo "bits verilator: . icarus: ."; join <(sort verilator.txt) <(sort icarus.txt) | sort -n; } | column -t >now.txt
as_seen now.txt <<'S'
bits      verilator:                 .                          icarus:                    .
folded64  8000000000000000           0000000000000000           8000000000000000           0000000000000000
8         80                         00                         80                         00
31        40000000                   00000000                   40000000                   00000000
32        00000000                   00000000                   80000000                   00000000
33        100000000                  000000000                  100000000                  000000000
64        0000000000000000           0000000000000000           8000000000000000           0000000000000000
100       8000000000000000000000000  0000000000000000000000000  8000000000000000000000000  0000000000000000000000000
S
