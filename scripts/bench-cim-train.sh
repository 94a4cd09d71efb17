#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 14-layer residual network on Fashion-MNIST, same seeds and steps: hidden weights (10%) without gates and with gates inside at 50% on; ternary weights with a reward for units until so many are off, then filled, beside
# ternary weights trained as long without. Accuracy of the integer network on all 10,000 test images, gates on and decided by the image, units off; means over the seeds, and the seed that does worst. The rewarded network
# is placed on macros of such units (16 segments, 2 groups), and an image runs on them: what they switch off, each sum and counter compared.
# usage: bench-cim-train.sh [DATA]
# Environment: SIZE, short (one seed, those four trainings: seven minutes on two cores that do nothing else) or long (three seeds, and the same for +-1 weights, for a reward for zeros, a reward for segments of 4 gates,
# for filling with more levels: an hour); SEEDS ("1" or "1 2 3"), EPOCHS (4); of ternary weights EMPTY, epochs with the reward (2), and FILL, epochs of the second training (4); LIMIT images of an epoch (0, all), UNIT, weights x outputs
# that are off as one (9x8, a 3x3 channel in the usual macro), OFF, share of units beyond which nothing is rewarded (.605), GATING (.0004) and ZEROS (.0005), weights of the rewards,
# NET; KEEP, a folder where results stay: what an earlier run trained with the same words is not trained again.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

. scripts/trainings.sh
fashion "$@"
case ${SIZE:-short} in
  short) seeds=${SEEDS:-1} ;;
  long) seeds=${SEEDS:-1 2 3} ;;
  *) echo "bench-cim-train: SIZE=$SIZE: must be short or long" >&2; exit 2 ;;
esac
begin
net=${NET:-c16s2,r16,r16,r32s2,r32,r64s2,r64,f10}
epochs=${EPOCHS:-4} empty=${EMPTY:-2} fill=${FILL:-4} unit=${UNIT:-9x8}
[[ $unit =~ ^[1-9][0-9]*x[1-9][0-9]*$ ]] || { echo "bench-cim-train: UNIT=$unit: give weights x outputs, as 9x8" >&2; exit 2; }
macro=(--target cim --set "rows=$((16 * ${unit%x*}))" --set segments=16 --set "columns=$((4 * ${unit#*x}))" --set groups=2)

# each NAME EPOCHS OPTION...: a training, for all seeds
plan=()
each() { plan+=("$*"); }
each hidden "$epochs" --density 0.1
each hidden_gates "$epochs" --density 0.1 --gates inside --gate-target .5
each ternary "$((empty + fill))" --weights ternary --unit "$unit"
units=(--weights ternary --unit "$unit" --reward-target "${OFF:-.605}" --fill-epochs "$fill")
gating=(--reward gating --reward-weight "${GATING:-.0004}")
each pair "$empty" "${units[@]}" "${gating[@]}" --fill pair
if [ "${SIZE:-short}" = long ]; then
  each binary "$epochs" --weights binary
  each binary_gates "$epochs" --weights binary --gates inside --gate-target .5
  each segments "$epochs" --density 0.1 --gates inside --gate-target .5 --gate-segment 4
  each zeros "$empty" "${units[@]}" --reward zeros --reward-weight "${ZEROS:-.0005}" --fill pair
  each twos "$empty" "${units[@]}" "${gating[@]}" --fill twos
  each lev4 "$empty" "${units[@]}" "${gating[@]}" --fill lev4
fi

# train NAME EPOCHS OPTION...: what the network of that name reaches, noted with the seed
train() {
  local at="$keep/$seed-$1"
  done=$((done + 1))
  printf '%d of %d, after %d min: seed %s, %s\n' "$done" "$all" "$((SECONDS / 60))" "$seed" "$1"
  once "$at" --data "$data" --net "$net" --epochs "$2" --limit "${LIMIT:-0}" --seed "$seed" "${@:3}"
  tail -n 1 "$at.said" | sed 's/^.*onnx: /  /'
  sed -n 's/^  "\(accuracy\|accuracyBeforeFill\|gatesOn\|gatesDecided\|unitsOff\|imagesPerCpuSecond\)" : \([0-9.]*\).*/'"$1.\1 $seed"' \2/p' "$at.json" >>"$work/figures"
}

# place NAME: what macros switch off of the network of that name
place() {
  local at="$keep/$seed-$1"
  scripts/kakure plan "$at.onnx" "${macro[@]}" --calibrate "$data" --json "$work/plan.json" >"$at.placed"
  scripts/kakure run "$at.onnx" "${macro[@]}" --data "$data" --count 1 --calibrate "$data" --json "$work/run.json" >>"$at.placed"
  tail -n 4 "$at.placed" | sed 's/^/  /'
  sed -n 's/^  "\(unitsOff\|unitsOffBound\)" : \([0-9.]*\).*/'"$1.placed.\1 $seed"' \2/p' "$work/plan.json" >>"$work/figures"
  sed -n 's/^  "\(unitCyclesOff\|cyclesOfUncut\|prechargesOfUncut\)" : \([0-9.]*\).*/'"$1.ran.\1 $seed"' \2/p' "$work/run.json" >>"$work/figures"
}

