#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a bare Debian or Ubuntu to the table: installs what is missing, builds, runs the shipped network through the simulated accelerator.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/meanwhile.sh "demo: setting up" scripts/setup.sh run
echo "demo: building the tool (about a minute the first time)"
scripts/meanwhile.sh "demo: the build" scripts/build.sh
model=examples/digits/digits.onnx
echo "demo: the shipped network, a hidden one of 98,208 weights that keeps one of every 4; splits of 4,096 elements in groups of 4, as the planner ranks them:"
ranking=$(scripts/kakure plan "$model" --array all --group 4)
head -n 5 <<<"$ranking"
array=$(sed -n '3s/ .*//p' <<<"$ranking")
echo "demo: --array $array --group 4 takes the fewest cycles; 300 drawn digits run on it; its engine is compiled the first time (about half a minute)"
scripts/kakure run "$model" --data examples/digits --count 300 --array "$array" --group 4
