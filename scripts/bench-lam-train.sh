#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 96,160-weight network's dense brother on a part of Fashion-MNIST with exact products of 32 bits and with log-approximate ones, same seeds, same steps: what it loses on all 10,000 test
# images, and how fast it trains in comparison, per processor second. Means over the seeds. About six minutes on two cores that do nothing else. usage: bench-lam-train.sh [DATA]
# Environment: SEEDS ("1 2 3"), EPOCHS (2), LIMIT images of an epoch (9600), LAM ("lam"), EXACT ("exact"), NET.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

. scripts/trainings.sh
fashion "$@"
begin

for seed in ${SEEDS:-1 2 3}; do
  for kind in "${EXACT:-exact}" "${LAM:-lam}"; do
    echo "seed $seed, $kind"
    scripts/kakure train --data "$data" --net "${NET:-c32,c32,p,c64,c64,p,f10}" --multiplier "$kind" --epochs "${EPOCHS:-2}" --limit "${LIMIT:-9600}" --seed "$seed" --json "$work/result.json" >"$work/said"
    tail -n 1 "$work/said"
    sed -n 's/^  "\(accuracy\|imagesPerCpuSecond\)" : \([0-9.]*\).*/'"${kind%%:*}"'\1 \2/p' "$work/result.json" >>"$work/figures"
  done
done
awk '{ sum[$1] += $2; n[$1]++ }
  function mean(of) { return sum[of] / n[of] }
  END {
    printf "figure lam.train.fashion.accuracy %.2f %%\n", 100 * mean("lamaccuracy")
    printf "figure lam.train.fashion.accuracy_loss %.2f points\n", 100 * (mean("exactaccuracy") - mean("lamaccuracy"))
    printf "figure lam.train.fashion.speed_ratio %.2f\n", mean("lamimagesPerCpuSecond") / mean("exactimagesPerCpuSecond")
  }' "$work/figures"
