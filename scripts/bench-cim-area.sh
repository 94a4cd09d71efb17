#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Area of the bitline controller in several shapes, and what of it falls to a row, a segment and a unit: a table, lines "figure NAME VALUE UNIT".
# usage: bench-cim-area.sh [--cell AREA] [--group-columns N] [LIBERTY]; without it Nangate45 of ../shared/pdk, else the OSU library of Debian's qflow-tech-osu018
"${BASH_SOURCE[0]%/*}/setup.sh" tests && exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-cim-area "$@"
