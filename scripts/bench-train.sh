#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 96,160-weight network on Fashion-MNIST, five epochs of 60,000 images, with free masks of 30% and with one-of-4 masks: accuracy of the integer
# network on all 10,000 test images, mask bits per weight, speed, and what the structure costs. About four minutes a training on two cores. usage: bench-train.sh [DATA]
# Environment: SEEDS ("1 2"), EPOCHS (5), LIMIT images of an epoch (all).
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

data=${1:-../shared/data/fashion-mnist}
[ -d "$data" ] || { echo "bench-train: skipped, $data is not there; give the folder of the four IDX files as argument"; exit 0; }
limit=()
[ -z "${LIMIT:-}" ] || limit=(--limit "$LIMIT")
scripts/setup.sh bench
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for seed in ${SEEDS:-1 2}; do
  for mask in free 1of4; do
    echo "seed $seed, mask $mask"
    scripts/kakure train --data "$data" --net c32,c32,p,c64,c64,p,f10 --density 0.3 --mask "$mask" --epochs "${EPOCHS:-5}" "${limit[@]}" --seed "$seed" \
      -o "$work/$mask$seed.onnx" --json "$work/$mask$seed.json" >"$work/said"
    tail -n 1 "$work/said"
    sed -n 's/.*"\(accuracy\|imagesPerCpuSecond\)" : \([0-9.]*\).*/'"$mask"' \1 \2/p' "$work/$mask$seed.json" >>"$work/figures"
  done
done
awk '{ sum[$1 $2] += $3; n[$1 $2]++ }
  END {
    free = 100 * sum["freeaccuracy"] / n["freeaccuracy"]; one = 100 * sum["1of4accuracy"] / n["1of4accuracy"]
    printf "figure train.images_per_cpu_s %.0f images/s\n", sum["freeimagesPerCpuSecond"] / n["freeimagesPerCpuSecond"]
    printf "figure train.accuracy %.2f %%\nfigure oneof4.accuracy %.2f %%\nfigure oneof4.accuracy_loss %.2f points\n", free, one, free - one
  }' "$work/figures"
