#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# OpenSTA 2.0.17: internal energies of a Liberty file that are written without quotes, values (4), are taken as joules; in quotes, values ("4"), they have the file's unit.
#
# Guess: quotes make no difference, as to yosys: 4 pJ at 100 MHz are .4 mW, or .8 mW as this version counts a rise twice.
# Seen:  .8 mW in quotes, 800 MW without. Timing of the same file is right either way.
# Why:   IHP's SRAM macros are written without quotes (sg13g2, scalar tables of rise_power and fall_power): report_power of a design with one of them is larger by 10^12, no message.
#        Look at the unit of a total before it is believed, or put the numbers in quotes.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs opensta=0~20191111gitc018cb2+dfsg-1 libtcl8.6=8.6.13+dfsg-2
library() { # the energies of a rising and a falling clock
  liberty_head
  cat <<V
  cell (M) {
    area : 1;
    pin (CK) { direction : input; clock : true; capacitance : 0; internal_power () { rise_power (scalar) { values ($1); } fall_power (scalar) { values ($2); } } }
    pin (Q) { direction : output; timing () { related_pin : "CK"; timing_type : rising_edge; cell_rise (scalar) { values ("0.1"); } rise_transition (scalar) { values ("0.1"); } cell_fall (scalar) { values ("0.1"); } fall_transition (scalar) { values ("0.1"); } } }
  }
}
V
}
library '"4"' '"0"' >quoted.lib
library 4 0 >plain.lib
cat >m.v <<'V'
module t (input clk, output q);
  M u (.CK(clk), .Q(q));
endmodule
V
for file in quoted plain; do
  cat >t.tcl <<V
read_liberty $file.lib
read_verilog m.v
link_design t
create_clock -name clk -period 10 [get_ports clk]
report_power -digits 6
exit
V
  sta -no_splash -exit t.tcl 2>&1 </dev/null | awk -v file="$file" '/^(Warning|Error)/ { print } /^Total/ { print file, "internal power", $2, "W" }'
done >now.txt
as_seen now.txt <<'S'
quoted internal power 8.000000e-04 W
plain internal power 8.000000e+08 W
S
