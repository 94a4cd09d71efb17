#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the page of a design: an engine of 4,096 elements with a run of the shipped network; and the energy of an image of it, on netlists of 64 and 128 elements, and by rule on 4,096: docs/energy.md.
# Lines "figure NAME VALUE UNIT"; several minutes, of which the page takes seconds.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
model=examples/digits/digits.onnx
scripts/kakure generate "$model" --array 16x8x32 -o "$work/rtl"
scripts/kakure run "$model" --data examples/digits --count 8 --array 16x8x32 --json "$work/run.json"
begin=$(date +%s%N)
scripts/kakure report "$work/rtl" --run "$work/run.json" -o "$work/page"
end=$(date +%s%N)
awk -v ns=$((end - begin)) -v bytes="$(stat -c %s "$work/page/report.html")" 'BEGIN { printf "figure report.seconds %.2f s\nfigure report.mb %.3f MB\n", ns / 1e9, bytes / 1e6 }'

small=$work/small.json large=$work/large.json all=$work/all.json
scripts/kakure energy "$model" --data examples/digits --count 1 --array 4x4x4 --json "$small"
scripts/kakure energy "$model" --data examples/digits --count 1 --array 4x4x8 --from "$small" --json "$large"
scripts/kakure energy "$model" --array 16x8x32 --from "$large" --json "$all"
key() { sed -n 's/^ *"'"$2"'" : \([-+.0-9eE]*\),\{0,1\}$/\1/p' "$1"; }
# Before layout, without memories: what else the figures leave out is printed above.
awk -v uj="$(key "$large" microjoules)" -v tops="$(key "$large" topsPerWatt)" -v off="$(key "$large" ruleError)" -v all="$(key "$all" topsPerWatt)" 'BEGIN {
  if (uj == "" || tops == "" || off == "" || all == "") exit 1
  printf "figure energy.image_uj %.4f uJ\nfigure energy.small_tops_per_w %.2f TOPS/W\nfigure energy.tops_per_w %.2f TOPS/W\nfigure energy.rule_error %.3f ratio\n", uj, tops, all, off < 0 ? -off : off }'
