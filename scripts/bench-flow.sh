#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the page of a design: an engine of 4,096 elements with a run of the shipped network. Lines "figure NAME VALUE UNIT"; a few minutes, of which the page takes seconds.
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
