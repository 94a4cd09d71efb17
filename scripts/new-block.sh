#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: new-block.sh [FAMILY/]my_block   lays out templates/blocks/FAMILY/myblock, a small block that passes the contract test, and lists it in Blocks.java.
# The family is a folder, one that is there or a new one; without it, own.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

name=${1:-} family=own
case $name in */*) family=${name%/*} name=${name##*/} ;; esac
[[ $family =~ ^[a-z][a-z0-9]*$ && ${#family} -le 30 ]] || { echo "new-block: '$family' is no family; give one lower-case word, as in: make new-block NAME=stream/my_block" >&2; exit 2; }
[[ $name =~ ^[a-z][a-z0-9]*(_[a-z0-9]+)*$ && ${#name} -le 30 ]] || {
  echo "new-block: '$name' is no name; give lower-case words joined by underscores, as in: make new-block NAME=my_block" >&2
  exit 2
}
folder=${name//_/}
java_words=" abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements \
import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw throws \
transient true try void volatile while "
for word in "$folder" "$family"; do
  [[ $java_words != *" $word "* ]] || { echo "new-block: '$word' is a word of Java; choose another name" >&2; exit 2; }
done
class=; for word in ${name//_/ }; do class+=${word^}; done
target=templates/blocks/$family/$folder list=templates/blocks/Blocks.java
[ ! -e "$target" ] || { echo "new-block: $target exists already" >&2; exit 2; }

stage=$(mktemp -d templates/blocks/.new.XXXXXX) # beside its place, so that a rename ends it
trap 'rm -rf "$stage"' EXIT
for file in Block.java Block.v.ftl BlockSpec.java README.md; do
  sed "s/MyBlock/$class/g; s/my_block/$name/g; s/myfamily/$family/g; s/myfolder/$folder/g" "scripts/new-block/$file" >"$stage/${file/#Block/$class}"
done
chmod 755 "$stage"
# Imports and entries stand one per line and sorted by class name.
awk -v import="import blocks.$family.$folder.${class}Spec;" -v entry="        new ${class}Spec()" '
  function flush_entries(   i, n, j, t) {
    entries[++n_entries] = entry
    for (i = 2; i <= n_entries; i++) for (j = i; j > 1 && entries[j] < entries[j - 1]; j--) { t = entries[j]; entries[j] = entries[j - 1]; entries[j - 1] = t }
    for (i = 1; i <= n_entries; i++) print entries[i] (i < n_entries ? "," : "")
  }
  /^import / && !imported && $0 > import { print import; imported = 1 }
  /^ *new [A-Za-z0-9]+Spec\(\),?$/ { sub(/,$/, ""); entries[++n_entries] = $0; next }
  n_entries && !flushed { flush_entries(); flushed = 1 }
  { print }
  END { exit !(imported && flushed) }' "$list" >"$stage/list" || { echo "new-block: $list has no list of blocks in the form expected" >&2; exit 2; }
cat "$stage/list" >"$list"
rm "$stage/list"
mkdir -p "templates/blocks/$family"
mv -T "$stage" "$target"
trap - EXIT
echo "$target holds a small block that works"
echo "next: scripts/update-golden.sh $folder   writes its port table, snapshot and line in the README, and holds it to the contract"
echo "      scripts/kakure check $folder   simulates it beside its golden function; docs/blocks.md says what each file holds"
