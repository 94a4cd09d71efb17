#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 96,160-weight network on Fashion-MNIST, five epochs of 60,000 images, with free masks of 30% and with one-of-4 masks: accuracy of the integer network on all 10,000
# test images, speed, and what the structure costs and gains: points lost, mask bits per weight, and cycles of an image as planned, free on 16x8x32, one of 4 on four times
# the elements (as many adder inputs) and on the same free array; and with the first layer's taps as channels, on both arrays. Means over the seeds. About four minutes a training on two cores. usage: bench-train.sh [DATA]
# Environment: SEEDS ("1 2"), EPOCHS (5), LIMIT images of an epoch (all).
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

. scripts/trainings.sh
fashion "$@"
limit=()
[ -z "${LIMIT:-}" ] || limit=(--limit "$LIMIT")
begin

# plan NAME MODEL OPTION...: notes cycles and mask bits per weight of a model
plan() {
  scripts/kakure plan "${@:2}" --json "$work/plan.json" >"$work/said"
  awk -v name="$1" '{ sub(/,$/, "") } /"cyclesPerImage"/ { cycles = $3 } /"maskBits"/ { bits += $3 } /"weights"/ { weights += $3 }
    END { print name, "cycles", cycles; print name, "bits", bits / weights }' "$work/plan.json" >>"$work/figures"
}

for seed in ${SEEDS:-1 2}; do
  for mask in free 1of4; do
    echo "seed $seed, mask $mask"
    scripts/kakure train --data "$data" --net c32,c32,p,c64,c64,p,f10 --density 0.3 --mask "$mask" --epochs "${EPOCHS:-5}" "${limit[@]}" --seed "$seed" \
      -o "$work/$mask$seed.onnx" --json "$work/$mask$seed.json" >"$work/said"
    tail -n 1 "$work/said"
    sed -n 's/.*"\(accuracy\|imagesPerCpuSecond\)" : \([0-9.]*\).*/'"$mask"' \1 \2/p' "$work/$mask$seed.json" >>"$work/figures"
  done
  plan free "$work/free$seed.onnx" --array 16x8x32
  plan 1of4 "$work/1of4$seed.onnx" --array 64x8x32 --group 4
  plan narrow "$work/1of4$seed.onnx" --array 16x8x32
done
# Cycles hang on the layers' shapes, not on what was learnt.
for mask in free 1of4; do
  scripts/kakure train --data "$data" --net tc32,c32,p,c64,c64,p,f10 --density 0.3 --mask "$mask" --epochs 1 --limit 512 -o "$work/folded$mask.onnx" >"$work/said"
done
plan foldedfree "$work/foldedfree.onnx" --array 16x8x32
plan folded1of4 "$work/folded1of4.onnx" --array 64x8x32 --group 4
awk '{ sum[$1 $2] += $3; n[$1 $2]++ }
  function mean(of) { return sum[of] / n[of] }
  END {
    free = 100 * mean("freeaccuracy"); one = 100 * mean("1of4accuracy")
    printf "figure train.images_per_cpu_s %.0f images/s\n", mean("freeimagesPerCpuSecond")
    printf "figure train.accuracy %.2f %%\nfigure oneof4.accuracy %.2f %%\nfigure oneof4.accuracy_loss %.2f points\n", free, one, free - one
    printf "figure free.network_bits %.3f bits/weight\nfigure oneof4.network_bits %.3f bits/weight\n", mean("freebits"), mean("1of4bits")
    printf "figure free.cycles %.0f cycles\nfigure oneof4.cycles %.0f cycles\n", mean("freecycles"), mean("1of4cycles")
    printf "figure oneof4.cycles_over_free %.3f ratio\nfigure oneof4.cycles_free_array %.0f cycles\n", mean("1of4cycles") / mean("freecycles"), mean("narrowcycles")
    printf "figure oneof4.folded.cycles_over_free %.3f ratio\n", mean("folded1of4cycles") / mean("foldedfreecycles")
  }' "$work/figures"
