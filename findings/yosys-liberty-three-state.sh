#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: read_liberty drops three_state, so a tri-state cell becomes one that always drives.
#
# Guess: a pin with function and three_state gives a cell whose output is z while three_state holds, or the cell is left out with a warning.
# Seen:  TBUFX1 of osu018 (function A', three_state EN') becomes an inverter of A; EN is a port without a use, no warning. The Verilog model of the same
#        library gives z with EN low.
# Why:   a bit line that several cells drive in turn is simulated and proven with all drivers on at once; equivalence against the library's own model fails.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 iverilog=11.0-1.1+b1 qflow-tech-osu018=1.3.17+dfsg.1-3
tech=$ROOT/usr/share/qflow/tech/osu018
yosys -q -p "read_liberty $tech/osu018_stdcells.lib; write_verilog -noattr cells.v" >yosys.txt 2>&1
sed -n '/^module TBUFX1(/,/^endmodule/p' cells.v | sed 's/TBUFX1/FromLiberty/' >liberty.v
cat >t.v <<'V'
module t;
  reg a, en;
  wire model, liberty;
  integer i;
  TBUFX1 u_model (.A(a), .EN(en), .Y(model));
  FromLiberty u_liberty (.A(a), .EN(en), .Y(liberty));
  initial for (i = 0; i < 4; i = i + 1) begin
    {en, a} = i;
    #100 $display("en=%b a=%b model=%b liberty=%b", en, a, model, liberty);
  end
endmodule
V
cat "$tech/osu018_stdcells.v" liberty.v >>t.v
{ cat yosys.txt; icarus t.v 2>log; } >now.txt
as_seen now.txt <<'S'
en=0 a=0 model=z liberty=1
en=0 a=1 model=z liberty=0
en=1 a=0 model=1 liberty=1
en=1 a=1 model=0 liberty=0
S
