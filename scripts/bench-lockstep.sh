#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The engine of another commit beside today's, cycle by cycle: both play one image of a small random network, every stream pausing at random, and all outputs are compared in every cycle, by Icarus Verilog.
# One network and one engine of each kind. Prints "figure lockstep.KIND.cycles N cycles", cycles in which nothing differed, and ends with 1 at the first that differs.
# usage: bench-lockstep.sh [COMMIT]   (f169dee1^, the one before residual networks, if not given)
# Environment: KINDS, of those below; SEED (1) of networks, pauses and pictures.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

commit=${1:-f169dee1^} seed=${SEED:-1}
# Name, network, options of the training, options of the engine, modules that have become quicker since, or read less, on purpose, and are today's on both sides. Memories are always today's, as they can be filled before the simulation. Decoders of two symbols a lane are not among the kinds: they take words twice as wide now.
kinds='free|c8,c12,f10||--array 4x4x8|
small|c3,f10||--array 1x1x1|
odd|c7,c9,f10||--array 6x3x10|
beats|c16,c16,f10||--array 8x4x16 --set drain=2|
oneof2|c8,c12,f10|--mask 1of2|--array 8x4x8 --group 2|supermask_decoder
oneof4|c16,c32,f10|--mask 1of4|--array 16x4x8 --group 4|supermask_decoder
oneof8|c16,c32,f10|--mask 1of8|--array 16x4x8 --group 8|supermask_decoder
freeofgroups|c16,c16,f10||--array 16x4x8 --group 4|
plain|c8,c12,f10||--array 4x4x8 --set masks=plain|
serial|c8,c12,f10||--array 4x4x8 --set serial=true|
halfrate|c8,c12,f10||--array 4x4x8 --set halfRate=true|
pooled|c16,c16,p,c16,p,f10||--array 4x4x8|drain_controller write_back
planes|c16,c16s2,c32s2,f10||--array 4x4x8|drain_controller write_back
async|c8,c12,f10||--array 4x4x8 --reset async|'
for kind in ${KINDS:-}; do
  grep -q "^$kind|" <<<"$kinds" || { echo "bench-lockstep: there is no kind $kind; there are $(cut -d'|' -f1 <<<"$kinds" | paste -sd' ')" >&2; exit 2; }
done
commit=$(git rev-parse --verify --quiet "$commit^{commit}") || { echo "bench-lockstep: there is no commit ${1:-f169dee1^} here" >&2; exit 2; }
scripts/setup.sh tests
command -v iverilog >/dev/null || { echo "bench-lockstep: iverilog is not installed: apt-get install iverilog" >&2; exit 3; }
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/tree"
git -C "$work/tree" checkout -q "$commit"
"$work/tree/scripts/build.sh" >"$work/said" 2>&1 || { tail -5 "$work/said" >&2; exit 3; }
mkdir "$work/data"
for half in train t10k; do for file in images-idx3 labels-idx1; do ln -s "$PWD/examples/digits/t10k-$file-ubyte.gz" "$work/data/$half-$file-ubyte.gz"; done; done
run() { "$@" >"$work/said" 2>&1 || { tail -5 "$work/said" >&2; exit 3; }; }

