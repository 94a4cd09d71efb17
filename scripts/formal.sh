#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves what the harnesses X.formal.v in the blocks' folders say, a line each: yosys, yosys-smtbmc with z3, ABC. usage: formal.sh [BLOCK...]
# Exit: 0 proven, 1 refuted, 2 usage, 3 a tool is missing, failed or did not decide.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" prove "$@"
