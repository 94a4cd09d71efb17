# SPDX-License-Identifier: Apache-2.0
# Sourced by each find: a temporary folder $T that is removed at the end, pinned packages fetched into it, and the comparison with what was seen.
# A find ends with 0 if the tool does what was seen, 1 if it now does something else, 3 if a package cannot be had.
set -euo pipefail
HERE=$(dirname -- "$(readlink -f -- "$0")")
T=$(mktemp -d)
trap 'rm -rf -- "$T"' EXIT
trap 'echo "${0##*/}: CHANGED, a tool failed in line $LINENO" >&2; exit 1' ERR
ROOT=$T/root
export PATH=$ROOT/usr/bin:$PATH
export LD_LIBRARY_PATH=$ROOT/usr/lib/x86_64-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
cd -- "$T"

missing() { echo "${0##*/}: cannot fetch $*" >&2; exit 3; }

# debs NAME=VERSION...: Debian 12 packages, unpacked below $ROOT, not installed.
debs() {
  local package
  mkdir -p "$T/debs" "$ROOT"
  for package; do (cd "$T/debs" && apt-get -qq -o APT::Sandbox::User=root download "$package") >"$T/apt.log" 2>&1 || missing "the Debian package $package"; done
  for package in "$T"/debs/*.deb; do dpkg -x "$package" "$ROOT"; done
}

# debs13 NAME[=VERSION]...: Debian 13 packages, from where this machine has its Debian 12 ones, unpacked below $T/13. Not pinned are libraries alone.
debs13() {
  local from package apt=(apt-get -qq -o APT::Sandbox::User=root -o "Dir::Etc::sourcelist=$T/13.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$T/lists13" -o "Dir::Cache=$T/cache13")
  from=$(apt-get indextargets --format '$(REPO_URI)' "Origin: Debian" "Codename: bookworm" 2>/dev/null | head -n 1)
  [ -n "$from" ] || missing "packages of Debian 13: no Debian 12 is among this machine's sources"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from trixie main" >"$T/13.list"
  mkdir -p "$T/lists13/partial" "$T/cache13" "$T/debs13" "$T/13"
  "${apt[@]}" update >"$T/apt.log" 2>&1 || missing "the package lists of Debian 13"
  for package; do (cd "$T/debs13" && "${apt[@]}" download "$package") >"$T/apt.log" 2>&1 || missing "the Debian package $package"; done
  for package in "$T"/debs13/*.deb; do dpkg -x "$package" "$T/13"; done
}

# on13 PROGRAM ARGUMENTS...: a program of them, with their C library.
on13() {
  local lib=$T/13/usr/lib/x86_64-linux-gnu
  env -u LD_LIBRARY_PATH "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$T/13/usr/bin/$1" "${@:2}"
}

# liberty_head: the beginning of a Liberty library m, nanoseconds and picofarads at 1.2 V, up to its cells.
liberty_head() {
  cat <<'V'
library (m) {
  delay_model : table_lookup; time_unit : "1ns"; voltage_unit : "1V"; current_unit : "1uA"; pulling_resistance_unit : "1kohm"; leakage_power_unit : "1nW"; capacitive_load_unit (1, pf);
  nom_voltage : 1.2; nom_process : 1; nom_temperature : 25;
  input_threshold_pct_rise : 50; input_threshold_pct_fall : 50; output_threshold_pct_rise : 50; output_threshold_pct_fall : 50;
  slew_lower_threshold_pct_rise : 30; slew_lower_threshold_pct_fall : 30; slew_upper_threshold_pct_rise : 70; slew_upper_threshold_pct_fall : 70;
  operating_conditions (typ) { process : 1; voltage : 1.2; temperature : 25; }
  default_operating_conditions : typ;
V
}

# verilate NAME FILE ARGUMENTS...: FILE as the program obj_NAME/VNAME by the unpacked Verilator (with the g++ and make of the machine).
verilate() {
  local name=$1
  export VERILATOR_ROOT=$ROOT/usr/share/verilator
  ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
  verilator --binary -Wno-fatal --Mdir "obj_$name" --prefix "V$name" "${@:2}" >"verilate_$name.log" 2>&1
}

# icarus FILE: what FILE prints under the unpacked Icarus Verilog.
icarus() {
  local ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
  iverilog -B "$ivl" -g2012 -o "$1.vvp" "$1" && vvp -M "$ivl" -n "$1.vvp"
}

# npms NAME@VERSION...: npm packages in $T/node_modules; no script of theirs is run.
npms() { npm install --prefix "$T" --ignore-scripts --no-audit --no-fund --silent "$@" >"$T/npm.log" 2>&1 || missing "the npm packages $*"; }

# jars GROUP:ARTIFACT:VERSION...: Maven artifacts, without what they depend on, in $T/jars.
jars() {
  local artifact
  for artifact; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact="$artifact" -DoutputDirectory="$T/jars" >"$T/mvn.log" 2>&1 || missing "the Maven artifact $artifact"
  done
}

# as_seen FILE: the file equals what stands on standard input.
as_seen() {
  if diff -u --label seen --label now - "$1"; then echo "${0##*/}: as seen"; else echo "${0##*/}: CHANGED, see the lines above" >&2; exit 1; fi
}
