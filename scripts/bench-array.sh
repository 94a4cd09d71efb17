#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures how fast the free array of 4,096 elements simulates: packed form, module per element and a plain C loop: lines "figure NAME VALUE UNIT".
# The first time it builds both models, about a minute; they stay in the cache of simulators.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for form in packed plain; do
  scripts/kakure generate "${form}array" --set tci=16 --set pixels=8 --set tco=32 -o "$work/$form" >"$work/said"
done
java -XX:+UseSerialGC -cp ".kakure/app/*" kakure.cosim.bench.ArrayBench "$work/packed" "$work/plain"
