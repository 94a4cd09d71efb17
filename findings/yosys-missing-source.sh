#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.52 of Debian 13: a source file that is not there is read as an empty one, without a word and with exit code 0.
#
# Guess (late: a test of ours failed first): an error and exit code 1, as for a script that is not there and as Yosys 0.23 says of the same lines.
# Seen:  read_verilog (with -sv, -lib, as one of several files), read_rtlil and read_blif go on; 0.23 ends with 1. A script file that is not there is an error in both.
# Why:   a misspelt name, a folder in place of a file or a checkout without its submodule drops assertions, a bind file or a module that hierarchy does not miss; a lint or a proof
#        then passes on less than it was given. Check that files are there before Yosys is called.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2
debs13 yosys=0.52-2 libc6 libstdc++6 libgcc-s1 libffi8 libreadline8t64 libtinfo6 libtcl8.6 zlib1g
echo 'module a(input x, output y); assign y = x; endmodule' >a.v
{
  on13 yosys -V | cut -d' ' -f1,2
  for line in "read_verilog a.v; hierarchy -check -top a" "read_verilog none.v" "read_verilog a.v none.v; hierarchy -check -top a" "read_verilog -sv none.sv" "read_rtlil none.il" "read_blif none.blif" "script none.ys"; do
    old=0 new=0
    yosys -q -p "$line" >said 2>&1 || old=$?
    on13 yosys -q -p "$line" >said13 2>&1 || new=$?
    echo "$line: 0.23 ends with $old, 0.52 with $new and $(wc -l <said13) lines"
  done
} >now.txt
as_seen now.txt <<'S'
Yosys 0.52
read_verilog a.v; hierarchy -check -top a: 0.23 ends with 0, 0.52 with 0 and 0 lines
read_verilog none.v: 0.23 ends with 1, 0.52 with 0 and 0 lines
read_verilog a.v none.v; hierarchy -check -top a: 0.23 ends with 1, 0.52 with 0 and 0 lines
read_verilog -sv none.sv: 0.23 ends with 1, 0.52 with 0 and 0 lines
read_rtlil none.il: 0.23 ends with 1, 0.52 with 0 and 0 lines
read_blif none.blif: 0.23 ends with 1, 0.52 with 0 and 0 lines
script none.ys: 0.23 ends with 1, 0.52 with 1 and 1 lines
S
