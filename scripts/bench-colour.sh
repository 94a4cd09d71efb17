#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains a residual hidden network on 45,000 colour photographs (three zips of class folders, the last tenth of each class held back), with free masks of half of the weights and with one-of-4 masks: accuracy of the integer network on those held
# back, mask bits in all, and the time it took. Means over the seeds. Lines "figure NAME VALUE UNIT". Two hours on two cores with the usual 30 epochs; one and a half to two and a half minutes an epoch and training.
# usage: bench-colour.sh [FOLDER OF THE ZIPS]
# Environment: SEEDS ("1"), EPOCHS (30), LIMIT images of an epoch (all), NET, AUGMENT (shift,flip), DENSITY (0.5), SMOOTH (0.1), MASKS ("free 1of4"); KEEP, a folder where images and results stay: what an earlier run trained with the same words is not trained again.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

zips=${1:-../shared/data/cifar10-jpg}
compgen -G "$zips/*.zip" >/dev/null || { echo "bench-colour: skipped, there are no zips in $zips; give the folder that holds them as argument"; exit 0; }
. scripts/trainings.sh
begin
images=$keep/images-$(printf '%s\n' "$zips"/*.zip | cksum | cut -d ' ' -f 1)
[ -d "$images" ] || examples/colour/split.sh "$images" "$zips"/*.zip

for seed in ${SEEDS:-1}; do
  for mask in ${MASKS:-free 1of4}; do
    at=$keep/$seed-$mask
    echo "seed $seed, mask $mask"
    once "$at" --data "$images" --net "${NET:-c32,b32,b64s2,b128s2,b256s2,f10}" --density "${DENSITY:-0.5}" --mask "$mask" --augment "${AUGMENT:-shift,flip}" --smooth "${SMOOTH:-0.1}" --learnt-scale --epochs "${EPOCHS:-30}" --limit "${LIMIT:-0}" --seed "$seed"
    tail -n 1 "$at.said"
    scripts/kakure plan "$at.onnx" --json "$work/plan.json" >"$work/said"
    awk -v name="$mask bits" '{ sub(/,$/, "") } /"maskBits"/ { bits += $3 } END { print name, bits }' "$work/plan.json" >>"$work/figures"
    sed -n 's/^  "accuracy" : \([0-9.]*\).*/'"$mask"' accuracy \1/p' "$at.json" >>"$work/figures"
    echo "$mask seconds $(cat "$at.seconds")" >>"$work/figures"
  done
done
awk '{ sum[$1 $2] += $3; n[$1 $2]++ }
  function mean(of) { return sum[of] / n[of] }
  function told(mask, name) {
    if (!n[mask "accuracy"]) return
    printf "figure %saccuracy %.2f %%\nfigure %smask_bits %.0f bits\nfigure %ss %.0f s\n", name, 100 * mean(mask "accuracy"), name, mean(mask "bits"), name, mean(mask "seconds")
  }
  END {
    told("free", "colour."); told("1of4", "colour.oneof4.")
    if (n["freeaccuracy"] && n["1of4accuracy"]) printf "figure colour.oneof4.accuracy_loss %.2f points\n", 100 * (mean("freeaccuracy") - mean("1of4accuracy"))
  }' "$work/figures"
