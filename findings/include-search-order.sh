#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `include "NAME" means another file in Icarus Verilog 11, Verilator 5.006 and Yosys 0.23 where several folders have one of that name.
#
# Guess: as in C: beside the file that includes, then the folders of -I in their order; the working folder only where it is one of them.
# Seen:  Icarus looks in the working folder, then in those of -I; Verilator in those of -I, then in the working folder; both never beside the file, unless told
#        (-grelative-include, --relative-includes), which puts that place first in Icarus and last in Verilator. Yosys takes the working folder, then beside the file, then -I.
# Why:   simulation and synthesis of one file list can read two parameter headers of one name, without a word. Give generated headers names of their own, or write none
#        and hand parameters over with the instances.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
mkdir rtl inc
printf '`include "v.vh"\nmodule top(output [63:0] y); assign y = `PLACE; endmodule\n' >rtl/top.v
header() { printf '`define PLACE "%s"\n' "$2" >"$1/v.vh"; }
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
export VERILATOR_ROOT=$ROOT/usr/share/verilator
ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
place() { sed -n 's/.*= "\([A-Za-z-]*\)";.*/\1/p' | grep . || echo none; }
# all CASE OPTION...: a tool that finds no header fails, which is then what is seen: none
all() {
  printf '%s: icarus %s, told %s; verilator %s, told %s; yosys %s\n' "$1" \
    "$({ iverilog -B "$ivl" -E -o /dev/stdout "${@:2}" rtl/top.v || true; } 2>said | place)" "$({ iverilog -B "$ivl" -grelative-include -E -o /dev/stdout "${@:2}" rtl/top.v || true; } 2>said | place)" \
    "$({ verilator -E "${@:2}" rtl/top.v || true; } 2>said | place)" "$({ verilator --relative-includes -E "${@:2}" rtl/top.v || true; } 2>said | place)" \
    "$({ yosys -p "read_verilog -ppdump ${*:2} rtl/top.v" || true; } 2>said | place)"
}
{
  header rtl beside
  all "beside alone"
  header inc in-I
  all "beside, -I" -Iinc
  header . working
  all "beside, working, -I" -Iinc
  rm rtl/v.vh
  all "working, -I" -Iinc
  all "working alone"
} >now.txt
as_seen now.txt <<'S'
beside alone: icarus none, told beside; verilator none, told beside; yosys beside
beside, -I: icarus in-I, told beside; verilator in-I, told in-I; yosys beside
beside, working, -I: icarus working, told beside; verilator in-I, told in-I; yosys working
working, -I: icarus working, told working; verilator in-I, told in-I; yosys working
working alone: icarus working, told working; verilator working, told working; yosys working
S
