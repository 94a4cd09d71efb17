#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures what the slots of a sweep lose, for points that sleep, on this machine and in a Slurm cluster of eight processors that it plays: lines "figure NAME VALUE UNIT". A minute; the cluster as root, where slurm-wlm is installed.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

scripts/setup.sh run
scripts/kakure bench-sweep
if PATH=$PATH:/usr/sbin type -P slurmctld >/dev/null && [ "$(id -u)" = 0 ]; then
  CPUS=8 scripts/slurm-here.sh scripts/kakure bench-sweep --slurm
else
  echo "bench-sweep: no cluster is measured: it takes root and apt-get install slurm-wlm" >&2
fi
