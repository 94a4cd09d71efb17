#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: update-golden.sh [BLOCK]   all, or in seconds what one block has: its snapshot, the tables of its page, its line of the README
# Writes anew what is kept of how things look: Verilog snapshots of the blocks and of a small engine (rtl-out/reference), ports in the blocks' pages, the README's
# table, the commands' help, the tables of docs/model.md, docs/host.md and docs/bus.md. The difference is for you to look at.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/locale.sh
. scripts/locale.sh

tests=BlockContractTest,LargeBlockContractTest,ReadmeTest,HelpTest,ReferenceTest,EmitterTest,FaultTextTest,BlockFaultTest,WiringTest,ModelPageTest,HostPageTest,BusPageTest
[ $# = 0 ] || tests=BlockContractTest,ReadmeTest
echo "update-golden: $tests"
scripts/meanwhile.sh update-golden mvn -B -q -pl templates -am -Dtest="$tests" ${1:+"-Dblock=$1"} -Dupdate.golden=true -Dsurefire.failIfNoSpecifiedTests=false test
git status --short -- README.md docs rtl-out templates generator/src/test/resources
