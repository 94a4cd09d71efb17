#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes anew what is kept of the blocks' looks: Verilog snapshots, ports in the blocks' pages, the README's table. The difference is for you to look at.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

mvn -B -q -pl generator -am -Dtest='BlockContractTest,ReadmeTest,HelpTest' -Dupdate.golden=true -Dsurefire.failIfNoSpecifiedTests=false test
git status --short -- README.md templates generator/src/test/resources
