#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Area of an element of the array, free and one of 4, beside that of an int8 multiply-accumulate of the same structure, and the share of elements in an engine of 4 x 4 x 8, cells without wires: lines "figure NAME VALUE UNIT".
# usage: bench-area.sh [LIBERTY]; without it Nangate45 of ../shared/pdk, else the OSU library of Debian's qflow-tech-osu018
"${BASH_SOURCE[0]%/*}/setup.sh" tests && exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-area "$@"
