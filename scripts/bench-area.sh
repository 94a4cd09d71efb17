#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Area of an element of the array, free and one of 4, with its share of adder tree, 24-bit accumulator, shadow and enable, beside that of an int8 multiply-accumulate of the same structure:
# yosys, the same recipe for all, cells without wires. Lines "figure NAME VALUE UNIT". usage: bench-area.sh [LIBERTY]
# Without LIBERTY: Nangate45 of ../shared/pdk, else the OSU library of Debian's qflow-tech-osu018.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

liberty=${1:-}
for file in ../shared/pdk/Nangate45_typ.lib /usr/share/qflow/tech/osu018/osu018_stdcells.lib; do
  [ -n "$liberty" ] || [ ! -f "$file" ] || liberty=$file
done
[ -n "$liberty" ] || { echo "bench-area: skipped, no cell library is there; apt-get install qflow-tech-osu018, or give a Liberty file as argument"; exit 0; }
scripts/setup.sh tests
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The drain register is shared by all output channels of an array: it is taken out by giving another file in its place.
array() {
  scripts/kakure generate plainarray --set pixels=1 --set tco=1 "${@:2}" -o "$work/$1" >"$work/said"
  cat >"$work/$1/select_register_1x32.v" <<'END'
module select_register_1x32 (input wire clk_i, input wire en_i, input wire [0:0] sel_i, input wire [31:0] x_0_i, output wire [31:0] y_o);
  assign y_o = x_0_i;
endmodule
END
}
area() { # NAME FILE...
  yosys -q -p "read_verilog ${*:2}; hierarchy -auto-top; rename -top top; synth -top top -flatten; dfflibmap -liberty $liberty; opt; abc -liberty $liberty; setundef -zero; opt_clean -purge
    tee -q -o $work/$1.stat stat -liberty $liberty" >"$work/$1.log" 2>&1 || { tail -n 3 "$work/$1.log" >&2; exit 1; }
  sed -n "s/.*Chip area for .*: \([0-9.]*\)$/\1/p" "$work/$1.stat"
}
array free --set tci=16
array oneof4 --set tci=64 --set group=4
int8=$(area int8 testbench/bench/int8.v)
free=$(area free "$work"/free/*.v)
oneof4=$(area oneof4 "$work"/oneof4/*.v)
awk -v library="${liberty##*/}" -v int8="$int8" -v free="$free" -v oneof4="$oneof4" 'BEGIN {
  printf "%s, one pixel, one output channel: area, and per element\n", library
  printf "  int8 multiply-accumulate, 16 channels %9.0f %8.1f\n", int8, int8 / 16
  printf "  free, 16 channels                     %9.0f %8.1f\n", free, free / 16
  printf "  one of 4, 64 channels                 %9.0f %8.1f\n", oneof4, oneof4 / 64
  printf "figure free.area_ratio %.3f ratio\nfigure oneof4.area_ratio %.3f ratio\n", free / int8, oneof4 / 4 / int8
  printf "figure oneof4.area_over_free %.2f ratio\n", oneof4 / free }'