# The test bench of today's engine becomes one of both: inputs wait at random, and what the other engine says is compared in every cycle.
both() { # TEST BENCH, name of the engine
  awk -v top="$2" -v seed="$seed" '
    /^  assign [a-z]*_valid_i = rst_ni/ { stream = substr($2, 1, index($2, "_valid_i") - 1); streams[++n] = stream; sub(/;$/, " \\&\\& " stream "_go;") }
    /^  assign out_ready_i = / { $0 = "  assign out_ready_i = rst_ni && dice[0];" }
    /^      if \(out_valid_o === 1.b1\) begin/ { sub(/if /, "if (out_valid_o === 1\047b1 \\&\\& !out_ready_i) silent <= 0;\n      else if ") }
    $0 ~ "^  " top " dut \\(" { inside = 1 }
    inside && /^    \.[a-z_]*_o\(/ { name = $1; gsub(/^\.|\(.*/, "", name); outputs[++m] = name }
    inside { line = $0; if (name) sub(/\(.*\)/, "(other_" name ")", line); text = text line "\n"; name = "" }
    /^  wire .*_o;/ { wide[$NF] = NF == 3 ? $2 " " : "" }
    { print }
    inside && /^  \);/ {
      inside = 0
      print "  // the other engine"
      for (i = 1; i <= m; i++) print "  wire " wide[outputs[i] ";"] "other_" outputs[i] ";"
      sub(top " dut", "other_" top " other", text)
      printf "%s", text
      print "  integer luck = " seed ";\n  reg [31:0] dice = 0;\n  reg [31:0] same = 0;\n  always @(posedge clk_i) dice <= $random(luck);"
      for (i = 1; i <= n; i++) printf "  reg %s_go = 0;\n  always @(posedge clk_i) if (!%s_valid_i || %s_ready_o === 1\047b1) %s_go <= dice[%d] | dice[%d];\n", streams[i], streams[i], streams[i], streams[i], 2 * i, 2 * i + 1
      printf "  wire alike = "
      for (i = 1; i <= m; i++) printf "%s%s === other_%s", (i > 1 ? " && " : ""), outputs[i], outputs[i]
      print ";\n  always @(posedge clk_i) if (rst_ni && !over) begin\n    same <= same + 1;\n    if (!alike) begin"
      for (i = 1; i <= m; i++) printf "      if (%s !== other_%s) $display(\"DIFFERS in cycle %%0d: %s is %%0h, of the other commit %%0h\", same, %s, other_%s);\n", outputs[i], outputs[i], outputs[i], outputs[i], outputs[i]
      print "      $finish;\n    end\n  end"
    }
    /if \(!over\) \$display\("PASS/ { print "      if (!over) $display(\"SAME %0d\", same);" }' "$1"
}

failed=0
while IFS='|' read -r kind net train engine quicker; do
  case " ${KINDS:-$kind} " in *" $kind "*) ;; *) continue ;; esac
  # shellcheck disable=SC2086 # options are words
  run scripts/kakure train --data "$work/data" --net "$net" --epochs 1 --seed "$seed" $train -o "$work/model.onnx"
  rm -rf "$work/now" "$work/was"
  # shellcheck disable=SC2086
  run scripts/kakure generate "$work/model.onnx" $engine -o "$work/now"
  # shellcheck disable=SC2086
  run "$work/tree/scripts/kakure" generate "$work/model.onnx" $engine -o "$work/was"
  top=$(sed -n 's/^  "top": "\(.*\)",$/\1/p' "$work/now/host/streams.json")
  [ -f "$work/was/$top.v" ] || { echo "bench-lockstep: $kind: the other commit has no $top, it makes $(sed -n 's/^  "top": "\(.*\)",$/\1/p' "$work/was/host/streams.json")" >&2; exit 1; }
  for block in ram $quicker; do for file in "$work/was/$block"_*.v; do cp "$work/now/$(basename "$file")" "$file"; done; done
  # What was never written is the same on both sides.
  sed -i "s/[$]random/(fill * 32'h9e3779b1)/" "$work"/now/ram_*.v "$work"/was/ram_*.v
  # Modules of the other commit get names of their own.
  names=$(for file in "$work"/was/*.v; do basename "$file" .v; done | paste -sd'|')
  for file in "$work"/was/*.v; do sed -E "s/(^|[^A-Za-z0-9_])($names)([^A-Za-z0-9_]|\$)/\1other_\2\3/g" "$file" >"$work/was/other_$(basename "$file")" && rm "$file"; done
  both "$work/now/host/tb_$top.v" "$top" >"$work/now/host/lockstep.v"
  iverilog -g2005 -DKAKURE_FILL -s "tb_$top" -o "$work/tb.vvp" "$work"/now/*.v "$work"/was/other_*.v "$work/now/host/lockstep.v"
  (cd "$work/now" && vvp -n "$work/tb.vvp") >"$work/said"
  if grep -q '^PASS' "$work/said" && grep -q '^SAME' "$work/said" && ! grep -q '^DIFFERS' "$work/said"; then
    sed -n "s/^SAME \(.*\)/figure lockstep.$kind.cycles \1 cycles/p" "$work/said"
  else
    sed "s/^/$kind: /" "$work/said"
    failed=1
  fi
done <<<"$kinds"
exit "$failed"
