#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: a wide integer that becomes a real is rounded to nearest while the model runs, and otherwise when it is folded.
#
# Guess: whichever way it gets there, an integer of more than 53 bits becomes the nearest real, as in Icarus.
# Seen:  in the running model it does. A constant of 64 bits that lies closely above the middle of two reals becomes the lower one when it is folded, also where a
#        register only ever has that value; exact middles go to even in both, as they should.
# Why:   a bound or a golden sum that is a constant in one test and is read from a file in another differs in its last bit, and so does a comparison for equality.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  real folded;
  reg [63:0] computed;
  task show(input real f, input [63:0] c); begin
    computed = c + zero;
    $display("%h folded %h computed %h", computed, $realtobits(f), $realtobits(1.0 * computed));
  end endtask
  reg [63:0] zero;
  initial begin
    if (!$value$plusargs("zero=%d", zero)) $finish;
    folded = 64'h0020000000000001; show(folded, 64'h0020000000000001);
    folded = 64'h0020000000000003; show(folded, 64'h0020000000000003);
    folded = 64'h4000000000000201; show(folded, 64'h4000000000000201);
    folded = 64'h8000000000000401; show(folded, 64'h8000000000000401);
    folded = 64'h8000000000000c00; show(folded, 64'h8000000000000c00);
    $finish;
  end
endmodule
V
verilate t t.v
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
iverilog -B "$ivl" -g2012 -o t.vvp t.v
{ echo "icarus"; vvp -M "$ivl" -n t.vvp +zero=0 | grep folded; echo "verilator"; obj_t/Vt +zero=0 | grep folded; } >now.txt
as_seen now.txt <<'S'
icarus
0020000000000001 folded 4340000000000000 computed 4340000000000000
0020000000000003 folded 4340000000000002 computed 4340000000000002
4000000000000201 folded 43d0000000000001 computed 43d0000000000001
8000000000000401 folded 43e0000000000001 computed 43e0000000000001
8000000000000c00 folded 43e0000000000002 computed 43e0000000000002
verilator
0020000000000001 folded 4340000000000000 computed 4340000000000000
0020000000000003 folded 4340000000000002 computed 4340000000000002
4000000000000201 folded 43d0000000000000 computed 43d0000000000001
8000000000000401 folded 43e0000000000000 computed 43e0000000000001
8000000000000c00 folded 43e0000000000002 computed 43e0000000000002
S
