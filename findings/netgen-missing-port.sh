#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Netgen 1.5.133: a layout with a driven port that the netlist lacks, or calls otherwise, "matches uniquely".
#
# Guess: a port that one side lacks is a mismatch, or at least the last line and the exit code tell the two apart.
# Seen:  the port's row says "(no matching pin)" or "**Mismatch**", then "pin lists ... altered to match" or "equivalent", "Result: Circuits match uniquely." and
#        exit code 0, as for netlists that are the same.
# Why:   LVS at the end of a flow is read by its result: a block whose output was lost at its edge passes. Read the table of pins as well; a port without a
#        partner or with another name is a failure.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs netgen-lvs=1.5.133-1.2 libtcl8.6=8.6.13+dfsg-2 libtk8.6=8.6.13-2 tcl8.6=8.6.13+dfsg-2
sed "s|/usr/lib/netgen|$ROOT/usr/lib/netgen|g" "$ROOT/usr/lib/netgen/tcl/netgen.tcl" >netgen.tcl
top() {
  printf '.subckt INVX1 A gnd Y vdd\n.ends\n.subckt NAND2X1 A B gnd Y vdd\n.ends\n.subckt top vdd gnd a b c y0 %s\n' "$2"
  printf 'XN1 a b gnd n1 vdd NAND2X1\nXN2 n1 c gnd y0 vdd NAND2X1\nXI1 c gnd %s vdd INVX1\n.ends\n' "$3"
} >"$1.spice"
top layout y1 y1
top same y1 y1
top lost "" y1
top renamed z z
export TCL_LIBRARY=$ROOT/usr/share/tcltk/tcl8.6
for side in same lost renamed; do
  code=0
  echo "set argv [list -batch lvs {layout.spice top} {$side.spice top} nosetup $side.out -blackbox]; set argc [llength \$argv]; source netgen.tcl" | tclsh8.6 >"$side.log" 2>&1 || code=$?
  echo "$side: exit $code; $(grep '^Result' "$side.log")"
  sed -n '/^Subcircuit pins/,$ { /^y\|^Cell pin\|matching pin/p }' "$side.out" | tr -s ' ' | sed 's/ *$//'
done >now.txt
as_seen now.txt <<'S'
same: exit 0; Result: Circuits match uniquely.
y0 |y0
y1 |y1
Cell pin lists are equivalent.
lost: exit 0; Result: Circuits match uniquely.
y0 |y0
y1 |(no matching pin)
Cell pin lists for top and top altered to match.
renamed: exit 0; Result: Circuits match uniquely.
y0 |y0
y1 |z **Mismatch**
Cell pin lists are equivalent.
S
