#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: the gates of a signed division give -1 or +1 for a division by zero, after the sign of the dividend.
#
# Guess: whatever x becomes, it is one value: all ones as in a restoring divider (and in RISC-V), or 0.
# Seen:  unsigned 7/0 and 249/0 are 255, signed 7/0 is -1, signed -7/0 is +1; the remainder is the dividend. Verilator 5.006 computes 0 for quotient and
#        remainder, Icarus Verilog 11 gives x.
# Why:   a normaliser or mean that meets an empty group does one thing in the model, another in simulation and a third in gates, and random tests of
#        the quotient see it only for one sign. Guard the divisor in the RTL.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >divide.v <<'V'
module divide (input [7:0] a, b, output [7:0] q, r, output signed [7:0] sq, sr);
  assign q = a / b;
  assign r = a % b;
  assign sq = $signed(a) / $signed(b);
  assign sr = $signed(a) % $signed(b);
endmodule
V
cat >t.v <<'V'
module t;
  reg [7:0] a, b;
  wire [7:0] q, r;
  wire signed [7:0] sq, sr;
  divide u_divide (.a(a), .b(b), .q(q), .r(r), .sq(sq), .sr(sr));
  initial begin
    b = 8'd0;
    a = 8'd7; #1 $display("a=%0d q=%0d r=%0d sq=%0d sr=%0d", a, q, r, sq, sr);
    a = 8'd249; #1 $display("a=%0d q=%0d r=%0d sq=%0d sr=%0d", a, q, r, sq, sr);
    $finish;
  end
endmodule
V
yosys -q -p "read_verilog divide.v; synth -flatten -noabc; write_verilog -noattr gates.v" >log 2>&1
cat t.v divide.v >rtl.v
cat t.v gates.v >gate.v
verilate rtl rtl.v --timing
{ echo "gates of Yosys"; icarus gate.v; echo Verilator; obj_rtl/Vrtl | grep a=; echo "Icarus Verilog"; icarus rtl.v; } >now.txt
as_seen now.txt <<'S'
gates of Yosys
a=7 q=255 r=7 sq=-1 sr=7
a=249 q=255 r=249 sq=1 sr=-7
Verilator
a=7 q=0 r=0 sq=0 sr=0
a=249 q=0 r=0 sq=0 sr=0
Icarus Verilog
a=7 q=x r=x sq=x sr=x
a=249 q=x r=x sq=x sr=x
S
