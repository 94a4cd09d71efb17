#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The osu018 cells of Qflow 1.3.17: three Liberty areas are not the areas of the LEF cells, and the latch has none.
#
# Guess: area in osu018_stdcells.lib is width times height of osu018_stdcells.lef, in square micrometres.
# Seen:  so for all but NAND3X1 (36 for 32), OAI21X1 (23 for 32: smaller than the 24 of a NAND2X1) and LATCH (0 for 56).
# Why:   area-driven mapping prefers OAI21X1 for a size that it has not, a design of latches is free of charge, and an area table of blocks in this library
#        cannot be compared with the placed area. Sum the LEF sizes.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs qflow-tech-osu018=1.3.17+dfsg.1-3
tech=$ROOT/usr/share/qflow/tech/osu018
awk '/^cell *\(/ { gsub(/[()"{]/, " "); cell = $2 } /^ *area *:/ { gsub(/[:;]/, " "); print cell, $2 + 0 }' "$tech/osu018_stdcells.lib" | sort >liberty.txt
awk '$1 == "MACRO" { cell = $2 } $1 == "SIZE" { print cell, $2 * $4 }' "$tech/osu018_stdcells.lef" | sort >lef.txt
{ join liberty.txt lef.txt | awk '$2 == $3 { same++ } $2 != $3 { print $1, "liberty", $2, "lef", $3 } END { print same, "cells agree" }'; grep -E '^NAND2X1 ' liberty.txt; } >now.txt
as_seen now.txt <<'S'
LATCH liberty 0 lef 56
NAND3X1 liberty 36 lef 32
OAI21X1 liberty 23 lef 32
29 cells agree
NAND2X1 24
S
