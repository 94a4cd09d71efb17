#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures co-simulation against a pure C++ harness on the same Verilated model: lines "figure NAME VALUE UNIT".
# The simulator runs on one core, the golden function on another: on a busy machine the figures say little, unless it is started as root by
# chrt -r 1 scripts/bench-cosim.sh, which leaves nothing to others for a minute.
set -euo pipefail
root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
bash "$root/scripts/build.sh"
exec java -XX:+UseSerialGC -cp "$root/.kakure/app/*" kakure.cosim.bench.CosimBench
