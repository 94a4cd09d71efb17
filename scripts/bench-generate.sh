#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Generates the engine from a cold start several times: median wall seconds and highest resident memory, start of the Java machine included;
# two runs must give the same bytes. usage: bench-generate.sh [RUNS]
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

runs=${1:-7}
scripts/setup.sh bench
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for ((i = 0; i < runs; i++)); do
  /usr/bin/time -a -o "$work/times" -f '%e %M' scripts/kakure generate examples/digits/digits.onnx -o "$work/out$i" >"$work/said"
  diff -r "$work/out0" "$work/out$i" >"$work/difference" || { head -n 3 "$work/difference"; echo "bench-generate: run $i gave other bytes than run 0" >&2; exit 1; }
done
cat "$work/said"
echo "$runs runs, the same bytes every time"
sort -n "$work/times" | awk '{ s[NR] = $1; if ($2 > m) m = $2 } END { printf "figure generate.s %.2f s\nfigure generate.mb %.0f MB\n", s[int((NR + 1) / 2)], m / 1000 }'
