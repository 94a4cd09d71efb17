#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One stored set of weights at 1 to 8 bits on the simulated engine, all values compared, and what planes cost a hidden network in cycles, time of simulation and area: lines "figure NAME VALUE UNIT".
# usage: bench-bits.sh [--array AxBxC] [--seed SEED] [--no-area]
"${BASH_SOURCE[0]%/*}/setup.sh" tests && exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-bits "$@"
