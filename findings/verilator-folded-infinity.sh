#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: a real constant that is infinite or no number is written into the C++ as "inf" or "nan", which does not compile.
#
# Guess: 1.0/0.0 is folded to the machine's infinity, as in Icarus Verilog, or left to be computed; at least Verilator itself says what it does not take.
# Seen:  Verilator ends without a word about it; g++ then finds no "inf", and takes "nan" for the function of libm. The same quotient of variables runs and gives
#        infinity; $bitstoreal of constant bits, the way out that one thinks of, is folded to the same text.
# Why:   benches of floating-point blocks name their special values once, as constants: they work in Icarus and stop here with an error in a generated file. Keep
#        them as bits in a variable that is not known when the model is built.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
bench() { printf 'module t;\n  real x, y;\n  initial begin\n    y = 0.0;\n    #1;\n    x = %s;\n    $display("%%h", $realtobits(x) & 64%sh7fffffffffffffff);\n    $finish;\n  end\nendmodule\n' "$1" "'" >t.v; }
# What Verilator's program prints; otherwise who refused it.
verilated() {
  rm -rf obj_t
  if verilate t t.v; then obj_t/Vt | grep -v finish; elif [ -e obj_t/Vt.h ] && grep -q ' error: ' verilate_t.log; then echo "error of g++"; else echo refused; fi
}
while read -r value; do
  bench "$value"
  echo "$value|$(icarus t.v)|$(verilated)"
done <<'V' | sed '1i x|icarus|verilator' | column -t -s '|' >now.txt
1.0/0.0
0.0/0.0
1e309
1.0/y
$bitstoreal(64'h7ff0000000000000)
V
as_seen now.txt <<'S'
x                                  icarus            verilator
1.0/0.0                            7ff0000000000000  error of g++
0.0/0.0                            7ff8000000000000  error of g++
1e309                              7ff0000000000000  error of g++
1.0/y                              7ff0000000000000  7ff0000000000000
$bitstoreal(64'h7ff0000000000000)  7ff0000000000000  error of g++
S
