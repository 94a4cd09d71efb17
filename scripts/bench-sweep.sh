#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what the slots of a sweep lose, for points that sleep: a line "figure NAME VALUE UNIT". Under a minute.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
exec scripts/kakure bench-sweep
