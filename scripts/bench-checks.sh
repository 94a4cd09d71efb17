#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Counts what the slow checks of make test-all try, lines "figure NAME VALUE UNIT": random configurations, damaged mask streams in decoders and engine, executions of the fuzzer. About 12 minutes on two cores.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! scripts/test.sh -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false -Dtest='RandomConfigurationsTest,MaskDamageTest,EngineDamageTest,FuzzTest' >"$log" 2>&1; then
  echo "bench-checks: a check failed:" >&2
  tail -n 40 "$log" >&2
  exit 1
fi
grep -h '^figure ' "$log"
tail -n 1 "$log"