done=0 all=$(($(wc -w <<<"$seeds") * ${#plan[@]}))
for seed in $seeds; do
  for line in "${plan[@]}"; do
    read -ra words <<<"$line"
    train "${words[@]}"
    [ "${words[0]}" != pair ] || place pair
  done
done
awk '{ v[$1, $2] = 100 * $3; sum[$1] += 100 * $3; n[$1]++; seeds[$2] }
  function mean(of) { return n[of] ? sum[of] / n[of] : 0 }
  function figure(name, value, unit) { printf "figure cim.train.%s %s %s\n", name, value, unit }
  function two(value) { return sprintf("%.2f", value) }
  function one(value) { return sprintf("%.1f", value) }
  # the largest, or with sign -1 the least, of a - b over the seeds
  function most(sign, a, b,  s, d, best) {
    best = -1e9
    for (s in seeds) { d = sign * (v[a, s] - (b == "" ? 0 : v[b, s])); if (d > best) best = d }
    return sign * best
  }
  function gates(name, plain, gated) {
    figure(name ".accuracy", two(mean(plain ".accuracy")), "%"); figure(name ".gated_accuracy", two(mean(gated ".accuracy")), "%")
    figure(name ".gate_price", two(mean(plain ".accuracy") - mean(gated ".accuracy")), "points"); figure(name ".gate_price.most", two(most(1, plain ".accuracy", gated ".accuracy")), "points")
    figure(name ".gates_on", one(mean(gated ".gatesOn")), "%")
    figure(name ".gates_decided", one(mean(gated ".gatesDecided")), "%"); figure(name ".gates_decided.least", one(most(-1, gated ".gatesDecided")), "%")
  }
  function demand(what, got, sign, wanted, unit) { printf "%s: %s %s, demanded %s %s: %s\n", what, got, unit, wanted, (sign < 0 ? "or less" : "or more"), (sign * (got - wanted) >= 0 ? "reached" : "not reached") }
  END {
    gates("hidden", "hidden", "hidden_gates")
    if (n["binary.accuracy"]) { gates("binary", "binary", "binary_gates"); gates("segments", "hidden", "segments") }
    figure("ternary.accuracy", two(mean("ternary.accuracy")), "%")
    figure("gating.units_off", one(mean("pair.unitsOff")), "%"); figure("gating.units_off.least", one(most(-1, "pair.unitsOff")), "%")
    figure("gating.price", two(mean("ternary.accuracy") - mean("pair.accuracy")), "points"); figure("gating.price.most", two(most(1, "ternary.accuracy", "pair.accuracy")), "points")
    figure("gating.placed_off", one(mean("pair.placed.unitsOff")), "%"); figure("gating.placed_off.bound", one(mean("pair.placed.unitsOffBound")), "%"); figure("gating.unit_cycles_off", one(mean("pair.ran.unitCyclesOff")), "%")
    figure("gating.cycles", one(mean("pair.ran.cyclesOfUncut")), "%"); figure("gating.precharges", one(mean("pair.ran.prechargesOfUncut")), "%")
    figure("gating.accuracy_before", two(mean("pair.accuracyBeforeFill")), "%"); figure("gating.accuracy", two(mean("pair.accuracy")), "%")
    figure("fill.gain", two(mean("pair.accuracy") - mean("pair.accuracyBeforeFill")), "points"); figure("fill.gain.least", two(most(-1, "pair.accuracy", "pair.accuracyBeforeFill")), "points")
    if (n["zeros.accuracy"]) {
      figure("zeros.units_off", one(mean("zeros.unitsOff")), "%"); figure("zeros.accuracy", two(mean("zeros.accuracy")), "%")
      for (fills = split("twos lev4", fill); fills; fills--) {
        name = fill[fills]
        figure(name ".units_off.least", one(most(-1, name ".unitsOff")), "%"); figure(name ".accuracy", two(mean(name ".accuracy")), "%")
        figure(name ".price", two(mean("ternary.accuracy") - mean(name ".accuracy")), "points"); figure(name ".price.most", two(most(1, "ternary.accuracy", name ".accuracy")), "points")
        figure(name ".gain", two(mean(name ".accuracy") - mean(name ".accuracyBeforeFill")), "points"); figure(name ".gain.least", two(most(-1, name ".accuracy", name ".accuracyBeforeFill")), "points")
      }
      figure("fill.twos_over_pair", two(mean("twos.accuracy") - mean("pair.accuracy")), "points"); figure("fill.lev4_over_pair", two(mean("lev4.accuracy") - mean("pair.accuracy")), "points")
    }
    figure("images_per_cpu_s", sprintf("%.0f", mean("hidden_gates.imagesPerCpuSecond") / 100), "images/s")
    print "of the seed that does worst:"
    demand("price of gates, hidden weights", two(most(1, "hidden.accuracy", "hidden_gates.accuracy")), -1, 1, "points")
    demand("gates that the image decides", one(most(-1, "hidden_gates.gatesDecided")), 1, 40, "%")
    demand("units off", one(most(-1, "pair.unitsOff")), 1, 60, "%")
    demand("price of units off", two(most(1, "ternary.accuracy", "pair.accuracy")), -1, 1, "points")
    if (n["lev4.accuracy"]) demand("price of units off, filled with four levels", two(most(1, "ternary.accuracy", "lev4.accuracy")), -1, 1, "points")
    demand("gain of the fill", two(most(-1, "pair.accuracy", "pair.accuracyBeforeFill")), 1, 1, "points")
  }' "$work/figures"
