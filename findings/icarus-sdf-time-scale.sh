#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: $sdf_annotate does not look at the TIMESCALE of the file, drops INTERCONNECT, and takes nothing of what OpenSTA's write_sdf calls typical.
#
# Guess: a delay of 2 is 2 ns, 200 ps or 2 ps as TIMESCALE says, whatever the `timescale of the module; INTERCONNECT is added at the input.
# Seen:  2 is 2 units of the module's own `timescale under each TIMESCALE: 2 ns or 20 ps. INTERCONNECT adds nothing. Triples are (min::max) in OpenSTA 2.0.17, and
#        Icarus takes typ unless told otherwise: the specify block's own delay stays. No message for any of the three.
# Why:   a netlist of cells with `timescale 1ps or 10ps runs a thousand or a hundred times too fast and meets every check; wires cost nothing; and without -Tmin or
#        -Tmax the back-annotated simulation is the one before layout. Print one delay that the report of timing names.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs iverilog=11.0-1.1+b1 opensta=0~20191111gitc018cb2+dfsg-1 libtcl8.6=8.6.13+dfsg-2
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
bench() { # UNIT SDF
  cat <<V
\`timescale $1/1ps
module BUF(input A, output Y);
  buf (Y, A);
  specify (A => Y) = (0.5, 0.5); endspecify
endmodule
module top(input a, output y);
  wire n;
  BUF first(.A(a), .Y(n));
  BUF second(.A(n), .Y(y));
endmodule
module t;
  reg a;
  wire y;
  top dut(a, y);
  initial begin
    \$timeformat(-12, 0, " ps", 0);
    \$sdf_annotate("$2", dut);
    a = 0;
    #1000 a = 1;
    #1000 \$finish;
  end
  realtime start;
  always @(posedge a) start = \$realtime;
  always @(posedge y) \$display("%0t", \$realtime - start);
endmodule
V
}
delay() { # UNIT SDF TYPE
  bench "$1" "$2" >bench.v
  iverilog -B "$ivl" -g2012 -gspecify -T"$3" -o bench.vvp bench.v 2>&1 && vvp -M "$ivl" -n bench.vvp
}
sdf() { # TIMESCALE TRIPLE WIRE
  printf '(DELAYFILE (SDFVERSION "3.0") (DESIGN "top") (DIVIDER /) (TIMESCALE %s)\n' "$1"
  for cell in first second; do echo " (CELL (CELLTYPE \"BUF\") (INSTANCE $cell) (DELAY (ABSOLUTE (IOPATH A Y ($2) ($2)))))"; done
  echo " (CELL (CELLTYPE \"top\") (INSTANCE) (DELAY (ABSOLUTE (INTERCONNECT first/Y second/A ($3) ($3))))))"
}
for scale in 1ns 100ps 1ps; do
  sdf $scale 2 0 >t.sdf
  for unit in 1ns 10ps; do echo "2 of $scale each, timescale $unit: $(delay $unit t.sdf typ)"; done
done >now.txt
sdf 1ns 2 7 >t.sdf
echo "and 7 of wire, timescale 1ns: $(delay 1ns t.sdf typ)" >>now.txt
cat >t.lib <<'V'
library(t) {
  delay_model : table_lookup; time_unit : "1ns"; capacitive_load_unit(1, pf);
  input_threshold_pct_rise : 50; output_threshold_pct_rise : 50; slew_lower_threshold_pct_rise : 20; slew_upper_threshold_pct_rise : 80;
  input_threshold_pct_fall : 50; output_threshold_pct_fall : 50; slew_lower_threshold_pct_fall : 20; slew_upper_threshold_pct_fall : 80;
  cell(BUF) {
    pin(A) { direction : input; capacitance : 1; }
    pin(Y) {
      direction : output;
      function : "A";
      timing() {
        related_pin : "A";
        cell_rise(scalar) { values("3"); } cell_fall(scalar) { values("3"); }
        rise_transition(scalar) { values("0.1"); } fall_transition(scalar) { values("0.1"); }
      }
    }
  }
}
V
cat >top.v <<'V'
module top(a, y);
  input a;
  output y;
  wire n;
  BUF first(.A(a), .Y(n));
  BUF second(.A(n), .Y(y));
endmodule
V
echo "read_liberty t.lib; read_verilog top.v; link_design top; write_sdf sta.sdf" | tr ';' '\n' >t.tcl
sta -no_splash -exit t.tcl >sta.log 2>&1 </dev/null
grep -o '(IOPATH.*' sta.sdf | head -1 >>now.txt
for type in min typ max; do echo "OpenSTA's 3 ns each, -T$type: $(delay 1ns sta.sdf $type)"; done >>now.txt
as_seen now.txt <<'S'
2 of 1ns each, timescale 1ns: 4000 ps
2 of 1ns each, timescale 10ps: 40 ps
2 of 100ps each, timescale 1ns: 4000 ps
2 of 100ps each, timescale 10ps: 40 ps
2 of 1ps each, timescale 1ns: 4000 ps
2 of 1ps each, timescale 10ps: 40 ps
and 7 of wire, timescale 1ns: 4000 ps
(IOPATH A Y (3.000::3.000))
OpenSTA's 3 ns each, -Tmin: 6000 ps
OpenSTA's 3 ns each, -Ttyp: 1000 ps
OpenSTA's 3 ns each, -Tmax: 6000 ps
S
