#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Bits per weight of random masks, kept 10, 20 and 30%, in every codec beside their entropy: a table, then lines "figure NAME VALUE UNIT".
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
scripts/kakure bench-masks "$@"
