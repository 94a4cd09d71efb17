#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Liberty: "A & B ^ C" is three functions in Yosys 0.23, ABC and OpenSTA 2.0.17.
#
# Guess: the Liberty manual ranks the operators ' and !, then ^, then AND (&, * or a blank), then + and |, and all three read them so.
# Seen:  Yosys does. ABC binds AND tighter than ^, as C does. OpenSTA binds ^ tighter than & and *, but a blank tighter than ^: "A & B ^ C" and "A B ^ C", the same
#        to Liberty, are two functions. All three agree on ^ beside +. No message.
# Why:   in one flow ABC maps to the cell, Yosys supplies the model that proves the netlist, and OpenSTA propagates constants through it. A library that leaves
#        out the brackets (and-xor, a full adder's carry) gives wrong logic, or a proof of the wrong function. Write every bracket; check those of a library.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 berkeley-abc=1.01+20221019git70cb339+dfsg-4 opensta=0~20191111gitc018cb2+dfsg-1
cell() { # NAME FUNCTION
  printf '  cell(%s) {\n    area : 1;\n' "$1"
  for pin in A B C; do printf '    pin(%s) { direction : input; capacitance : 1; }\n' $pin; done
  printf '    pin(Y) { direction : output; function : "%s"; }\n  }\n' "$2"
}
library() { # FUNCTION
  printf 'library(l) {\n  delay_model : table_lookup;\n  time_unit : "1ns";\n  capacitive_load_unit(1, pf);\n'
  for edge in rise fall; do
    printf '  %s_threshold_pct_%s : 50;\n' input $edge output $edge
    printf '  slew_%s_threshold_pct_%s : %s;\n' lower $edge 20 upper $edge 80
  done
  cell DUT "$1"
  cell INV "!A"
  cell NAND2 "!(A & B)"
  echo '}'
}
# The eight values of Y of the module or model called DUT, for A B C from 000 to 111, as Yosys evaluates it.
values() { # COMMANDS
  local a b c
  for a in 0 1; do for b in 0 1; do for c in 0 1; do
    yosys -p "$1; cd DUT; eval -set A $a -set B $b -set C $c -show Y" | sed -n "s/^Eval result: .* = 1'\\([01]\\)\\.\$/\\1/p"
  done; done; done | tr -d '\n'
}
printf '.model DUT\n.inputs A B C\n.outputs Y\n.gate DUT A=A B=B C=C Y=Y\n.end\n' >dut.blif
echo "read_liberty l.lib
report_lib_cell l/DUT" >t.tcl
printf 'A&(B^C) 00000110\n(A&B)^C 01010110\n' >now.txt
for function in "A & B ^ C" "A * B ^ C" "A B ^ C" "A ^ B + C"; do
  library "$function" >l.lib
  berkeley-abc -c 'read_lib l.lib; read_blif -m dut.blif; unmap; strash; write_blif abc.blif' >abc.log 2>&1
  echo "$function: yosys $(values 'read_liberty l.lib'), abc $(values 'read_blif abc.blif'), opensta $(sta -no_splash -exit t.tcl </dev/null 2>&1 | sed -n 's/.*function=//p')"
done >>now.txt
as_seen now.txt <<'S'
A&(B^C) 00000110
(A&B)^C 01010110
A & B ^ C: yosys 00000110, abc 01010110, opensta A*(B^C)
A * B ^ C: yosys 00000110, abc 01010110, opensta A*(B^C)
A B ^ C: yosys 00000110, abc 01010110, opensta (A*B)^C
A ^ B + C: yosys 01111101, abc 01111101, opensta (A^B)+C
S
