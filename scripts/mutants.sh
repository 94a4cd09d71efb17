#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Puts faults into the Verilog of every block and the engine and runs the blocks' own checks on them: a table, every survivor with its file, line and reason, and lines
# "figure NAME VALUE UNIT". Fails where fewer than 95% are found of those that are neither proven equal to the original nor argued to be in reasons.txt of the block's folder.
# usage: mutants.sh [BLOCK...]
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-mutants "$@"
