#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11 takes the low 32 bits of what $itor gets, as signed; Verilator 5.006 takes the value as it is.
#
# Guess: $itor(sum) is the value of sum in both, as it is for real x = sum; at most a warning says that it has more bits than an integer.
# Seen:  in Icarus 32'hffffffff is -1, 5000000000 is 705032704 and -5000000000 is -705032704; neither has a word for it, -Wall included. An assignment to a real, or 1.0 * sum,
#        is right in both.
# Why:   sums of 40 bits, and unsigned ones of 32, whose mean or error a test bench reckons by $itor are right in one simulator and wrong in the other. Assign them.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  reg [7:0] byte_;
  reg [31:0] word;
  reg [63:0] long_;
  reg signed [39:0] sum;
  real x;
  initial begin
    byte_ = 8'hff; x = byte_; $display("8 bits: itor %0.0f assigned %0.0f", $itor(byte_), x);
    word = 32'hffffffff; x = word; $display("32 bits: itor %0.0f assigned %0.0f", $itor(word), x);
    long_ = 64'd5000000000; x = long_; $display("64 bits: itor %0.0f assigned %0.0f", $itor(long_), x);
    sum = -40'sd5000000000; x = sum; $display("40 bits signed: itor %0.0f assigned %0.0f times %0.0f", $itor(sum), x, 1.0 * sum);
    $finish;
  end
endmodule
V
export VERILATOR_ROOT=$ROOT/usr/share/verilator
ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
verilator --binary -Wall --Mdir obj_t --prefix Vt t.v >said.txt 2>&1
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
iverilog -B "$ivl" -g2012 -Wall -o t.vvp t.v 2>&1 | sed '/timescale/d' >>said.txt
{ echo "icarus"; vvp -M "$ivl" -n t.vvp | grep itor; echo "verilator"; obj_t/Vt | grep itor; echo "$(sed -n '/[Ww]arning/p' said.txt | wc -l) warnings"; } >now.txt
as_seen now.txt <<'S'
icarus
8 bits: itor 255 assigned 255
32 bits: itor -1 assigned 4294967295
64 bits: itor 705032704 assigned 5000000000
40 bits signed: itor -705032704 assigned -5000000000 times -5000000000
verilator
8 bits: itor 255 assigned 255
32 bits: itor 4294967295 assigned 4294967295
64 bits: itor 5000000000 assigned 5000000000
40 bits signed: itor -5000000000 assigned -5000000000 times -5000000000
0 warnings
S
