#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: the minus of a real 0.0 is +0; computed products and roundings keep the sign of zero, folded ones lose it.
#
# Guess: reals are doubles of the machine, so a minus turns the sign bit; -0.0 and -x for x = 0.0 are 8000000000000000, as in C and in Verilator 5.006.
# Seen:  both are +0. Multiplied by a variable of -1.0 zero becomes -0, by the constant +0; $ceil of a variable of -0.5 is -0, of the constant +0. Verilator has
#        the sign everywhere.
# Why:   a bench that takes $realtobits of a real as what a floating-point block should give never tests the sign of zero in Icarus, and calls a right -0 wrong.
#        Keep expected values as bits.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  real zero, minus, half;
  initial begin
    zero = 0.0; minus = -1.0; half = -0.5;
    #1; // so that what follows is computed
    $display("-0.0 %h", $realtobits(-0.0));
    $display("-zero %h", $realtobits(-zero));
    $display("zero*minus %h", $realtobits(zero * minus));
    $display("0.0*-1.0 %h", $realtobits(0.0 * -1.0));
    $display("ceil(half) %h", $realtobits($ceil(half)));
    $display("ceil(-0.5) %h", $realtobits($ceil(-0.5)));
    $finish;
  end
endmodule
V
verilate t t.v
icarus t.v >icarus.txt
obj_t/Vt | grep -v finish | cut -d ' ' -f 2 >verilator.txt
{ echo "real icarus verilator"; paste -d ' ' icarus.txt verilator.txt; } | column -t >now.txt
as_seen now.txt <<'S'
real        icarus            verilator
-0.0        0000000000000000  8000000000000000
-zero       0000000000000000  8000000000000000
zero*minus  8000000000000000  8000000000000000
0.0*-1.0    0000000000000000  8000000000000000
ceil(half)  8000000000000000  8000000000000000
ceil(-0.5)  0000000000000000  8000000000000000
S
