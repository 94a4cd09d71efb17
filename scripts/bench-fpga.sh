#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What fits small FPGAs: lines "figure NAME VALUE UNIT". The control is the smallest engine for the shipped network with its serial loader, on the part that holds its activations; the arrays are what a search finds, the largest that fit or smaller ones that are quicker, and 64 elements on an HX8K, of examples/digits/small.onnx
# on an HX8K and of digits.onnx on a UP5K, placed and routed, their netlists run on IMAGES images, every layer compared. A part on which nothing fits has 0 elements. images_per_s and bytes_out are of the program in which every layer answers, the others with sums of that whose last layer alone does. Each synthesis takes a minute or two.
# usage: bench-fpga.sh [IMAGES]; exit: 0, 1 a layer differs, 3 a tool is missing
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
images=${1:-100}
scripts/setup.sh fpga
scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { sed -n "s/^ *\"$2\" : \([0-9.E+-]*\),\{0,1\}\$/\1/p" "$work/$1.json" | head -n 1; }
luts() { awk '/"LUT4"/ { inside = 1 } inside && /"used"/ { sub(/,$/, ""); print $3; exit }' "$work/$1.json"; }

scripts/kakure flow examples/digits/digits.onnx --to ice40 --part up5k-sg48 --fill --array 1x1x1 --fit --json "$work/control.json" >&2
echo "figure ice40.control_luts $(luts control) LUT4"
# A part: its short name, its full name, the network, what else is said of the engine.
part() {
  local code=0
  scripts/kakure flow "examples/digits/$3.onnx" --to ice40 --part "$2" "${@:4}" --data examples/digits --count "$images" -o "$work/$1" --json "$work/$1.json" >&2 || code=$?
  [ $code = 2 ] && { echo "figure ice40.$1.elements 0 elements"; return 0; }
  [ $code = 0 ] || exit $code
  awk -v part="$1" -v elements="$(key "$1" elements)" -v mhz="$(key "$1" mhz)" -v rate="$(key "$1" imagesPerSecond)" -v compared="$(key "$1" compared)" 'BEGIN {
    printf "figure ice40.%s.elements %d elements\nfigure ice40.%s.mhz %.2f MHz\nfigure ice40.%s.images_per_s %.1f images/s\nfigure ice40.%s.compared %d values\n", part, elements, part, mhz, part, rate, part, compared }'
  printf "figure ice40.%s.images_per_s_sums %.1f images/s\n" "$1" "$(key "$1" imagesPerSecondSums)"
  echo "figure ice40.$1.bytes_per_image $(stat -c %s "$work/$1/serial/image.bin") bytes"
  awk '/"bytesOut"|"bytesOutSums"/ { gsub(/[",]/, ""); print $1, $NF }' "$work/$1/flow.json" | sed "s/^bytesOutSums: /figure ice40.$1.bytes_out_sums /; s/^bytesOut: /figure ice40.$1.bytes_out /; s/\$/ bytes/"
}
spare=(--fit --set serial=true --set halfRate=true --set masks=plain --set drain=2)
part hx8k hx8k-ct256 small --array 4x1x16 "${spare[@]}"
part hx8k_quickest hx8k-ct256 small
part up5k up5k-sg48 digits
