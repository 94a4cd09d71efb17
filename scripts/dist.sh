#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a release: one jar with all blocks and targets, a launcher, a completion script for bash, and an archive of the three. The same source gives the same bytes.
# usage: dist.sh [DIR]   where to write, dist if not given; a release that is there already is replaced
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/locale.sh
. scripts/locale.sh

out=${1:-dist}
when=2026-01-01T00:00:00Z # of every entry: the time of a build says nothing
scripts/build.sh
command -v jar >/dev/null || { echo "dist: jar is not installed; scripts/setup.sh installs the JDK" >&2; exit 3; }
app=$(CDPATH='' cd -P -- .kakure/app && pwd)
version=$(sed -n 's/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml | head -1)
name=kakure-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/all" "$work/$name"

# Jars one after the other, in the order of their names; what several have, services above all, is put together.
for jar in "$app"/*.jar; do
  part=$work/part own=$(basename "$jar" .jar)
  rm -rf "$part" && mkdir "$part"
  (cd "$part" && jar --extract --file "$jar")
  mkdir -p "$work/all/META-INF/licenses/$own" "$work/all/META-INF/services"
  find "$part" -maxdepth 2 -type f -regextype posix-extended -iregex '.*/(LICENSE|NOTICE|COPYING)[^/]*' -exec cp {} "$work/all/META-INF/licenses/$own/" \;
  [ ! -f "$part/about.html" ] || cp "$part/about.html" "$work/all/META-INF/licenses/$own/" # where Eclipse says its licence
  for service in "$part"/META-INF/services/*; do
    [ ! -f "$service" ] || { cat "$service"; echo; } >>"$work/all/META-INF/services/${service##*/}"
  done
  rm -rf "$part"/META-INF/services "$part"/META-INF/MANIFEST.MF "$part"/META-INF/maven "$part"/META-INF/jpms.args "$part"/module-info.class "$part"/META-INF/versions/*/module-info.class "$part"/META-INF/versions/*/OSGI-INF
  rm -rf "$part"/about.* "$part"/about_files "$part"/plugin.* "$part"/modeling32.png "$part"/META-INF/eclipse.inf "$part"/images "$part"/schema "$part"/model # of Eclipse's own programs
  find "$part" -maxdepth 2 -type f -regextype posix-extended \( -iregex '.*/(LICENSE|NOTICE|COPYING)[^/]*' -o -iregex '.*/META-INF/[^/]*\.(SF|RSA|DSA)' \) -delete
  (cd "$part" && find . -type f) | while read -r file; do
    if [ -e "$work/all/$file" ]; then echo "dist: $own and a jar before it both hold ${file#./}" >&2; exit 1; fi
  done
  cp -R "$part/." "$work/all/"
done
cp LICENSE "$work/all/META-INF/LICENSE"
printf 'Main-Class: kakure.cli.Main\nMulti-Release: true\nImplementation-Title: Kakure\nImplementation-Version: %s\n' "$version" >"$work/manifest"
(cd "$work/all" && find . -type f | sed 's,^\./,,' | sort | sed 's/.*/"&"/' >"$work/list" && jar --create --file "$work/$name/kakure.jar" --manifest "$work/manifest" --date "$when" @"$work/list")

cat >"$work/$name/kakure" <<'LAUNCHER'
#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts Kakure from the jar beside it. KAKURE_JAVA_OPTS: further options for the Java machine, such as -Xmx8g.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
java=java
[ -z "${JAVA_HOME:-}" ] || [ ! -x "$JAVA_HOME/bin/java" ] || java=$JAVA_HOME/bin/java
command -v "$java" >/dev/null || { echo "kakure: java is not installed; Java 17 or later is needed" >&2; exit 3; }
command=
for word in "$@"; do case $word in -*) ;; *) command=$word; break ;; esac; done
flags=(-Xss4m -XX:+UseSerialGC)
# The Java machine warns of its vector module on descriptor 2: the tool gets 3.
if [ "$command" = train ]; then
  flags+=(--add-modules jdk.incubator.vector -XX:ObjectAlignmentInBytes=64 -Dkakure.stderr3=true --add-opens java.base/java.io=ALL-UNNAMED)
  exec 3>&2 2>/dev/null
fi
# shellcheck disable=SC2086 # options are words
exec "$java" "${flags[@]}" ${KAKURE_JAVA_OPTS:-} -Dkakure.home="$here" -jar "$here/kakure.jar" "$@"
LAUNCHER
chmod 755 "$work/$name/kakure"
"$work/$name/kakure" completion >"$work/$name/kakure.bash"
cp LICENSE "$work/$name/"
chmod 644 "$work/$name/kakure.jar" "$work/$name/kakure.bash" "$work/$name/LICENSE"
tar --sort=name --mtime="$when" --owner=0 --group=0 --numeric-owner --format=ustar -C "$work" -cf - "$name" | gzip -n9 >"$work/$name.tar.gz"

mkdir -p "$out"
rm -rf "${out:?}/$name"
cp -R "$work/$name" "$out/"
cp "$work/$name.tar.gz" "$out/"
echo "$out/$name.tar.gz: $(sha256sum <"$out/$name.tar.gz" | cut -d' ' -f1), $(stat -c %s "$out/$name.tar.gz") bytes"
