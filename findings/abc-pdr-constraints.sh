#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ABC of October 2022: of an AIGER file with a constraint, bmc3 and int refuse to go on, pdr and dprove report that the constraint "was asserted".
#
# Guess: what a file names a constraint (the C of its header, an assume of yosys) narrows the inputs in every engine, or every engine asks for it to be folded first.
# Seen:  the constraint is read as one more property. pdr says in frame 0 that output 1, which is the assumption, was asserted; dprove says the same and "Networks
#        are not equivalent". bmc3 and int name the remedy, "fold". With it pdr proves the property in no time. All five exit with 0.
# Why:   a false counterexample of a property that holds; where a script looks for the word of output 0 alone, it finds none, although 0 was never proven under
#        the assumption.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 berkeley-abc=1.01+20221019git70cb339+dfsg-4
cat >m.v <<'V'
module m(input clk, input en, input [3:0] d);
  reg [3:0] c = 0;
  always @(posedge clk) if (en) c <= c + d;
  always @* assume (d == 4'd2);
  always @* assert (c != 4'd13);
endmodule
V
yosys -q -p 'read_verilog -formal m.v; prep -top m; flatten; techmap; opt -fast; dffunmap; abc -g AND -fast; opt_clean; write_aiger -zinit m.aig' >log
echo "bad, constraint: $(head -1 m.aig | cut -d' ' -f7,8)" >now.txt
for command in bmc3 int pdr dprove "fold; pdr"; do
  code=0
  berkeley-abc -c "read_aiger m.aig; $command" >out.txt 2>&1 || code=$?
  echo "$command: $(grep -oE 'Use "fold"|use "fold"|Output [0-9] of miter "m" was asserted in frame 0|Networks are not equivalent|Property proved' out.txt | paste -sd, | sed 's/,/, /g'), exit code $code"
done >>now.txt
as_seen now.txt <<'S'
bad, constraint: 1 1
bmc3: use "fold", exit code 0
int: Use "fold", exit code 0
pdr: Output 1 of miter "m" was asserted in frame 0, exit code 0
dprove: Output 1 of miter "m" was asserted in frame 0, Networks are not equivalent, exit code 0
fold; pdr: Property proved, exit code 0
S
