#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: a shift by a negative constant goes the other way; by a negative signal, or a negative constant with a width, it does not.
#
# Guess: the amount is taken as unsigned, as the standard says, so -1 is far beyond the width: 0, or the sign for >>>.
# Seen:  a << -1 is a >> 1 and a >> -1 is a << 1, from the front end on. A signal of -1 and -8'sd1 shift everything out, as in Icarus Verilog 11 and Verilator
#        5.006, which say 0 for all of them.
# Why:   shifts by a difference of parameters (x << OUT - IN) where the difference may be negative: what works in a netlist of Yosys gives 0 in simulation, and
#        a parameter that becomes a port changes the circuit. Choose the direction with a condition.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >dut.v <<'V'
module dut(input [7:0] a, input signed [7:0] n, output [7:0] l, r, sr, sized, signal);
  parameter OUT = 8, IN = 9;
  wire signed [7:0] sa = a;
  assign l = a << OUT - IN;
  assign r = a >> OUT - IN;
  assign sr = sa >>> -1;
  assign sized = a << -8'sd1;
  assign signal = a << n;
endmodule
V
cat >bench.v <<'V'
module t;
  reg [7:0] a;
  reg signed [7:0] n;
  wire [7:0] l, r, sr, sized, signal;
  dut dut(a, n, l, r, sr, sized, signal);
  initial begin
    a = 8'hf4; n = -1;
    #1 $display("%h %h %h %h %h", l, r, sr, sized, signal);
    $finish;
  end
endmodule
V
cat bench.v dut.v >rtl.v
yosys -q -p 'read_verilog -sv dut.v; proc; write_verilog net.v'
cat bench.v net.v >gates.v
verilate t rtl.v --top-module t
{
  echo "f4: <<-1 >>-1 >>>-1 <<-8'sd1 <<n"
  echo "icarus $(icarus rtl.v)"
  echo "verilator $(obj_t/Vt | grep -v finish)"
  echo "yosys $(icarus gates.v)"
} | column -t >now.txt
as_seen now.txt <<'S'
f4:        <<-1  >>-1  >>>-1  <<-8'sd1  <<n
icarus     00    00    ff     00        00
verilator  00    00    ff     00        00
yosys      7a    e8    e8     00        00
S
