#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: $random(seed) restarts its generator at every call, $urandom(seed) repeats one number.
#
# Guess: IEEE 1364 prints the C code of $random(seed), so the sequence of a seed is that of any simulator, as it is for $dist_uniform(seed, ...).
# Seen:  the numbers differ from Icarus Verilog's (which are the standard's), and they are hardly random: with seed 1 each is the one before shifted left by
#        one. $urandom(seed) gives the same number at each call. $dist_uniform in the same design does agree.
# Why:   stimuli drawn with a seed to be alike in two simulators are not, and those of Verilator walk a single bit through a word: a test of sign or mask banks
#        that looks random covers next to nothing. Draw them in the bench, or with $dist_uniform.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  integer seed, i;
  reg [31:0] u;
  initial begin
    seed = 1;
    for (i = 0; i < 6; i = i + 1) begin u = $random(seed); $display("random  %h", u); end
    seed = 42;
    for (i = 0; i < 3; i = i + 1) begin u = $urandom(seed); $display("urandom %h", u); end
    seed = 1;
    for (i = 0; i < 4; i = i + 1) begin u = $dist_uniform(seed, 0, 99); $display("uniform %0d", u); end
    $finish;
  end
endmodule
V
verilate t t.v
obj_t/Vt | grep -v finish >verilator.txt
icarus t.v >icarus.txt
paste verilator.txt icarus.txt | column -t >now.txt
as_seen now.txt <<'S'
random   ff7fffff  random   80010e00
random   01ffffff  random   9c598438
random   03ffffff  random   43593986
random   07ffffff  random   ae130c5c
random   0fffffff  random   672307ce
random   1fffffff  random   63cc97c7
urandom  ffffffaa  urandom  002c4400
urandom  ffffffaa  urandom  a684734d
urandom  ffffffaa  urandom  824d0704
uniform  0         uniform  0
uniform  11        uniform  11
uniform  76        uniform  76
uniform  17        uniform  17
S
