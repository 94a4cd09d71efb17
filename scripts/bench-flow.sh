#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what flows make of a design. page: of an engine of 4,096 elements with a run of the shipped network (a few minutes, of which the page takes seconds). layout: of a queue, placed, routed, DRC, LVS (a minute; needs
# qflow). chip: of the smallest engine of the shipped network likewise, and two images on what was placed (half an hour; osu018). energy: of an image of the shipped network on netlists of 64 and 128 elements, and by rule on 4,096 (docs/energy.md; long). Lines "figure NAME VALUE UNIT".
# flows: the time of each flow that ends with a text, and of a bitstream and a layout where their tools are. verify: of 60 faults that are planted in a block's emitted Verilog, how many its check finds.
# usage: bench-flow.sh [page|flows|verify|layout|chip|energy]   all but chip if not given, the layout where qflow is installed; exit: 0, 1 a check fails, 3 a tool is missing
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

what=${1:-all}
case $what in page|flows|verify|layout|chip|energy|all) ;; *) echo "usage: bench-flow.sh [page|flows|verify|layout|chip|energy]" >&2; exit 2 ;; esac
scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
model=examples/digits/digits.onnx
# The value of a key in a file of JSON, the first such.
key() { sed -n "s/^ *\"$2\" *: *\([-+.0-9eE]*\),\{0,1\}\$/\1/p" "$work/$1.json" | head -n 1; }

page() {
  local begin end
  scripts/kakure generate "$model" --array 16x8x32 -o "$work/rtl"
  scripts/kakure run "$model" --data examples/digits --count 8 --array 16x8x32 --json "$work/run.json"
  begin=$(date +%s%N)
  scripts/kakure report "$work/rtl" --run "$work/run.json" -o "$work/page"
  end=$(date +%s%N)
  awk -v ns=$((end - begin)) -v bytes="$(stat -c %s "$work/page/report.html")" 'BEGIN { printf "figure report.seconds %.2f s\nfigure report.mb %.3f MB\n", ns / 1e9, bytes / 1e6 }'
}

# Of a queue; of the smallest engine on a bus, and of a computing-in-memory tile, where the description is of these.
flows() {
  local name begin design
  scripts/kakure generate examples/digits/small.onnx --array 1x1x1 --fit --bus axi-stream -o "$work/bus"
  for name in bender edam filelist fusesoc ipxact librelane litex openroad quartus rdl upf vivado ecp5 gowin ultrascale xilinx7 ice40 qflow; do
    design=(fifo --set depth=8 --set width=8)
    case $name in
      rdl | ipxact) design=("$work/bus") ;;
      upf) design=("$model" --target cim) ;;
      ice40) type -P nextpnr-ice40 >/dev/null || { echo "bench-flow: nextpnr-ice40 is not installed, no bitstream is timed: apt-get install nextpnr-ice40 fpga-icestorm" >&2; continue; } ;;
      qflow) type -P qflow >/dev/null || { echo "bench-flow: qflow is not installed, no layout is timed: apt-get install qflow qflow-tech-osu035" >&2; continue; } ;;
    esac
    begin=$(date +%s%N)
    scripts/kakure flow "${design[@]}" --to "$name" -o "$work/flow-$name" >"$work/flow.txt" 2>&1 || { cat "$work/flow.txt" >&2; exit 1; }
    awk -v n="$name" -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "figure flow.%s.seconds %.2f s\n", n, ns / 1e9 }'
  done
}

verify() {
  scripts/kakure verify requantise --prove --faults 60 --json "$work/verify.json"
  awk -v all="$(key verify faults)" -v same="$(key verify equal)" -v caught="$(key verify caught)" 'BEGIN { printf "figure verify.caught %.3f ratio\n", caught / (all - same) }'
}

layout() {
  scripts/kakure flow fifo --set width=8 --set depth=8 --to qflow -o "$work/layout" --json "$work/layout.json"
  laid gds layout
}

chip() {
  scripts/kakure generate examples/digits/small.onnx --array 1x1x1 --fit -o "$work/small"
  scripts/kakure flow "$work/small" --to qflow --part osu018 -o "$work/chip" --json "$work/chip.json"
  laid gds.engine chip
  scripts/kakure run examples/digits/small.onnx --data examples/digits --array 1x1x1 --fit --count 2 --rtl "$work/chip/netlist"
}

# Figures under a name, of a file of results.
laid() {
  awk -v n="$1" -v drc="$(key "$2" drc)" -v lvs="$(key "$2" lvs)" -v um2="$(key "$2" um2)" 'BEGIN { printf "figure %s.drc %d errors\nfigure %s.lvs %d differences\nfigure %s.um2 %.0f um2\n", n, drc, n, lvs, n, um2 }'
  # The stages of flow.json, one sum.
  awk -v n="$1" '/"seconds"/ { inside = 1; next } inside && /}/ { exit } inside { sub(/,$/, ""); sum += $3 } END { printf "figure %s.seconds %.1f s\n", n, sum }' "$work/$2.json"
}

energy() {
  scripts/kakure energy "$model" --data examples/digits --count 1 --array 4x4x4 --json "$work/small.json"
  scripts/kakure energy "$model" --data examples/digits --count 1 --array 4x4x8 --from "$work/small.json" --json "$work/large.json"
  scripts/kakure energy "$model" --array 16x8x32 --from "$work/large.json" --json "$work/full.json"
  # Before layout, without memories: what else the figures leave out is printed above.
  awk -v uj="$(key large microjoules)" -v tops="$(key large topsPerWatt)" -v off="$(key large ruleError)" -v all="$(key full topsPerWatt)" 'BEGIN {
    if (uj == "" || tops == "" || off == "" || all == "") exit 1
    printf "figure energy.image_uj %.4f uJ\nfigure energy.small_tops_per_w %.2f TOPS/W\nfigure energy.tops_per_w %.2f TOPS/W\nfigure energy.rule_error %.3f ratio\n", uj, tops, all, off < 0 ? -off : off }'
}

case $what in
  all)
    page
    flows
    verify
    if type -P qflow >/dev/null; then layout; else echo "bench-flow: qflow is not installed, no layout is measured: apt-get install qflow qflow-tech-osu035" >&2; fi
    energy
    ;;
  *) "$what" ;;
esac
