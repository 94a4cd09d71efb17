#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: test-counts.sh [ROOT]
# Sums the modules' Surefire reports: names what was skipped and why, ends with "N passed, N failed, N skipped".
# Exit 1 if anything failed, if no test ran, or, with CI=true, if a test was skipped because its tool is missing.
set -euo pipefail
cd -- "${1:-$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/..}"

shopt -s nullglob
reports=(*/target/surefire-reports/TEST-*.xml)
[ ${#reports[@]} -gt 0 ] || { echo "no test was run" >&2; exit 1; }
awk -v ci="${CI:-}" '
  function attribute(name,   v) {
    if (!match($0, "[ <]" name "=\"[^\"]*\"")) return ""
    v = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    gsub(/&#10;.*/, "", v); gsub(/&lt;/, "<", v); gsub(/&gt;/, ">", v); gsub(/&quot;/, "\"", v); gsub(/&apos;/, "\x27", v); gsub(/&amp;/, "\\&", v)
    return v
  }
  /<testcase / { name = attribute("classname") "." attribute("name"); total++; state = "" }
  /<skipped/ && state == "" { state = "skipped"; skipped++; why = attribute("message"); if (why == "") { why = $0; if (!sub(/.*CDATA\[[A-Za-z0-9_.$]*(: )?/, "", why)) why = "" }; print "skipped: " name ": " (why == "" ? "no reason given" : why); if (tolower(why) ~ /not installed|missing/) tool++ }
  /<(failure|error)[ >]/ && state == "" { state = "failed"; failed++; print "failed: " name }
  END {
    if (ci == "true" && tool) print tool " skipped for want of a tool: a failure, as CI=true"
    printf "%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
    exit (failed || !total || (ci == "true" && tool)) ? 1 : 0
  }' "${reports[@]}"
