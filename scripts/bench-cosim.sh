#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures co-simulation against a pure C++ harness on the same Verilated model: lines "figure NAME VALUE UNIT".
# Simulators run on one core, the golden function on another: on a busy machine the figures say little.
set -euo pipefail
root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
bash "$root/scripts/build.sh"
exec java -XX:+UseSerialGC -cp "$root/.kakure/app/*" kakure.cosim.bench.CosimBench
