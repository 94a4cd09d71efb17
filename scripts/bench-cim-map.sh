#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How much of what gates and masks allow the mapper switches off, on gates made up from a seed: beside natural order, bounds and the exact optimum. Lines "figure NAME VALUE UNIT"; a minute.
"${BASH_SOURCE[0]%/*}/setup.sh" run && exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/kakure" bench-cim-map "$@"
