#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.52 of Debian 13 cuts the commands of -p at commas; each piece becomes a command of its own.
#
# Guess (late: a test of ours failed first): what -p says is one script, as in a file and as Yosys 0.23 takes it; commas are part of a command's arguments.
# Seen:  "log one,log two" prints "one" and "two" where 0.23 prints "one,log two"; a cone with several kinds of cells (%ci*:-$dff,$dffe) ends with "No such command: $dffe".
#        The same line in a script file (-s) is one command.
# Why:   a piece that happens to be a command runs unasked, and the first piece runs with half of its arguments: a selection that is wider than meant, with exit code 0.
#        Commas stand in selections, in lists of -D and in names of files: write a script file.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2
debs13 yosys=0.52-2 libc6 libstdc++6 libgcc-s1 libffi8 libreadline8t64 libtinfo6 libtcl8.6 zlib1g
echo 'module a(input c, input x, output reg y); always @(posedge c) y <= ~x; endmodule' >a.v
echo 'log one,log two' >one.ys
said() { "$@" 2>&1 | sed -n 's/^ERROR: //p; /^one/p; /^two/p' | paste -sd'|'; }
{
  for yosys in yosys "on13 yosys"; do
    $yosys -V | cut -d' ' -f1,2
    echo "-p: $(said $yosys -QT -p 'log one,log two')"
    echo "-s: $(said $yosys -QT -s one.ys)"
    code=0
    $yosys -q -p 'read_verilog a.v; proc; select -assert-min 1 a/y %ci*:-$dff,$dffe' >said.txt 2>&1 || code=$?
    echo "cone: exit code $code $(sed -n 's/^ERROR: //p' said.txt)"
  done
} >now.txt
as_seen now.txt <<'S'
Yosys 0.23
-p: one,log two
-s: one,log two
cone: exit code 0 
Yosys 0.52
-p: one|two
-s: one,log two
cone: exit code 1 No such command: $dffe (type 'help' for a command overview)
S
