#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One random image through ResNet-18 and ResNet-50 at 224 x 224 with random hidden weights, written by torch.onnx: every cycle simulated, every layer compared. Free masks of 30% on 16 x 8 x 32 with the stem over 2x2 pixels as channels, one of 4 on 64 x 8 x 32 with its taps as channels.
# The packed array of each runs alone beside it, one core: *.over_array is the whole time of the image after the build (every cycle simulated, golden model, comparison; two cores) over the time of as many cycles of the array, *.simulator_over_array that of the simulator;
# *.s are its seconds, and *.plain_c_s those of an inference of the same integers in plain C, one thread.
# Prints lines "figure NAME VALUE UNIT". Needs PyTorch (apt-get install python3-torch), for writing the models only. usage: bench-resnet.sh [DEPTH...]
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

python=${KAKURE_PYTHON:-/usr/bin/python3}
"$python" -c 'import torch' 2>/dev/null || { echo "bench-resnet: $python has no PyTorch: apt-get install python3-torch, or KAKURE_PYTHON=PYTHON" >&2; exit 2; }
scripts/setup.sh run
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for group in 1 4; do
  scripts/kakure generate packedarray --set tci=$((16 * group)) --set pixels=8 --set tco=32 --set group=$group -o "$work/array$group" >"$work/said"
  java -XX:+UseSerialGC -cp ".kakure/app/*" kakure.cosim.bench.ArrayBench "$work/array$group" | tee "$work/array$group.said"
done
for depth in "${@:-18 50}"; do for d in $depth; do
  for kind in free oneof4; do
    group=1 array=16x8x32 fold=s2d2
    [ $kind = free ] || group=4 array=64x8x32 fold=taps
    name=resnet$d.$kind
    "$python" examples/pytorch/resnet.py --depth "$d" --size 224 --group $group --fold $fold -o "$work/model.onnx" --picture "$work/noise.png" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
    scripts/kakure run "$work/model.onnx" --image "$work/noise.png" --array $array --group $group --json "$work/run.json" >"$work/said" || { tail -5 "$work/said" >&2; exit 1; }
    awk -v n="$name" -v array="$(awk '$2 ~ /cycles_per_s/ { print $3 }' "$work/array$group.said")" '{ sub(/,$/, "") } /"simCyclesPerSecond"/ { speed = $3 } /"cyclesPerImage"/ { all = $3 } /"goldenSeconds"/ { golden = $3 } /"simulatorSeconds"/ { simulator = $3 } /"idealCycles"/ { ideal += $3 } /"plannedCycles"/ { planned += $3 } /"cycles"/ { cycles += $3 }
      END { printf "figure %s.cycles %.0f cycles\nfigure %s.plan_over_measured %.4f fraction\nfigure %s.utilisation %.3f fraction\nfigure %s.s %.1f s\n", n, cycles, n, planned / cycles, n, ideal / cycles, n, all / speed
        printf "figure %s.over_array %.2f ratio\nfigure %s.simulator_over_array %.2f ratio\n", n, array / speed, n, simulator / all * array
        if (simulator > 0) printf "figure %s.golden.over_simulator %.3f ratio\n", n, golden / simulator }' "$work/run.json"
    # The same image by plain C, one thread, every value compared.
    scripts/kakure bench-plain "$work/model.onnx" --image "$work/noise.png" --name "$name.plain_c_s"
  done
done; done
