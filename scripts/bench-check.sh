#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures exhaustive checks of functions, alone and against a pure C++ harness on the same Verilated model: lines "figure NAME VALUE UNIT". About two minutes; the first time it builds three simulators.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
exec scripts/kakure bench-check
