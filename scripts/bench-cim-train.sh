#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 14-layer residual network on Fashion-MNIST, same seeds and steps: hidden (10%) and +-1 weights without gates and with gates inside at 50% on; ternary weights with a reward for zeros and one for units
# of 8x8, each then filled, beside ternary weights trained as long without. Accuracy of the integer network on all 10,000 test images, gates on and decided by the image, units off. Means over the seeds. About
# a quarter of an hour a seed on two cores that do nothing else. usage: bench-cim-train.sh [DATA]
# Environment: SEEDS ("1"), EPOCHS (4), FILL, epochs of the second training (2), LIMIT images of an epoch (20000, 0 for all), ZEROS (.0003) and GATING (.00012), weights of the rewards, which grow as there are fewer
# steps, NET.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

data=${1:-../shared/data/fashion-mnist}
[ -d "$data" ] || { echo "bench-cim-train: skipped, $data is not there; give the folder of the four IDX files as argument"; exit 0; }
scripts/setup.sh bench
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
net=${NET:-c16s2,r16,r16,r32s2,r32,r64s2,r64,f10}
epochs=${EPOCHS:-4} fill=${FILL:-2}

# train NAME EPOCHS OPTION...: notes what the network of that name reaches
train() {
  echo "seed $seed, $1"
  scripts/kakure train --data "$data" --net "$net" --epochs "$2" --limit "${LIMIT:-20000}" --seed "$seed" -o "$work/model.onnx" --json "$work/result.json" "${@:3}" >"$work/said"
  tail -n 1 "$work/said"
  sed -n 's/^  "\(accuracy\|accuracyBeforeFill\|gatesOn\|gatesDecided\|unitsOff\|imagesPerCpuSecond\)" : \([0-9.]*\).*/'"$1"'.\1 \2/p' "$work/result.json" >>"$work/figures"
}

for seed in ${SEEDS:-1}; do
  train hidden "$epochs" --density 0.1
  train hidden_gates "$epochs" --density 0.1 --gates inside --gate-target .5
  train binary "$epochs" --weights binary
  train binary_gates "$epochs" --weights binary --gates inside --gate-target .5
  train ternary "$((epochs + fill))" --weights ternary
  train zeros "$epochs" --weights ternary --reward zeros --reward-weight "${ZEROS:-.0003}" --fill pair --fill-epochs "$fill"
  for levels in pair twos lev4; do
    train "$levels" "$epochs" --weights ternary --reward gating --reward-weight "${GATING:-.00012}" --fill "$levels" --fill-epochs "$fill"
  done
done
awk '{ sum[$1] += $2; n[$1]++ }
  function mean(of) { return n[of] ? 100 * sum[of] / n[of] : 0 }
  END {
    for (kind = 0; kind < 2; kind++) {
      k = kind ? "binary" : "hidden"
      printf "figure cim.train.%s.accuracy %.2f %%\nfigure cim.train.%s.gated_accuracy %.2f %%\nfigure cim.train.%s.gate_price %.2f points\n", k, mean(k ".accuracy"), k, mean(k "_gates.accuracy"), k, mean(k ".accuracy") - mean(k "_gates.accuracy")
      printf "figure cim.train.%s.gates_on %.1f %%\nfigure cim.train.%s.gates_decided %.1f %%\n", k, mean(k "_gates.gatesOn"), k, mean(k "_gates.gatesDecided")
    }
    printf "figure cim.train.gating.price %.2f points\n", mean("ternary.accuracy") - mean("pair.accuracy")
    printf "figure cim.train.ternary.accuracy %.2f %%\n", mean("ternary.accuracy")
    printf "figure cim.train.zeros.units_off %.1f %%\nfigure cim.train.zeros.accuracy %.2f %%\n", mean("zeros.unitsOff"), mean("zeros.accuracy")
    printf "figure cim.train.gating.units_off %.1f %%\nfigure cim.train.gating.accuracy_before %.2f %%\nfigure cim.train.gating.accuracy %.2f %%\n", mean("pair.unitsOff"), mean("pair.accuracyBeforeFill"), mean("pair.accuracy")
    printf "figure cim.train.fill.gain %.2f points\n", mean("pair.accuracy") - mean("pair.accuracyBeforeFill")
    printf "figure cim.train.fill.twos_over_pair %.2f points\nfigure cim.train.fill.lev4_over_pair %.2f points\n", mean("twos.accuracy") - mean("pair.accuracy"), mean("lev4.accuracy") - mean("pair.accuracy")
    printf "figure cim.train.images_per_cpu_s %.0f images/s\n", mean("hidden_gates.imagesPerCpuSecond") / 100
  }' "$work/figures"
