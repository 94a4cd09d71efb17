# SPDX-License-Identifier: Apache-2.0
# What benchmarks of trainings have in common; sourced from the project's folder.

# fashion [DATA]: $data, the folder of Fashion-MNIST's four IDX files; without it the benchmark is skipped
fashion() {
  data=${1:-../shared/data/fashion-mnist}
  [ -d "$data" ] || { echo "$(basename -- "$0" .sh): skipped, $data is not there; give the folder of the four IDX files as argument"; exit 0; }
}

# begin: builds the tool; $work, a folder that goes with the script, and $keep, where results stay if KEEP names a folder
begin() {
  scripts/setup.sh bench
  scripts/build.sh
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  keep=${KEEP:-$work/keep}
  mkdir -p "$keep"
  : >"$work/figures"
}

# once AT OPTION...: trains so, unless an earlier run did with the same words: AT.json, what was said in AT.said, AT.seconds, and AT.onnx but of dense networks, which are not written
once() {
  local at=$1 start=$SECONDS written=(-o "$1.onnx")
  shift
  if [ -f "$at.json" ] && [ "$(cat "$at.words" 2>/dev/null)" = "$*" ]; then return 0; fi
  case " $* " in *" --multiplier "*) written=() ;; esac
  rm -f "$at.json"
  scripts/kakure train "$@" "${written[@]}" --json "$work/result.json" >"$at.said"
  echo "$*" >"$at.words"
  echo $((SECONDS - start)) >"$at.seconds"
  mv "$work/result.json" "$at.json"
}
