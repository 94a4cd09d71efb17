#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes training and test images of training images alone: the last tenth of each class, in the order of the names, becomes the test half.
# usage: split.sh OUT ARCHIVE.zip... (archives with a folder per class, CLASS/NAME.jpg or train/CLASS/NAME.jpg)
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: split.sh OUT ARCHIVE.zip..." >&2; exit 2; }
out=$1; shift
command -v unzip >/dev/null || { echo "split.sh: unzip is missing: sudo apt-get install -y unzip" >&2; exit 3; }
[ ! -e "$out" ] || { echo "split.sh: $out is there already; remove it, or choose another folder" >&2; exit 2; }
for archive in "$@"; do [ -f "$archive" ] || { echo "split.sh: $archive: there is no such file" >&2; exit 2; }; done
stage=$(mktemp -d "$(dirname -- "$out")/.split.XXXXXX")
trap 'rm -rf "$stage"' EXIT
for archive in "$@"; do unzip -q -o "$archive" -d "$stage/all"; done
[ ! -d "$stage/all/train" ] || mv "$stage/all/train" "$stage/train"
[ -d "$stage/train" ] || mv "$stage/all" "$stage/train"
for class in "$stage"/train/*/; do
  name=$(basename -- "$class")
  mapfile -t images < <(cd "$class" && LC_ALL=C ls)
  mkdir -p "$stage/test/$name"
  for image in "${images[@]:${#images[@]} - ${#images[@]} / 10}"; do mv "$class/$image" "$stage/test/$name/"; done
done
rm -rf "$stage/all"
chmod 755 "$stage"
mv "$stage" "$out"
trap - EXIT
echo "$out: $(find "$out/train" -type f | wc -l) training and $(find "$out/test" -type f | wc -l) test images of $(find "$out/train" -mindepth 1 -maxdepth 1 -type d | wc -l) classes"
