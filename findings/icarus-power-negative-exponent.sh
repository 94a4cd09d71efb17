#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: 1 and -1 to a negative power are 0 when the operands have many bits, and right when they have few or are constants.
#
# Guess: the standard's table (1 to any power is 1, -1 to an odd negative power is -1, to an even one 1) holds at every width.
# Seen:  up to 32 bits it does; at 33, 64 and 100 bits the result is 0, though the same 100-bit power written with constants is folded to -1. Verilator 5.006 follows
#        the table throughout.
# Why:   alternating signs written as a power of -1 change when an index becomes wider than an integer, in one simulator only. Use the index's last bit.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  reg signed [7:0] a, b;
  reg signed [31:0] c, d;
  reg signed [32:0] e, f;
  reg signed [63:0] g, h;
  reg signed [99:0] i, j;
  integer k;
  initial begin
    a = -1; c = -1; e = -1; g = -1; i = -1;
    for (k = -1; k > -4; k = k - 1) begin
      b = k; d = k; f = k; h = k; j = k;
      $display("(-1)**%0d %0d %0d %0d %0d %0d", k, a ** b, c ** d, e ** f, g ** h, i ** j);
    end
    a = 1; c = 1; e = 1; g = 1; i = 1;
    $display("1**%0d %0d %0d %0d %0d %0d", k, a ** b, c ** d, e ** f, g ** h, i ** j);
    $display("constant - - - %0d %0d", (-64'sd1) ** -64'sd3, (-100'sd1) ** -100'sd3);
    $finish;
  end
endmodule
V
verilate t t.v
icarus t.v >icarus.txt
obj_t/Vt | grep -v finish >verilator.txt
{ echo "icarus 8 32 33 64 100"; cat icarus.txt; echo "verilator 8 32 33 64 100"; cat verilator.txt; } | column -t >now.txt
as_seen now.txt <<'S'
icarus     8   32  33  64  100
(-1)**-1   -1  -1  0   0   0
(-1)**-2   1   1   0   0   0
(-1)**-3   -1  -1  0   0   0
1**-4      1   1   0   0   0
constant   -   -   -   -1  -1
verilator  8   32  33  64  100
(-1)**-1   -1  -1  -1  -1  -1
(-1)**-2   1   1   1   1   1
(-1)**-3   -1  -1  -1  -1  -1
1**-4      1   1   1   1   1
constant   -   -   -   -1  -1
S
