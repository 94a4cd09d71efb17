#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: --unroll-count, by its manual about loops in procedural code, also limits generate loops, and breaking it is an error.
#
# Guess: generate loops are elaboration and always unrolled; a small --unroll-count at most keeps for loops of always blocks as loops, with the same result.
# Seen:  a generate loop of more than about 40 rounds for each 1 of the option is an error that calls it infinite and names a lower limit (16 times the option).
#        Without the option (64) a loop of 20000 rounds is refused for that reason too, and only a larger --unroll-count lets it pass.
# Why:   lowered to keep the C++ of a large array small (what the option is for), it makes the generate loop over the array's columns illegal;
#        and a flat generate over the 4096 or more cells of an array needs the option raised, though no procedural loop is near it.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3
export VERILATOR_ROOT=$ROOT/usr/share/verilator
ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
cat >g.v <<'V'
module g #(parameter N = 8) (input [N-1:0] a, output [N-1:0] y);
  genvar i;
  generate for (i = 0; i < N; i = i + 1) begin : column assign y[i] = ~a[i]; end endgenerate
endmodule
V
try() {
  if verilator --lint-only "$@" g.v >log 2>&1; then echo "$*: passes"; else echo "$*: $(sed -n 's/.*\(Loop unrolling.*\)/\1/p' log)"; fi
}
for rounds in 30 120 1000; do for count in 1 4 16; do try --unroll-count $count -GN=$rounds; done; done >now.txt
for rounds in 1000 20000; do try -GN=$rounds; done >>now.txt
try --unroll-count 2000 -GN=20000 >>now.txt
as_seen now.txt <<'S'
--unroll-count 1 -GN=30: passes
--unroll-count 4 -GN=30: passes
--unroll-count 16 -GN=30: passes
--unroll-count 1 -GN=120: Loop unrolling took too long; probably this is an infinite loop, or set --unroll-count above 16
--unroll-count 4 -GN=120: passes
--unroll-count 16 -GN=120: passes
--unroll-count 1 -GN=1000: Loop unrolling took too long; probably this is an infinite loop, or set --unroll-count above 16
--unroll-count 4 -GN=1000: Loop unrolling took too long; probably this is an infinite loop, or set --unroll-count above 64
--unroll-count 16 -GN=1000: Loop unrolling took too long; probably this is an infinite loop, or set --unroll-count above 256
-GN=1000: passes
-GN=20000: Loop unrolling took too long; probably this is an infinite loop, or set --unroll-count above 1024
--unroll-count 2000 -GN=20000: passes
S
