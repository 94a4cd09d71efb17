#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: ram_style is an order, not a wish: where the family has no such memory, synthesis ends with an error.
#
# Guess: (* ram_style = "distributed" *) on a part without memories in LUTs, or "ultra" on one without UltraRAM, is what a vendor's tool makes of it: a
#        warning, and block memory or flip-flops. (Late for iCE40, where another run had shown it first; before the run for the others.)
# Seen:  "no valid mapping found for memory" and exit code 1: distributed on iCE40; ultra on iCE40, ECP5, Gowin and 7 series. UltraScale+ maps ultra even
#        for 64 words of 8 bits. Without the attribute all families map the memory.
# Why:   RTL with an attribute that the ASIC flow ignores and one family needs does not pass another one. An attribute belongs where the shape leaves no
#        choice, or behind a parameter of the wrapper.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2
memory() { # ATTRIBUTE
  printf 'module m(input clk, input we, input [5:0] wa, ra, input [7:0] d, output reg [7:0] q);\n  %s reg [7:0] mem [0:63];\n' "$1"
  printf '  always @(posedge clk) begin if (we) mem[wa] <= d; q <= mem[ra]; end\nendmodule\n'
}
memory "" >none.v
for style in distributed ultra; do memory "(* ram_style = \"$style\" *)" >"$style.v"; done
for style in none distributed ultra; do
  for family in ice40 ecp5 gowin "xilinx -family xc7" "xilinx -family xcup"; do
    code=0
    yosys -q -p "read_verilog $style.v; synth_$family" >log 2>&1 || code=$?
    echo "$style, $family: $code$(grep -o 'no valid mapping found' log | sed 's/^/, /' | head -1)"
  done
done >now.txt
as_seen now.txt <<'S'
none, ice40: 0
none, ecp5: 0
none, gowin: 0
none, xilinx -family xc7: 0
none, xilinx -family xcup: 0
distributed, ice40: 1, no valid mapping found
distributed, ecp5: 0
distributed, gowin: 0
distributed, xilinx -family xc7: 0
distributed, xilinx -family xcup: 0
ultra, ice40: 1, no valid mapping found
ultra, ecp5: 1, no valid mapping found
ultra, gowin: 1, no valid mapping found
ultra, xilinx -family xc7: 1, no valid mapping found
ultra, xilinx -family xcup: 0
S
