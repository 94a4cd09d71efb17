#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: an x of the Verilog is 0 to yosys-smtbmc and sat, anything to write_btor, and refused by write_aiger.
#
# Guess: one reading in all back ends of one tool, and the careful one: x is any value, so what holds only for 0 is not proved.
# Seen:  "default: y = 4'bx" with an assertion that y is not 8: yosys-smtbmc passes, bounded and by induction, and sat says SUCCESS; with -enable_undef sat says
#        FAIL; the btor model has one input more; write_aiger ends with an error. After setundef -anyseq yosys-smtbmc finds the 8.
# Why:   x in a branch that "cannot be" is what a proof should look into, and synthesis fills it as it likes. A bare prep, write_smt2 and yosys-smtbmc prove less
#        than they say. Put setundef -undriven -anyseq before write_smt2.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 z3=4.8.12-3.1 libz3-4=4.8.12-3.1
cat >t.sv <<'V'
module t(input [1:0] a, output reg [3:0] y);
  always @* begin
    case (a)
      0: y = 1;
      1: y = 2;
      2: y = 4;
      default: y = 4'bx;
    endcase
    assert (y != 8);
  end
endmodule
V
read='read_verilog -formal -sv t.sv; prep'
prove() { yosys-smtbmc -s z3 -t 2 "$@" | sed -n 's/.*Status: //p' || true; }
{
  yosys -q -p "$read; write_smt2 -wires zero.smt2; setundef -undriven -anyseq; write_smt2 -wires any.smt2" >log 2>&1
  echo "smtbmc $(prove zero.smt2)"
  echo "smtbmc -i $(prove -i zero.smt2)"
  echo "setundef -anyseq, smtbmc $(prove any.smt2)"
  for option in "" -enable_undef; do
    yosys -p "$read; sat -prove-asserts $option" >log 2>&1
    echo "sat${option:+ $option}$(sed -n 's/^SAT proof finished - \(.*\)/ \1/p' log)"
  done
  yosys -q -p "$read; write_btor t.btor" >log 2>&1
  echo "btor $(grep -c ' input ' t.btor) inputs"
  code=0
  yosys -q -p "$read; techmap; aigmap; write_aiger t.aig" >log 2>&1 || code=$?
  echo "aiger exit code $code, $(sed -n 's/^ERROR: //p' log)"
} >now.txt
as_seen now.txt <<'S'
smtbmc PASSED
smtbmc -i PASSED
setundef -anyseq, smtbmc FAILED
sat no model found: SUCCESS!
sat -enable_undef model found: FAIL!
btor 2 inputs
aiger exit code 1, Design contains 'x' or 'z' bits. Use 'setundef' to replace those constants.
S
