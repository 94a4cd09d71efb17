#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# GTKWave 3.3.118: a signal that changes more than once in one time stamp comes out of LXT2 with a wrong settled value.
#
# Guess (late): of several changes in one time stamp a compressed wave file keeps the last (VZT) or all (FST); the value after the time stamp is right in each.
# Seen:  through vcd2lxt2 and lxt2vcd a 4-bit bus that goes 0, 1, 2 at one time stays 0, one that then goes 2, 3, 2 becomes 15, and the plain change to 4 behind
#        them comes out as 14. VZT and FST are right.
# Why:   simulators with delta cycles, and benches that step clock and data at one time, write such files; so a
#        weight or accumulator is read off the wave that never was there.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs gtkwave=3.3.118-0.1~deb12u1 libjudydebian1=1.0.5-5+b2
cat >t.vcd <<'V'
$timescale 1 ns $end
$scope module t $end
$var wire 4 ! bus $end
$upscope $end
$enddefinitions $end
#0
b0 !
#1
b1 !
b10 !
#2
b11 !
b10 !
#3
b100 !
#4
V
for kind in fst vzt lxt2; do vcd2$kind t.vcd t.$kind >log 2>&1; done
{
  echo fst; fst2vcd t.fst 2>log
  echo vzt; vzt2vcd t.vzt 2>log
  echo lxt2; lxt2vcd t.lxt2 2>log
} | grep -E '^(fst|vzt|lxt2|[#b].*)$' >now.txt
as_seen now.txt <<'S'
fst
#0
b0000 !
#1
b0001 !
b0010 !
#2
b0011 !
b0010 !
#3
b0100 !
#4
vzt
#0
b0 !
#1
b10 !
#3
b100 !
#4
lxt2
#0
b0 !
#1
b0 !
#2
b1111 !
#3
b1110 !
#4
S
