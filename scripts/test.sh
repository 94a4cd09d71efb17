#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a bare Debian or Ubuntu to the test counts: installs what is missing, builds, runs the whole suite. Further arguments go to Maven.
# With CI=true a test that was skipped because its tool is missing is a failure.
set -euo pipefail
cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/locale.sh
. scripts/locale.sh

case " $* " in
  *" -DexcludedGroups= "*) scripts/setup.sh all ;; # make test-all
  *) scripts/setup.sh tests ;;
esac
echo "test: building the tool (about a minute the first time)"
scripts/build.sh
rm -rf {cosim,generator,templates}/target/surefire-reports
code=0
# A failure in one module must not hide the tests of those that stand on it: the counts decide. Of what Maven says, its tests, warnings and errors are shown.
mvn -B -ntp -Dmaven.test.failure.ignore=true "$@" verify 2>&1 | sed -u -n 's/\x1b\[[0-9;]*m//g; /^\[INFO\] \(Running\|Tests run:\|Building Kakure\)/p; /^\[INFO\]/d; /^[[:space:]]*$/d; p' || code=$?
scripts/test-counts.sh || code=1
exit "$code"
