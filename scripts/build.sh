#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the tool into .kakure/app when it is missing or a source is newer; says nothing in a pipe. Exit 3 when it cannot.
# usage: build.sh [--fresh]   with --fresh it only says, by its exit code, whether nothing is to be built
set -euo pipefail
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
CDPATH='' cd -P -- "$here/.." >/dev/null
# shellcheck source=scripts/locale.sh
. scripts/locale.sh
state=.kakure app=.kakure/app

# Without a single process: this runs before every command.
fresh() {
  [ -f "$app/stamp" ] || return 1
  local source
  shopt -s globstar nullglob
  for source in pom.xml {cosim,generator,templates}/pom.xml {cosim,generator}/src/main/** templates/{blocks,targets,library,META-INF}/** testbench/**; do
    [ ! "$source" -nt "$app/stamp" ] || return 1
  done
}
fail() { printf 'kakure: %s\n' "$@" >&2; exit 3; }

if [ "${1:-}" = --fresh ]; then
  fresh
  exit
fi
! fresh || exit 0
mkdir -p "$state" 2>/dev/null || fail "cannot write to $PWD/$state, where the build is kept"
exec 9>"$state/build.lock"
flock 9
! fresh || exit 0 # another start built it meanwhile

for tool in mvn javac; do
  command -v "$tool" >/dev/null || fail "$tool is not installed, so the tool cannot be built" "run scripts/setup.sh, which installs what is missing"
done
[ ! -t 2 ] || echo "kakure: building (the first time takes about a minute) ..." >&2
new=$state/app-$(date +%s)-$$
mkdir -p "$new"
trap 'rm -rf "$new"' EXIT
trap 'exit 130' INT
touch "$new/stamp" # before the build: a source saved during it is newer
if ! mvn -B -q -Dmaven.test.skip=true package >"$state/build.log" 2>&1 9>&-; then
  grep -v '^\[INFO\]' "$state/build.log" | grep -m 8 . >&2 || true # a log without such a line is no other failure: the next line tells of this one
  fail "the build failed; the whole log is $PWD/$state/build.log"
fi
cp templates/target/kakure-library-*.jar templates/target/lib/*.jar "$new/"
# An archive of the loaded classes takes a third off a short command's time; without it all works the same.
printf -v classpath '%s:' "$PWD/$new"/*.jar
java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit="$PWD/$new/classes.jsa" -Xlog:disable -cp "$classpath" kakure.cli.Main \
  generate examples/digits/digits.onnx -o "$new/warm" >/dev/null 2>&1 9>&- || rm -f "$new/classes.jsa"
rm -rf "$new/warm"
ln -sfn "${new##*/}" "$state/app.new"
mv -T "$state/app.new" "$app"
trap - EXIT
# Runs that are under way open their jars late: the two builds before stay.
find "$state" -maxdepth 1 -type d -name 'app-*' -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d' ' -f2- | xargs -r rm -rf
