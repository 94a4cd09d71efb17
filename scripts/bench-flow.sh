#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what flows make of a design. page: of an engine of 4,096 elements with a run of the shipped network (a few minutes, of which the page takes seconds). layout: of a queue, placed, routed, DRC, LVS (a minute; needs
# qflow). energy: of an image of the shipped network on netlists of 64 and 128 elements, and by rule on 4,096 (docs/energy.md; long). Lines "figure NAME VALUE UNIT".
# usage: bench-flow.sh [page|layout|energy]   all if not given, the layout where qflow is installed; exit: 0, 1 a check fails, 3 a tool is missing
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

what=${1:-all}
case $what in page|layout|energy|all) ;; *) echo "usage: bench-flow.sh [page|layout|energy]" >&2; exit 2 ;; esac
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

layout() {
  scripts/kakure flow fifo --set width=8 --set depth=8 --to qflow -o "$work/layout" --json "$work/layout.json"
  awk -v drc="$(key layout drc)" -v lvs="$(key layout lvs)" -v um2="$(key layout um2)" 'BEGIN { printf "figure gds.drc %d errors\nfigure gds.lvs %d differences\nfigure gds.um2 %.0f um2\n", drc, lvs, um2 }'
  # The stages of flow.json, one sum.
  awk '/"seconds"/ { inside = 1; next } inside && /}/ { exit } inside { sub(/,$/, ""); sum += $3 } END { printf "figure gds.seconds %.1f s\n", sum }' "$work/layout.json"
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
    if type -P qflow >/dev/null; then layout; else echo "bench-flow: qflow is not installed, no layout is measured: apt-get install qflow qflow-tech-osu035" >&2; fi
    energy
    ;;
  *) "$what" ;;
esac
