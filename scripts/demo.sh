#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a bare Debian or Ubuntu to the table: installs what is missing, builds, runs the shipped network through the simulated accelerator.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
echo "demo: building the tool (about a minute the first time)"
scripts/build.sh
echo "demo: the shipped network, a hidden one of 9,064 weights, on 300 drawn digits; its engine is compiled the first time (about half a minute)"
scripts/kakure run examples/digits/digits.onnx --data examples/digits --count 300
