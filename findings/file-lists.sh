#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# File lists: Icarus Verilog 11 drops a last line that has no newline, and takes a line for one name; Verilator 5.006 splits lines at blanks. No spelling of a name with a blank suits both.
#
# Guess: -f reads the same list alike in both: words apart by blanks or newlines, "quotes" around a name with a blank, the last word counts however the file ends.
# Seen:  without a newline at the end Icarus compiles all files but the last, with exit code 0 where nobody misses it. It takes "a.v b.v" for the name of one file, a name with a
#        blank as it stands, and quotes or a backslash as part of the name; Verilator wants the quotes or the backslash. $(DIR) and ${DIR} are replaced in both, $DIR in Verilator only.
# Why:   a list that a program writes with "\n".join, handed from one simulator to the other, loses its last source: a bench, a bind file, an override of a module. One file a
#        line, a newline behind each, no blanks in names.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
mkdir d
for n in a b; do echo "module $n; endmodule" >d/$n.v; done
echo 'module s; endmodule' >'d/with blank.v'
export DIR=d
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
export VERILATOR_ROOT=$ROOT/usr/share/verilator
ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
# modules TOOL...: which of the modules its preprocessor saw
modules() {
  local code=0 seen
  "$@" >out 2>said || code=$?
  seen=$(sed -n 's/^module \([a-z]*\);.*/\1/p' out | tr -d '\n')
  echo "${seen:-none} (exit code $code)"
}
list() {
  printf "$2" >list.f
  echo "$1: icarus $(modules iverilog -B "$ivl" -E -o /dev/stdout -f list.f), verilator $(modules verilator -E -f list.f)"
}
{
  list "a newline behind each" 'd/a.v\nd/b.v\n'
  list "none at the end" 'd/a.v\nd/b.v'
  list "two a line" 'd/a.v d/b.v\n'
  list "blank in a name" 'd/with blank.v\n'
  list "in quotes" '"d/with blank.v"\n'
  list "behind a backslash" 'd/with\\ blank.v\n'
  list "dollar and brackets" '$(DIR)/a.v\n${DIR}/b.v\n'
  list "dollar alone" '$DIR/a.v\n'
} >now.txt
as_seen now.txt <<'S'
a newline behind each: icarus ab (exit code 0), verilator ab (exit code 0)
none at the end: icarus a (exit code 0), verilator ab (exit code 0)
two a line: icarus none (exit code 1), verilator ab (exit code 0)
blank in a name: icarus s (exit code 0), verilator none (exit code 1)
in quotes: icarus none (exit code 1), verilator s (exit code 0)
behind a backslash: icarus none (exit code 1), verilator s (exit code 0)
dollar and brackets: icarus ab (exit code 0), verilator ab (exit code 0)
dollar alone: icarus none (exit code 1), verilator a (exit code 0)
S
