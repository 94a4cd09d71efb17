#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: '1 beside a constant is one bit, beside a signal it fills.
#
# Guess: an unbased unsized literal takes the width of its context and fills it, as the standard says and Icarus Verilog 11 and Verilator 5.006 do.
# Seen:  a & '1, a ^ '1, a + '1 and a == '1 of a signal are right; of constants of the same value, as in a localparam, '1 is the number 1: 8'h0f ^ '1 is 0e, and
#        8'hff == '1 is false. No warning.
# Why:   masks and comparisons of parameters ("WIDTH_MASK ^ '1", "if (KEEP == '1)") pass lint and simulation, and another branch is synthesised. Write {8{1'b1}}.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >ones.v <<'V'
module ones(input [7:0] a, output [7:0] signal_and, signal_xor, signal_plus, constant_and, constant_xor, constant_plus, output signal_equal, constant_equal);
  localparam [7:0] C = 8'h0f, FULL = 8'hff;
  assign signal_and = a & '1;
  assign signal_xor = a ^ '1;
  assign signal_plus = a + '1;
  assign signal_equal = (a | 8'hf0) == '1;
  assign constant_and = C & '1;
  assign constant_xor = C ^ '1;
  assign constant_plus = C + '1;
  assign constant_equal = FULL == '1;
endmodule
V
cat >bench.v <<'V'
module t;
  reg [7:0] a;
  wire [7:0] s0, s1, s2, c0, c1, c2;
  wire s3, c3;
  ones dut(a, s0, s1, s2, c0, c1, c2, s3, c3);
  initial begin
    a = 8'h0f;
    #1 $display("signal %h %h %h %b", s0, s1, s2, s3);
    $display("constant %h %h %h %b", c0, c1, c2, c3);
    $finish;
  end
endmodule
V
cat bench.v ones.v >rtl.v
yosys -q -p 'read_verilog -sv ones.v; proc; opt; write_verilog netlist.v' >yosys.txt 2>&1
cat bench.v netlist.v >gates.v
verilate rtl rtl.v --top-module t
{
  echo "tool 0f & ^ + ff=="
  icarus rtl.v | sed 's/^/icarus /'
  obj_rtl/Vrtl | grep -v finish | sed 's/^/verilator /'
  icarus gates.v | sed 's/^/yosys /'
  cat yosys.txt
} | column -t >now.txt
as_seen now.txt <<'S'
tool       0f        &   ^   +   ff==
icarus     signal    0f  f0  0e  1
icarus     constant  0f  f0  0e  1
verilator  signal    0f  f0  0e  1
verilator  constant  0f  f0  0e  1
yosys      signal    0f  f0  0e  1
yosys      constant  01  0e  10  0
S
