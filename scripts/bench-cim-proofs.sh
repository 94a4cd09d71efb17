#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How long the proofs of the bitline controller's rules take, the rules alone, in all states that are reached: ABC's pdr on the mapped netlist, its reading by yosys included. Lines "figure NAME VALUE UNIT"; a minute or two on a machine that does
# nothing else. Small has 2 segments of 2 rows and 2 bits, middle 4 segments of 2 rows and 3 bits, both 2 column groups; gap0 and gap1 are their cycles between phases.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh tests
scripts/formal.sh bitlinecontroller | awk '
  { print > "/dev/stderr" }
  / proven, / { seconds[++n] = $(NF - 1) }
  END {
    split("small.gap0 small.gap1 middle.gap0 middle.gap1 usual threes", name, " ")
    if (n != 6) { print "bench-cim-proofs: six proofs were expected, " n + 0 " came" > "/dev/stderr"; exit 1 }
    for (i = 1; i <= n; i++) printf "figure cim.proof.%s.s %s s\n", name[i], seconds[i]
  }'
