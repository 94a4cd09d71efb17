#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: an unsized signed literal in hex, octal or binary takes its sign from its first written digit.
#
# Guess: 'sh80 is as wide as an integer, so 128, like 'sd128; $bits says 32.
# Seen:  'sh80 is -128, 'shff -1, 'sb10 -2, while $bits('sh80) is 32 and 'sd128 is 128. Verilator 5.006 and Yosys 0.23 have 128, 255 and 2.
# Why:   offsets and rounding constants written so ('sh80 is a half of 8 bits) are subtracted in one simulator and added in the other and in the netlist. Give
#        signed literals a width.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >dut.v <<'V'
module dut(output [15:0] a, b, c, d, e);
  assign a = 'sh80;
  assign b = 'shff;
  assign c = 'sb10;
  assign d = 'sd128;
  assign e = 16'sh80;
endmodule
V
cat >bench.v <<'V'
module t;
  wire signed [15:0] a, b, c, d, e;
  dut dut(a, b, c, d, e);
  initial begin
    #1 $display("%0d %0d %0d %0d %0d", a, b, c, d, e);
    $finish;
  end
endmodule
V
cat bench.v dut.v >rtl.v
yosys -q -p 'read_verilog -sv dut.v; proc; write_verilog net.v'
cat bench.v net.v >gates.v
verilate t rtl.v --top-module t
{
  echo "tool 'sh80 'shff 'sb10 'sd128 16'sh80"
  echo "icarus $(icarus rtl.v)"
  echo "verilator $(obj_t/Vt | grep -v finish)"
  echo "yosys $(icarus gates.v)"
} | column -t >now.txt
as_seen now.txt <<'S'
tool       'sh80  'shff  'sb10  'sd128  16'sh80
icarus     -128   -1     -2     128     128
verilator  128    255    2      128     128
yosys      128    255    2      128     128
S
