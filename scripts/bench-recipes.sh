#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Trains the 96,160-weight network on Fashion-MNIST, free masks of 30%, without any recipe and with each of them alone: accuracy of the integer network on all 10,000 test images, mean over the seeds. Lines "figure NAME VALUE UNIT".
# About four minutes a training on two cores, eight of them. usage: bench-recipes.sh [DATA]
# Environment: SEEDS ("1"), EPOCHS (5), LIMIT images of an epoch (all), RECIPES (all: "none shift-flip cut smooth learnt-scale global folded mixed"); KEEP, a folder where results stay: what an earlier run trained with the same words is not trained again.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

. scripts/trainings.sh
fashion "$@"
begin

# words RECIPE: what it adds to the command
words() {
  local net=c32,c32,p,c64,c64,p,f10
  case $1 in
    none) ;;
    shift-flip) echo --augment shift,flip ;;
    cut) echo --augment cut ;;
    smooth) echo --smooth 0.1 ;;
    learnt-scale) echo --learnt-scale ;;
    global) echo --choice global ;;
    folded) net=tc32,c32,p,c64,c64,p,f10 ;;
    mixed) net=c32,c32g2,p,c64g4,c64g4,p,f10 ;;
    *) echo "bench-recipes: $1 is none of none, shift-flip, cut, smooth, learnt-scale, global, folded and mixed" >&2; return 2 ;;
  esac
  echo --net "$net"
}

for recipe in ${RECIPES:-none shift-flip cut smooth learnt-scale global folded mixed}; do
  said=$(words "$recipe")
  for seed in ${SEEDS:-1}; do
    read -ra line <<<"${said//$'\n'/ } --epochs ${EPOCHS:-5} --limit ${LIMIT:-0} --seed $seed"
    once "$keep/$recipe-$seed" --data "$data" --density 0.3 "${line[@]}"
    sed -n 's/^  "accuracy" : \([0-9.]*\).*/'"$recipe"' \1/p' "$keep/$recipe-$seed.json" >>"$work/figures"
  done
  awk -v r="$recipe" '$1 == r { sum += $2; n++ } END { printf "figure recipe.%s.accuracy %.2f %%\n", r, 100 * sum / n }' "$work/figures"
done
