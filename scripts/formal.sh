#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves that the stream blocks lose nothing, duplicate nothing, keep the order and hold a waiting beat: yosys, yosys-smtbmc and z3.
# usage: formal.sh                         every line of formal/cases.txt, emitted by scripts/kakure generate
#        formal.sh prove CASE... FILE.v    one case (its fields, as in cases.txt) on a given Verilog file, whose module has the file's name
# A proof is three runs: from reset over 12 cycles, the induction step (or a longer bounded run, where the case says so), and a cover, which shows that the
# assumptions leave something to prove. By reachability it is two: ABC's proof, and the refutation of a false assertion within 40 cycles. Exit: 0 proven, 1 refuted, 2 usage, 3 a tool is missing or failed.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
for tool in yosys yosys-smtbmc z3; do
  type -P "$tool" >/dev/null || { echo "formal: $tool is missing: apt-get install yosys z3" >&2; exit 3; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# smtbmc WHAT ARGUMENTS: one run of at most two minutes; prints the tail of its log where it fails
smtbmc() {
  local what=$1 status=0
  shift
  timeout 120 yosys-smtbmc --noprogress -s z3 "$@" "$work/model.smt2" >"$work/log" 2>&1 || status=$?
  [ "$status" -ne 124 ] || { echo "formal: $what did not end within 120 s" >&2; return 3; }
  grep -q 'Status: PASSED' "$work/log" && return 0
  grep -q 'Status: FAILED' "$work/log" || { echo "formal: yosys-smtbmc failed:" >&2; tail -n 3 "$work/log" >&2; return 3; }
  echo "formal: $what refuted: $(grep -m 1 -o 'Assert failed.*\|Unreached cover.*' "$work/log" || true)" >&2
  return 1
}

# model WHAT FILE DEFINES CUT: harness and module as an AIGER file
model() {
  local what=$1 file=$2
  yosys -q -p "read_verilog -formal -D KAKURE_ASSERT $file; read_verilog -formal -D DUT=$(basename "$file" .v) -D $3 $root/scripts/formal/$harness.v; hierarchy -check -top formal; proc;
    setattr -set keep 1 w:*_q; memory; flatten; $4; setattr -unset keep w:*; chformal -cover -remove; opt -full; techmap; opt -full; dffunmap; setundef -undriven -anyseq;
    opt_clean -purge; simplemap; aigmap; write_aiger -zinit $work/model.aig" >"$work/log" 2>&1 || { echo "formal: yosys failed on $what:" >&2; tail -n 3 "$work/log" >&2; return 3; }
}

# abc WHAT COMMAND: one run on that file, of at most two minutes; its log holds the answer
abc() {
  local what=$1 status=0
  timeout 120 yosys-abc -c "read_aiger $work/model.aig; fold; scorr; $2" >"$work/log" 2>&1 || status=$?
  case $status in
    0) ;;
    124) echo "formal: $what did not end within 120 s" >&2; return 3 ;;
    *) echo "formal: yosys-abc failed on $what (exit $status):" >&2; tail -n 3 "$work/log" >&2; return 3 ;;
  esac
}

# reachability WHAT FILE DEFINES CUT: every assertion holds in all states that are reached from any power-up (ABC's property-directed reachability)
reachability() {
  local what=$1
  model "$@" && abc "$what" 'pdr -a -T 100' || return
  if grep -q 'Disproved = [1-9]' "$work/log"; then echo "formal: $what refuted" >&2; return 1; fi
  grep -q 'Undecided = 0' "$work/log" || { echo "formal: $what was not decided within 100 s" >&2; return 3; }
  # One more assertion, a false one, must be refuted, or nothing was left to prove; a run that fails or does not end says neither.
  model "$what, cover" "$2" "$3 -D COVER=1" "$4" && abc "$what, cover" 'bmc3 -F 40' || return
  grep -q 'was asserted in frame' "$work/log" && return 0
  grep -q 'No output asserted in 40 frames' "$work/log" || { echo "formal: yosys-abc failed on $what, cover:" >&2; tail -n 3 "$work/log" >&2; return 3; }
  echo "formal: $what: nothing is left to prove" >&2
  return 1
}

# prove HARNESS BLOCK PARAMETERS MODE DEFINES FILE: defines are NAME=VALUE,NAME=VALUE
prove() {
  local harness=$1 mode=$4 defines=${5//,/ -D } file=$6 module step=(-i -t 2)
  module=$(basename "$file" .v)
  case $mode in
    induction) ;;
    reachability) ;;
    bounded:*) step=(-t "${mode#bounded:}") ;;
    *) echo "formal: mode $mode is none of induction, reachability, bounded:N" >&2; return 2 ;;
  esac
  # A harness may name wires that it proves nothing of: they may then have any value at any time, and what makes them is left out.
  local cut
  cut=$(sed -n 's|^// cut: |cutpoint |p' "$root/scripts/formal/$harness.v")
  if [ "$mode" = reachability ]; then
    reachability "$module" "$file" "$defines" "$cut" && echo "$module: proven, $mode"
    return
  fi
  # Memories become registers, and registers are kept, because the invariants name them; equal bits are then merged, which z3 rewards a hundredfold.
  yosys -q -p "read_verilog -formal -D KAKURE_ASSERT $file; read_verilog -formal -D DUT=$module -D $defines $root/scripts/formal/$harness.v; hierarchy -check -top formal; proc;
    setattr -set keep 1 w:*_q; memory; flatten; $cut; opt -full; techmap; opt -full; dffunmap; setundef -undriven -anyseq; write_smt2 -wires $work/model.smt2" \
    >"$work/log" 2>&1 || { echo "formal: yosys failed on $module:" >&2; tail -n 3 "$work/log" >&2; return 3; }
  smtbmc "$module, from reset" -t 12 && smtbmc "$module, $mode" "${step[@]}" && smtbmc "$module, cover" -c -t 20 || return
  echo "$module: proven, $mode"
}

if [ "${1:-}" = prove ] && [ $# -eq 7 ]; then
  prove "${@:2}"
elif [ $# -eq 0 ]; then
  while read -r harness block parameters mode defines; do
    case $harness in '#'* | '') continue ;; esac
    rm -rf "$work/rtl"
    settings=()
    for setting in ${parameters//,/ }; do settings+=(--set "$setting"); done
    "$root/scripts/kakure" generate "$block" "${settings[@]}" -o "$work/rtl" >/dev/null
    prove "$harness" "$block" "$parameters" "$mode" "$defines" "$work/rtl/$(sed -n 's/.*"top" *: *"\([^"]*\)".*/\1/p' "$work/rtl/design.json").v"
  done <"$root/scripts/formal/cases.txt"
else
  sed -n '4,5s/^# //p' "$0" >&2
  exit 2
fi
