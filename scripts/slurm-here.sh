#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Slurm cluster of this machine alone, in a folder of its own, for a command: tests of sweeps run in it. It needs the package slurm-wlm and starts as root,
# as slurmd does; it trusts everybody on this machine while it is there. usage: slurm-here.sh COMMAND...
# Environment: CPUS, those that the node claims to have, for tasks that sleep (as many as there are).
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: slurm-here.sh COMMAND..." >&2; exit 2; }
for tool in slurmctld slurmd sbatch scontrol; do
  PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "slurm-here: $tool is missing: sudo apt-get install -y slurm-wlm" >&2; exit 3; }
done
PATH=$PATH:/usr/sbin
folder=$(mktemp -d "${TMPDIR:-/tmp}/kakure-slurm.XXXXXX")
chmod 755 "$folder"
end() {
  scontrol shutdown >/dev/null 2>&1 || true # where the controller never came up, nobody answers
  [ -z "${controller:-}" ] || kill "$controller" 2>/dev/null || true # it may have ended by the line above
  [ -z "${node:-}" ] || kill "$node" 2>/dev/null || true # likewise
  wait
  rm -rf "$folder"
}
trap end EXIT
port=$(shuf -i 20000-29998 -n 1)
mkdir "$folder/state" "$folder/spool"
cat >"$folder/slurm.conf" <<CONF
ClusterName=here
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=$(id -un)
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=${CPUS:-$(nproc)} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
slurmctld -D >"$folder/slurmctld.log" 2>&1 & controller=$!
slurmd -D -N "$(hostname -s)" >"$folder/slurmd.log" 2>&1 & node=$!
for _ in $(seq 60); do
  state=$(sinfo --noheader --format=%T 2>/dev/null || true)
  [ "$state" != idle ] || break
  sleep .5
done
[ "${state:-}" = idle ] || { echo "slurm-here: the node does not come up: ${state:-no answer}" >&2; tail -n 5 "$folder"/*.log >&2; exit 3; }
"$@"
