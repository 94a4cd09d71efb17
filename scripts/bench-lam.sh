#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Log-approximate multipliers beside exact ones: errors, all pairs of bf16, training in hardware, price on a library of cells. Lines "figure NAME VALUE UNIT"; some ten minutes.
# usage: bench-lam.sh [--liberty FILE]; without it Nangate45 of ../shared/pdk, else the OSU library of Debian's qflow-tech-osu018
"${BASH_SOURCE[0]%/*}/setup.sh" tests && exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-lam "$@"
