#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: a named event that was never triggered stands in the VCD as triggered at the start.
#
# Guess (late): a VCD entry of an event means that it was triggered; $dumpvars has none to write for it.
# Seen:  $dumpvars writes 1 for each event of the scope, as for a trigger; the events really triggered follow alike. The FST file has it too.
# Why:   a count of events from the wave (layers done, words taken) is one too high, and a check "no error event" on the wave fails in each run.
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs iverilog=11.0-1.1+b1 gtkwave=3.3.118-0.1~deb12u1 libjudydebian1=1.0.5-5+b2
cat >t.v <<'V'
module t;
  event done, fault;
  initial begin
    $dumpfile("t.dump");
    $dumpvars(0, t);
    #5 -> done;
    #5 -> done;
    if ($test$plusargs("fault")) -> fault;
    #5 $finish;
  end
endmodule
V
for kind in vcd fst; do
  iverilog -B "$ROOT/usr/lib/x86_64-linux-gnu/ivl" -o t.vvp t.v
  vvp -M "$ROOT/usr/lib/x86_64-linux-gnu/ivl" -n t.vvp -$kind >log
  mv t.dump t.$kind
done
fst2vcd t.fst >fst.vcd
for file in t fst; do echo $file.vcd; grep -E '^\$var|^#|^1' $file.vcd; done >now.txt
as_seen now.txt <<'S'
t.vcd
$var event 1 ! fault $end
$var event 1 " done $end
#0
1"
1!
#5
1"
#10
1"
#15
fst.vcd
$var event 1 ! fault $end
$var event 1 " done $end
#0
1"
1!
#5
1"
#10
1"
#15
S
