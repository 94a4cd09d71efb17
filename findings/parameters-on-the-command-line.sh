#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: a -P value that it cannot read is called an error, the default stays and the exit code is 0. Verilator 5.006: -G cuts a decimal to 32 bits in silence.
#
# Guess: both take what Verilog takes as a number, and end with an error where they cannot.
# Seen:  iverilog -Pt.N=1_000 and -8'sd1 print "error: invalid ..." and build with the default of 3, exit code 0; Verilator takes 1_000, refuses -8'sd1 with an
#        exit code, and makes 705032704 of 5000000000 without a warning under -Wall, where Icarus makes the parameter 34 bits wide. 0x10 is 16 in both, though it
#        is no Verilog.
# Why:   sweeps over parameters by the command line: all points with a value like 1_000 are the default's, and nothing fails. Look for "error:" in what iverilog
#        says, or print the parameters.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.v <<'V'
module t;
  parameter N = 3;
  initial begin
    $display("%0d", N);
    $finish;
  end
endmodule
V
export VERILATOR_ROOT=$ROOT/usr/share/verilator
ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
for value in 7 1_000 -8\'sd1 5000000000 0x10; do
  code=0
  iverilog -B "$ivl" -g2012 -Pt.N="$value" -o t.vvp t.v >said.txt 2>&1 || code=$?
  told=$(grep -c 'error:' said.txt || true)
  echo "$value icarus N=$(vvp -M "$ivl" -n t.vvp) errors=$told exit=$code"
  code=0
  verilator --binary -Wall -Wno-fatal -Wno-DECLFILENAME -GN="$value" --Mdir obj --prefix Vt t.v >said.txt 2>&1 || code=$?
  told=$(grep -c '^%Error: t' said.txt || true)
  warned=$(grep -c '^%Warning' said.txt || true)
  echo "$value verilator N=$([ $code = 0 ] && obj/Vt | grep -v finish) errors=$told warnings=$warned exit=$code"
done | column -t | sed 's/ *$//' >now.txt
as_seen now.txt <<'S'
7           icarus     N=7           errors=0  exit=0
7           verilator  N=7           errors=0  warnings=0  exit=0
1_000       icarus     N=3           errors=1  exit=0
1_000       verilator  N=1000        errors=0  warnings=0  exit=0
-8'sd1      icarus     N=3           errors=1  exit=0
-8'sd1      verilator  N=            errors=1  warnings=0  exit=1
5000000000  icarus     N=5000000000  errors=0  exit=0
5000000000  verilator  N=705032704   errors=0  warnings=0  exit=0
0x10        icarus     N=16          errors=0  exit=0
0x10        verilator  N=16          errors=0  warnings=0  exit=0
S
