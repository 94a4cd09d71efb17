#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes anew what is kept of how things look: Verilog snapshots of the blocks and of a small engine (rtl-out/reference), ports in the blocks' pages, the README's
# table, the commands' help. The difference is for you to look at.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

mvn -B -q -pl templates -am -Dtest='BlockContractTest,ReadmeTest,HelpTest,ReferenceTest,EmitterTest,FaultTextTest,BlockFaultTest,WiringTest' -Dupdate.golden=true -Dsurefire.failIfNoSpecifiedTests=false test
git status --short -- README.md rtl-out templates generator/src/test/resources
