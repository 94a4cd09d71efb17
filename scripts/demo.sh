#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a bare Debian or Ubuntu to the table: installs what is missing, builds, runs the shipped network through the simulated accelerator.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
echo "demo: building the tool (about a minute the first time)"
scripts/build.sh
scripts/kakure doctor
