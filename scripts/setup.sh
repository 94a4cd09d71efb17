#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing on Debian or Ubuntu; silent when nothing is. As root or through sudo, otherwise it prints the line to type and exits 3.
# usage: setup.sh [run|tests|all|bench|fpga]   what is wanted: to run the tool, also its test suite (default), also its slow tests, to measure, or to make bitstreams
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

fail() { printf 'setup: %s\n' "$@" >&2; exit 3; }

# command:package pairs; a package is wanted when its command is not there
tools=(mvn:maven verilator:verilator g++:g++ make:make ccache:ccache)
suite=(iverilog:iverilog yosys:yosys yosys-smtbmc:yosys z3:z3)
fpga=(nextpnr-ice40:nextpnr-ice40 icepack:fpga-icestorm)
optional=() # tests that want these are skipped without them
case ${1:-tests} in
  run) ;;
  tests)
    tools+=("${suite[@]}")
    type -P sta >/dev/null || optional+=(opensta)
    ;;
  all)
    tools+=("${suite[@]}" "${fpga[@]}")
    python=${KAKURE_PYTHON:-/usr/bin/python3}
    "$python" -c 'import torch.nn' 2>/dev/null || optional+=(python3-torch)
    "$python" -c 'import PIL.Image' 2>/dev/null || optional+=(python3-pil)
    type -P chromium >/dev/null || optional+=(chromium)
    type -P qflow >/dev/null || optional+=(qflow)
    for tech in osu035 osu018; do [ -d "${KAKURE_QFLOW_TECH:-/usr/share/qflow/tech}/$tech" ] || optional+=("qflow-tech-$tech"); done
    type -P sta >/dev/null || optional+=(opensta)
    ;;
  bench) tools+=(time:time) ;;
  fpga) tools+=(yosys:yosys "${fpga[@]}") ;;
  *) echo "usage: setup.sh [run|tests|all|bench|fpga]" >&2; exit 2 ;;
esac

# A Java compiler of at least 17, whatever installed it.
has_java() { local v; v=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'); [ "${v:-0}" -ge 17 ]; }
packages=()
has_java || packages+=(openjdk-17-jdk-headless)
for tool in "${tools[@]}"; do
  type -P "${tool%%:*}" >/dev/null || packages+=("${tool##*:}")
done
# With these Java draws text, in pictures and reports; some packages of it only recommend them.
libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || libraries=unknown
for library in libfontconfig.so.1:libfontconfig1 libfreetype.so.6:libfreetype6 libharfbuzz.so.0:libharfbuzz0b; do
  [[ $libraries = unknown || $libraries = *"${library%%:*}"* ]] || packages+=("${library##*:}")
done
# Tables of its parts, which the package of icestorm only recommends.
case " ${packages[*]:-} " in *" fpga-icestorm "*) packages+=(fpga-icestorm-chipdb) ;; esac
# What is there may still be too old; no newer one is to be had from the same distribution.
old() {
  local v
  v=$({ verilator --version 2>/dev/null || true; } | sed -n 's/^Verilator \([0-9]*\)\.\([0-9]*\).*/\1\2/p')
  [ -n "$v" ] && [ "$((10#$v))" -lt 5006 ] && fail "$(verilator --version | head -n 1) is too old: 5.006 or newer is needed" \
    "Debian 12 and Ubuntu 24.04 have one; elsewhere build it from github.com/verilator/verilator"
  return 0
}
as_root=()
may_install() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } && as_root=(sudo); }; }
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"; }
known() { [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \(.*[^)]\)$/\1/p')" ]; }
log=$(mktemp); trap 'rm -f "$log"' EXIT
updated=
update() { updated=yes; echo "setup: reading the package lists"; apt update >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; fail "apt-get update failed"; }; }

purpose() { case $1 in chromium) echo "the tests of pages" ;; opensta) echo "the tests of timing" ;; qflow*) echo "the tests of layouts" ;; *) echo "the tests of examples/pytorch" ;; esac; }
# What is only wanted, last: whatever goes wrong with it stops nothing.
want() {
  local package
  for package in "${optional[@]}"; do
    if command -v apt-get >/dev/null && may_install; then
      echo "setup: installing $package, for $(purpose "$package")"
      get "$package" || { [ -z "$updated" ] && (update) && updated=yes && get "$package"; } || echo "setup: apt-get could not install $package; tests that need it are skipped"
    else
      echo "setup: $package is not there and cannot be installed from here; $(purpose "$package") that need it are skipped"
    fi
  done
}
get() { apt install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null; }

[ ${#packages[@]} -gt 0 ] || { old; want; exit 0; }
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)

command -v apt-get >/dev/null || fail "this is no Debian or Ubuntu; please install: ${packages[*]}"
may_install || fail "these packages are missing and need root; type as root:" "  apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
all_known() { local p; for p in "${packages[@]}"; do known "$p" || return 1; done; }
all_known || [ -n "$updated" ] || update
# The default JDK stands in where the distribution has left 17 behind.
for i in "${!packages[@]}"; do
  [ "${packages[i]}" != openjdk-17-jdk-headless ] || known "${packages[i]}" || packages[i]=default-jdk-headless
done
echo "setup: installing ${packages[*]}"
get "${packages[@]}" || { [ -z "$updated" ] && update && get "${packages[@]}"; } || { tail -n 5 "$log" >&2; fail "apt-get could not install: ${packages[*]}"; }
has_java || fail "the Java compiler is older than 17: $(javac -version 2>&1 | tail -n 1)" "point JAVA_HOME and PATH to a newer one"
old
want
