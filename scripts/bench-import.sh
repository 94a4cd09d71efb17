#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the import of models: ONNX's own cases of operators (read and right, refused by name, neither), and seconds and memory of reading a model of 100 MB beside onnxruntime in the same run:
# lines "figure NAME VALUE UNIT". About two minutes.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
cases=/usr/share/libonnx-testdata/data/node
if [ ! -d "$cases" ]; then
  echo "bench-import: there is no $cases; type as root: apt-get install -y libonnx-testdata" >&2
  exit 3
fi
mvn -B -q -Ponnxruntime -pl generator -am -Dtest=NodeCasesTest,ImportBench -Dfigures=true -Dsurefire.failIfNoSpecifiedTests=false test | grep '^figure '
