#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One command for computing in memory: trains a residual network of 14 layers whose channels are gated, places it on SRAM macros, and runs real images on the simulated tile twice, with nothing switched off and
# with everything, every sum and counter compared with the golden model. usage: demo-cim.sh [DATA]   labelled images; without it Fashion-MNIST of ../shared/data, else digits that the project draws itself
# Environment: EPOCHS (3), LIMIT images of an epoch (all), COUNT images to run (10), SEED (1), DENSITY (.1). Minutes: the training a few, an image two or three seconds each time.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
scripts/build.sh
data=${1:-../shared/data/fashion-mnist}
if [ ! -d "$data" ]; then
  [ $# = 0 ] || { echo "demo-cim: $data is not there; give a folder of labelled images" >&2; exit 2; }
  data=.kakure/drawn
  [ -d "$data" ] || echo 'kakure.data.Strokes.write(java.nio.file.Path.of(".kakure/drawn"), 1, 20000, 300)' | jshell --class-path "$(printf '%s:' .kakure/app/*.jar)" -
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
limit=()
[ -z "${LIMIT:-}" ] || limit=(--limit "$LIMIT")

echo "demo-cim: trains on $data; half of the gated channels are to be off"
scripts/kakure train --data "$data" --net c16s2,r16,r16,r32s2,r32,r64s2,r64,f10 --density "${DENSITY:-.1}" --gates inside --gate-target .5 --epochs "${EPOCHS:-3}" "${limit[@]}" --seed "${SEED:-1}" -o "$work/resnet14.onnx"
echo "demo-cim: where it lies, and what that switches off on images that it was not fitted on"
scripts/kakure plan "$work/resnet14.onnx" --target cim --calibrate "$data"
echo "demo-cim: nothing switched off, channels in natural order"
scripts/kakure run "$work/resnet14.onnx" --target cim --data "$data" --count "${COUNT:-10}" --calibrate "$data" --place natural --gating none --json "$work/none.json"
echo "demo-cim: everything that is empty switched off"
scripts/kakure run "$work/resnet14.onnx" --target cim --data "$data" --count "${COUNT:-10}" --calibrate "$data" --json "$work/off.json"
awk '
  FNR == 1 { side = FILENAME ~ /none/ ? "none" : "off" }
  { key = $1; gsub(/"/, "", key); value = $3; sub(/,$/, "", value) }
  key == "unitBits" || key == "operations" || key == "cycles" || key == "precharges" || key == "pulses" || key == "conversions" || key == "off" || key == "compared" { sum[side, key] += value }
  side == "off" && key ~ /^unitsOff/ { share[key] = value }
  key == "operations" { operations = value }
  key == "unitBits" && !units { units = value / operations / 8 }
  END {
    printf "figure cim.demo.unit_cycles_off %.3f fraction\n", sum["off", "off"] / (units * sum["off", "cycles"])
    n = split("cycles precharges pulses conversions", keys, " ")
    for (i = 1; i <= n; i++) printf "figure cim.demo.%s %.3f ratio\n", keys[i], sum["off", keys[i]] / sum["none", keys[i]]
    printf "figure cim.demo.units_off %.3f fraction\nfigure cim.demo.units_off.natural %.3f fraction\nfigure cim.demo.units_off.bound %.3f fraction\n", share["unitsOff"], share["unitsOffNatural"], share["unitsOffBound"]
  }' "$work/none.json" "$work/off.json"
