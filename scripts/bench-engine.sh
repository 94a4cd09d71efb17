#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the engine's simulator from nothing, then runs images through it, golden model and comparison included, and the packed array alone beside it: lines "figure NAME VALUE UNIT".
# The network is the Fashion-MNIST one of ../shared where that is there, else the shipped one (figures engine.digits...). usage: bench-engine.sh [IMAGES]
# Environment: BEFORE, a commit (f169dee1^ for the one before residual networks) that is built beside; the same run on both in turns gives engine.speed_over_before, the median of three pairs.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

images=${1:-1000} name=engine model=../shared/models/fashion_free30.onnx data=../shared/data/fashion-mnist
if [ ! -e "$model" ] || [ ! -d "$data" ]; then name=engine.digits model=examples/digits/digits.onnx data=examples/digits; fi
scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KAKURE_CACHE=$work/cache
key() { sed -n "s/^  \"$2\" : \([0-9.E+-]*\),\{0,1\}$/\1/p" "$work/$1.json"; }

CCACHE_DISABLE=1 scripts/kakure run "$model" --data "$data" --count 1 --json "$work/build.json" >"$work/said"
scripts/kakure run "$model" --data "$data" --count "$images" --json "$work/run.json"
awk -v n="$name" -v build="$(key build buildSeconds)" -v cycles="$(key run simCyclesPerSecond)" -v images="$(key run imagesPerSecond)" -v per="$(key run cyclesPerImage)" 'BEGIN {
  printf "figure %s.build_s %.1f s\nfigure %s.cycles_per_s %.0f cycles/s\nfigure %s.images_per_s %.1f images/s\nfigure %s.cycles_per_image %.0f cycles\n", n, build, n, cycles, n, images, n, per }'
awk -v n="$name" '{ sub(/,$/, "") } /"goldenSeconds"/ { golden = $3 } /"simulatorSeconds"/ { simulator = $3 } END { if (simulator > 0) printf "figure %s.golden.over_simulator %.3f ratio\n", n, golden / simulator }' "$work/run.json"
awk -v n="$name" '{ sub(/,$/, "") } /"idealCycles"/ { ideal += $3 } /"plannedCycles"/ { planned += $3 } /"cycles"/ { cycles += $3 }
  END { printf "figure %s.network.plan_over_measured %.3f fraction\nfigure %s.network.utilisation %.3f fraction\n", n, planned / cycles, n, ideal / cycles }' "$work/run.json"
if [ -n "${BEFORE:-}" ]; then
  git clone -q . "$work/before"
  git -C "$work/before" checkout -q "$BEFORE"
  for turn in 0 1 2 3; do # the first, of one image, builds the simulators
    for build in "$work/before" .; do
      "$build/scripts/kakure" run "$model" --data "$data" --count $((turn > 0 ? images : 1)) --json "$work/turn.json" >"$work/said"
      [ $turn = 0 ] || key turn simCyclesPerSecond
    done
  done | paste - - | awk '{ print $2 / $1 }' | sort -g | awk -v n="$name" 'NR == 2 { printf "figure %s.speed_over_before %.2f ratio\n", n, $1 }'
fi
scripts/kakure generate packedarray --set tci=16 --set pixels=8 --set tco=32 -o "$work/array" >"$work/said"
java -XX:+UseSerialGC -cp ".kakure/app/*" kakure.cosim.bench.ArrayBench "$work/array" | tee "$work/array.said"
# Processor time of the simulated engine, per cycle, over that of its array alone.
awk -v n="$name" '{ sub(/,$/, "") } FNR == NR { if ($2 == "array.cycles_per_s") array = $3; next } /"simulatorSeconds"/ { s = $3 } /"cyclesPerImage"/ { per = $3 } /"images"/ { images = $3 }
  END { printf "figure %s.time_over_array %.2f ratio\n", n, s / (per * images) * array }' "$work/array.said" "$work/run.json"
scripts/kakure bench-layers
