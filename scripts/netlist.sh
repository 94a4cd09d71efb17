#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Synthesises a small engine to the cells of an open library and runs the shipped network on the netlist, every layer compared with the golden model.
# The library is Nangate45 of ../shared where that is there, else OSU 0.18 um of the package qflow-tech-osu018, else the one of LIBERTY=FILE. Memories stay what the
# generator emits, as an ASIC's are macros. usage: netlist.sh [ARRAY [IMAGES]]; exit: 0 equal, 1 different, 3 a tool or a library is missing or failed
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

array=${1:-2x2x4} images=${2:-2} liberty=${LIBERTY:-}
type -P yosys >/dev/null || { echo "netlist: yosys is not installed: apt-get install yosys" >&2; exit 3; }
for candidate in ../shared/pdk/Nangate45_typ.lib /usr/share/qflow/tech/osu018/osu018_stdcells.lib; do
  [ -n "$liberty" ] || [ ! -e "$candidate" ] || liberty=$candidate
done
[ -n "$liberty" ] || { echo "netlist: a Liberty file is missing: apt-get install qflow-tech-osu018, or LIBERTY=FILE" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$liberty" "$work/cells.lib"

# Memories as small as the network allows: the netlist is simulated bit by bit.
engine=(--array "$array" --set rows=3136 --set maskDepth=288 --set taps=96 --set program=64)
scripts/kakure generate examples/digits/digits.onnx "${engine[@]}" -o "$work/rtl" >/dev/null
top=$(sed -n 's/.*"top" *: *"\([^"]*\)".*/\1/p' "$work/rtl/design.json")
mkdir "$work/netlist"
logic=() memories=()
while read -r file; do case $file in ram_*) memories+=("$file") ;; *) logic+=("$file") ;; esac; done < <(cd "$work/rtl" && ls -- *.v)
for memory in "${memories[@]}"; do cp "$work/rtl/$memory" "$work/netlist/"; done

yosys_run() {
  (cd "$work/rtl" && timeout 600 yosys -q -l "$work/log" -p "$1") >"$work/said" 2>&1 || { echo "netlist: yosys failed:" >&2; tail -n 3 "$work/said" >&2; exit 3; }
}
yosys_run "read_verilog ${logic[*]}; read_verilog -lib ${memories[*]}; synth -top $top -flatten -noabc; dfflibmap -liberty $work/cells.lib; opt;
  abc -liberty $work/cells.lib; setundef -zero; clean -purge; tee -o $work/stat stat -liberty $work/cells.lib; splitnets;
  write_verilog -noattr -noexpr -nohex -nodec $work/netlist/netlist.v"
# Nothing but cells and memories: a gate that yosys kept for itself would be no netlist.
! grep -E '^ *(always|reg) ' "$work/netlist/netlist.v" || { echo "netlist: behavioural Verilog was left in the netlist" >&2; exit 1; }
yosys_run "read_liberty -ignore_miss_func -ignore_miss_dir -ignore_miss_data_latch $work/cells.lib; write_verilog -noattr $work/netlist/cells.v"

awk -v top="$top" -v liberty="$(basename "$liberty")" '
  /Number of cells:/ { cells = $NF } /Chip area for/ { area = $NF }
  END { printf "%s in %s: %d cells, area %.0f without its memories\n", top, liberty, cells, area
    printf "figure netlist.cells %d cells\nfigure netlist.area %.0f um2\n", cells, area }' "$work/stat"
scripts/kakure run examples/digits/digits.onnx --data examples/digits --count "$images" "${engine[@]}" --jobs 1 --rtl "$work/netlist"
