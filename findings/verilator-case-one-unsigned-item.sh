#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: an unsigned item of a case makes only itself unsigned, not the whole case.
#
# Guess: IEEE 1364 extends the expression and all items of a case to one width, and as unsigned if any of them is; so case (k) with k = -1 in 4 bits, with
#        items -1 and 4'd7, compares 0000000f with ffffffff, and every tool says default.
# Seen:  Icarus Verilog 11 and Yosys 0.23 do. Verilator takes the item -1, whatever the order of the items, and -Wall has no word for it. Without 4'd7 all three
#        take -1.
# Why:   a state or an opcode added to a signed case as 4'd7 changes what the others match in synthesis, while the lint-clean model that the co-simulation runs
#        goes on as before. Give all items of a case the sign of its expression: 4'sd7, or 7.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >rtl.v <<'V'
module m(input signed [3:0] k, output reg [1:0] all_signed, last, first);
  always @* case (k) -1: all_signed = 1; 7: all_signed = 2; default: all_signed = 0; endcase
  always @* case (k) -1: last = 1; 4'd7: last = 2; default: last = 0; endcase
  always @* case (k) 4'd7: first = 2; -1: first = 1; default: first = 0; endcase
endmodule
V
cat >bench.v <<'V'
module t;
  reg signed [3:0] k;
  wire [1:0] a, b, c;
  m dut(k, a, b, c);
  initial begin
    k = -1;
    #1 $display("%0d %0d %0d", a, b, c);
    k = 7;
    #1 $display("%0d %0d %0d", a, b, c);
    $finish;
  end
endmodule
V
cat bench.v rtl.v >both.v
yosys -q -p 'read_verilog rtl.v; proc; opt; write_verilog -noattr netlist.v' >log 2>&1
cat bench.v netlist.v >gates.v
verilate t both.v --top-module t
{
  echo "tool all-signed last first"
  icarus both.v | sed 's/^/icarus /'
  icarus gates.v | sed 's/^/yosys /'
  obj_t/Vt | grep -v finish | sed 's/^/verilator /'
} | column -t >now.txt
echo "$(verilator --lint-only -Wall -Wno-DECLFILENAME rtl.v 2>&1 | grep -c '^%Warning' || true) warnings of Verilator" >>now.txt
as_seen now.txt <<'S'
tool       all-signed  last  first
icarus     1           0     0
icarus     2           2     2
yosys      1           0     0
yosys      2           2     2
verilator  1           1     1
verilator  2           2     2
0 warnings of Verilator
S
