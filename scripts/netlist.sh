#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Synthesises a small engine to the cells of an open library and runs the shipped network on the netlist, every layer compared with the golden model.
# The library is Nangate45 of ../shared where that is there, else OSU 0.18 um of the package qflow-tech-osu018, else the one of LIBERTY=FILE. Memories stay what the
# generator emits, as an ASIC's are macros; as small as the network allows, for the netlist is simulated bit by bit.
# usage: netlist.sh [ARRAY [IMAGES]]; exit: 0 equal, 1 different, 3 a tool or a library is missing or failed
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && exec scripts/kakure netlist examples/digits/digits.onnx --data examples/digits --jobs 1 \
  --array "${1:-2x2x4}" --count "${2:-2}" --set rows=3136 --set maskDepth=288 --set taps=96 --set program=64 ${LIBERTY:+--liberty "$LIBERTY"}
