#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 96,160-weight network on Fashion-MNIST with weights that serve 1 to 8 bits from one stored copy, and beside it, by the same trainer with the same steps, what else may be stored: masks of hidden weights (free, one of 4, one of 8; free ones of
# wider networks, of about as many bits in all as the trichromatic one needs, and as it has), trichromatic weights, +-1, 2 and 4 bits, filters with bits of their own, and the dense network in float.
# Accuracy of the integer network on all 10,000 test images at every precision, and the table of accuracy against stored bits, also as rows of docs/training.md; where both were trained, cycles of the filter-wise network on the
# simulated engine of 4,096 elements, every layer compared, over those of the uniform one of 8 bits. Means over the seeds.
# usage: bench-bits-train.sh [DATA]
# Environment: SEEDS ("1"), EPOCHS (3), LIMIT images of an epoch (20000, 0 for all), COUNT images that run on the engine (20), TARGET mean bits of the filter-wise network (5), NET, and of its kind WIDE and WIDER; DENSITY of free masks and connectivities (0.3);
# ONLY, names of the trainings (all of them: free 1of4 1of8 wide wider trichromatic pm1 bits2 bits4 bits8 filterwise float);
# TABLE, a page between whose marks "stored bits" the rows are written;
# KEEP, a folder where results stay: what an earlier run trained with the same words is not trained again.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

. scripts/trainings.sh
fashion "$@"
begin

# train NAME OPTION...: what the network $net reaches
train() {
  local name=$1 at="$keep/$seed-$1"
  case " ${ONLY:-$name} " in *" $name "*) ;; *) return 0 ;; esac
  echo "seed $seed, $name"
  once "$at" --data "$data" --net "$net" --epochs "${EPOCHS:-3}" --limit "${LIMIT:-20000}" --seed "$seed" "${@:2}"
  tail -n 1 "$at.said"
  echo "$(cat "$at.seconds") s"
  # keys of the result, and of its precisions: "1" to "8"
  sed -n -e 's/^  "\([A-Za-z]*\)" : \([0-9.]*\),\{0,1\}$/'"$name"' \1 \2/p' -e 's/^    "\([1-8]\)" : \([0-9.]*\),\{0,1\}$/'"$name"' \1 \2/p' "$at.json" >>"$work/figures"
}

# measured NAME: cycles of an image on the simulated engine
measured() {
  scripts/kakure run "$keep/$seed-$1.onnx" --data "$data" --count "${COUNT:-20}" --json "$work/run.json" >"$work/said" || { tail -n 5 "$work/said" >&2; return 1; }
  awk -v name="$1" '{ sub(/,$/, "") } /"cyclesPerImage"/ { print name, "cycles", $3 }' "$work/run.json" >>"$work/figures"
}

for seed in ${SEEDS:-1}; do
  net=${NET:-c32,c32,p,c64,c64,p,f10}
  train free --density "${DENSITY:-0.3}"
  train 1of4 --mask 1of4
  train 1of8 --mask 1of8
  train trichromatic --mode trichromatic --density "${DENSITY:-0.3}"
  train pm1 --weights binary
  train bits2 --mode progressive --bits 2
  train bits4 --mode progressive --bits 4
  train bits8 --mode progressive --bits 8
  train filterwise --mode progressive --bits 8 --bits-target "${TARGET:-5}"
  train float --multiplier exact
  net=${WIDE:-c44,c44,p,c88,c88,p,f10}
  train wide --density "${DENSITY:-0.3}"
  net=${WIDER:-c64,c64,p,c128,c128,p,f10}
  train wider --density "${DENSITY:-0.3}"
  if grep -q '^bits8 ' "$work/figures" && grep -q '^filterwise ' "$work/figures"; then
    measured bits8
    measured filterwise
  fi
done
awk '{ sum[$1 " " $2] += $3; n[$1 " " $2]++ }
  function has(name, key) { return n[name " " key] > 0 }
  function mean(name, key) { return sum[name " " key] / n[name " " key] }
  function entropy(p) { return -(p * log(p) + (1 - p) * log(1 - p)) / log(2) }
  function masked(name) { if (has(name, "kept")) row(name, entropy(mean(name, "kept") / mean(name, "weights"))) }
  function row(name, bits, note) {
    if (!has(name, "accuracy")) return
    printf "figure yardstick.%s.bits_per_weight %.3f bits\nfigure yardstick.%s.accuracy %.2f %%\n", name, bits, name, 100 * mean(name, "accuracy")
    total = has(name, "weights") ? bits * mean(name, "weights") / 1000 : 0
    if (total) printf "figure yardstick.%s.stored %.1f kbit\n", name, total
    rows[++count] = sprintf("| %s | %.3f%s | %s | %.2f%% |", name, bits, note, total ? sprintf("%.1f", total) : "", 100 * mean(name, "accuracy"))
  }
  END {
    for (b = 1; b <= 8; b++) if (has("bits8", b)) printf "figure bits.%d.accuracy %.2f %%\n", b, 100 * mean("bits8", b)
    if (has("bits8", 1)) {
      printf "figure bits.loss_1 %.2f points\nfigure bits.loss_2 %.2f points\n", 100 * (mean("bits8", 8) - mean("bits8", 1)), 100 * (mean("bits8", 8) - mean("bits8", 2))
      printf "figure bits.auto.accuracy %.2f %%\nfigure bits.auto.mean_bits %.2f bits\nfigure bits.auto.mean_planes %.2f planes\n", 100 * mean("bits8", "autoAccuracy"), mean("bits8", "autoBits"), mean("bits8", "autoPlanes")
    }
    if (has("filterwise", "bitsPerMac")) printf "figure filterwise.bits_per_mac %.2f bits\n", mean("filterwise", "bitsPerMac")
    if (has("filterwise", "cycles")) {
      printf "figure filterwise.accuracy_loss %.2f points\n", 100 * (mean("bits8", 8) - mean("filterwise", "accuracy"))
      printf "figure filterwise.cycles_saved %.1f %%\n", 100 * (1 - mean("filterwise", "cycles") / mean("bits8", "cycles"))
      printf "figure filterwise.mac_bits_saved %.1f %%\n", 100 * (1 - mean("filterwise", "bitsPerMac") / 8)
    }
    masked("free"); row("1of4", .5); row("1of8", .375); masked("wide"); masked("wider")
    if (has("trichromatic", "entropyBits")) {
      needed = mean("trichromatic", "entropyBits") / mean("trichromatic", "weights")
      row("trichromatic", 3, sprintf(", entropy %.3f", needed))
      printf "figure yardstick.trichromatic.entropy_per_weight %.3f bits\n", needed
    }
    row("pm1", 1); row("bits2", 2); row("bits4", 4); row("bits8", 8)
    if (has("filterwise", "storedBits")) row("filterwise", mean("filterwise", "storedBits") / mean("filterwise", "weights"))
    row("float", 32)
    print "| trained | bits a weight | kbit in all | right |\n|---|---:|---:|---:|"
    for (i = 1; i <= count; i++) print rows[i]
  }' "$work/figures" | tee "$work/told" | grep -v '^|'
echo
grep '^|' "$work/told" | tee "$work/rows"
[ -z "${TABLE:-}" ] || { awk -v rows="$work/rows" '/^<!-- \/stored bits -->$/ { off = 0 } !off { print } /^<!-- stored bits -->$/ { off = 1; while ((getline line < rows) > 0) print line }' "$TABLE" >"$work/page" && cat "$work/page" >"$TABLE"; }
