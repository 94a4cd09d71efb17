#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Puts faults into the Verilog of every block and the engine and runs the blocks' own checks on them: a table, every survivor with its file, line and reason, and lines
# "figure NAME VALUE UNIT". Fails where fewer than 95% are found of those that are neither proven equal to the original nor argued to be in mutants/reasons.txt.
# usage: mutants.sh [BLOCK...]
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
type -P yosys >/dev/null || { echo "mutants: yosys is not installed: apt-get install yosys" >&2; exit 3; }
exec scripts/kakure bench-mutants --reasons scripts/mutants/reasons.txt "$@"
