#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what flows make of a design: the page of an engine of 4,096 elements with a run of the shipped network (a few minutes, of which the page takes seconds), and, where qflow is installed, a queue's layout
# (placed, routed, DRC, LVS; a minute). Lines "figure NAME VALUE UNIT".
# usage: bench-flow.sh [page|layout]   both if not given; exit: 0, 1 a check of the layout fails, 3 a tool is missing
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

what=${1:-both}
case $what in page|layout|both) ;; *) echo "usage: bench-flow.sh [page|layout]" >&2; exit 2 ;; esac
scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

page() {
  local model=examples/digits/digits.onnx begin end
  scripts/kakure generate "$model" --array 16x8x32 -o "$work/rtl"
  scripts/kakure run "$model" --data examples/digits --count 8 --array 16x8x32 --json "$work/run.json"
  begin=$(date +%s%N)
  scripts/kakure report "$work/rtl" --run "$work/run.json" -o "$work/page"
  end=$(date +%s%N)
  awk -v ns=$((end - begin)) -v bytes="$(stat -c %s "$work/page/report.html")" 'BEGIN { printf "figure report.seconds %.2f s\nfigure report.mb %.3f MB\n", ns / 1e9, bytes / 1e6 }'
}

key() { sed -n "s/^ *\"$1\" *: *\([0-9.E+-]*\),\{0,1\}\$/\1/p" "$work/layout.json" | head -n 1; }
layout() {
  scripts/kakure flow fifo --set width=8 --set depth=8 --to qflow -o "$work/layout" --json "$work/layout.json"
  awk -v drc="$(key drc)" -v lvs="$(key lvs)" -v um2="$(key um2)" 'BEGIN { printf "figure gds.drc %d errors\nfigure gds.lvs %d differences\nfigure gds.um2 %.0f um2\n", drc, lvs, um2 }'
  # The stages of flow.json, one sum.
  awk '/"seconds"/ { inside = 1; next } inside && /}/ { exit } inside { sub(/,$/, ""); sum += $3 } END { printf "figure gds.seconds %.1f s\n", sum }' "$work/layout.json"
}

[ "$what" = layout ] || page
if [ "$what" = layout ] || type -P qflow >/dev/null; then layout; else echo "bench-flow: qflow is not installed, no layout is measured: apt-get install qflow qflow-tech-osu035" >&2; fi
