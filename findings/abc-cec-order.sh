#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ABC of October 2022: cec matches the inputs of two AIGER files by name, &cec by position, on the same files.
#
# Guess: both ask the same question; where both files carry a symbol table, inputs are matched by its names.
# Seen:  for one circuit whose two files list the inputs as a b c and c b a, cec says equivalent and &cec says not equivalent. Both exit with 0.
# Why:   netlists whose ports were sorted on the way (flattening, another front end) are "disproved" by the faster command, and a real difference that undoes a
#        port swap is "proved"; a script that looks at the exit code sees neither.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs berkeley-abc=1.01+20221019git70cb339+dfsg-4
cat >abc.blif <<'V'
.model q
.inputs a b c
.outputs y
.names a b t
11 1
.names t c y
1- 1
-1 1
.end
V
sed 's/^.inputs a b c/.inputs c b a/' abc.blif >cba.blif
for order in abc cba; do berkeley-abc -c "read $order.blif; strash; write_aiger -s $order.aig" >log; grep -ac 'i[0-9] [abc]$' $order.aig | sed "s/^/$order.aig names inputs: /"; done >now.txt
for command in "cec abc.aig cba.aig" "&r abc.aig; &cec cba.aig"; do
  code=0
  berkeley-abc -c "$command" >out.txt || code=$?
  echo "$command: $(sed -n 's/^\(Networks are [a-zA-Z ]*\).*/\1/p' out.txt | sed 's/ *$//'), exit code $code"
done >>now.txt
as_seen now.txt <<'S'
abc.aig names inputs: 3
cba.aig names inputs: 3
cec abc.aig cba.aig: Networks are equivalent after structural hashing, exit code 0
&r abc.aig; &cec cba.aig: Networks are NOT EQUIVALENT, exit code 0
S
