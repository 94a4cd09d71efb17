#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: sh run.sh [iverilog|verilator]   runs the test bench beside this script on the Verilog of the folder above.
# Exit codes: 0 it said PASS, 1 it did not, 3 the simulator is missing. Nothing is left in these folders.
set -eu
cd -- "$(dirname -- "$0")/.."
simulator=${1:-iverilog}
command -v "$simulator" >/dev/null || { echo "run.sh: $simulator is not installed: apt-get install $simulator" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $simulator in
  iverilog)
    iverilog -g2005 -DKAKURE_FILL -s @BENCH@ -o "$work/tb.vvp" -c filelist.f host/@BENCH@.v
    vvp -n "$work/tb.vvp" | tee "$work/said"
    ;;
  verilator)
    verilator --binary --timing -Wno-fatal --top-module @BENCH@ --Mdir "$work" -f filelist.f host/@BENCH@.v >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 3; }
    "$work/V@BENCH@" | tee "$work/said"
    ;;
  *)
    echo "run.sh: \"$simulator\" is neither iverilog nor verilator" >&2
    exit 2
    ;;
esac
grep -q '^PASS' "$work/said"
