#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: a write beyond the end of a memory overwrites a word at its start.
#
# Guess: a netlist does what the standard says of an address that the memory has not: the write is dropped. Only what is read there is left open.
# Seen:  a memory of 4 words with an address of 3 bits, written at 4: with Icarus Verilog 11 word 0 keeps its 16, in the netlist of cells as in the one of iCE40
#        block memory (512 words, an address of 10 bits) it becomes 99. Address bits above those that the depth needs are dropped without a message. In 3 words,
#        written at 3, nothing changes. Verilator 5.006 does what the netlists do (as for the reads of verilator-bit-index-wraps.sh).
# Why:   a counter that goes on behind the last word (padding, flushing, a queue whose writer trusts that excess writes vanish) is right in one simulator and
#        destroys the first words in the other and on the chip. Gate the write, or assert that the address is below the depth.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 berkeley-abc=1.01+20221019git70cb339+dfsg-4 verilator=5.006-3 iverilog=11.0-1.1+b1
ln -sf berkeley-abc "$ROOT/usr/bin/yosys-abc"
design() { # DEPTH ADDRESS_BITS
  cat >rtl.v <<V
module m(input clk, we, input [$2-1:0] wa, ra, input [7:0] d, output reg [7:0] q);
  reg [7:0] words [0:$1-1];
  always @(posedge clk) begin
    if (we) words[wa] <= d;
    q <= words[ra];
  end
endmodule
V
  cat >bench.v <<V
module t;
  reg clk, we;
  reg [$2-1:0] wa, ra;
  reg [7:0] d;
  wire [7:0] q;
  integer i;
  m dut(clk, we, wa, ra, d, q);
  task tick; begin clk = 0; #1 clk = 1; #1 clk = 0; end endtask
  initial begin
    we = 1;
    ra = 0;
    for (i = 0; i < 3; i = i + 1) begin wa = i; d = 16 + i; tick; end
    wa = $1;
    d = 99;
    tick;
    we = 0;
    for (i = 0; i < 3; i = i + 1) begin ra = i; tick; \$write(" %0d", q); end
    \$display("");
    \$finish;
  end
endmodule
V
}
for shape in "4 3" "3 2" "512 10"; do
  design $shape
  yosys -q -p 'read_verilog rtl.v; synth -top m; write_verilog -noattr cells.v' >cells.log 2>&1
  yosys -q -p 'read_verilog rtl.v; synth_ice40 -top m; write_verilog -noattr ice40.v' >ice40.log 2>&1
  grep -ihE 'warning|error' cells.log ice40.log || true # none is what is seen
  cat bench.v rtl.v >rtl_bench.v
  cat bench.v cells.v >cells_bench.v
  { echo '`define NO_ICE40_DEFAULT_ASSIGNMENTS'; cat bench.v ice40.v "$ROOT/usr/share/yosys/ice40/cells_sim.v"; } >ice40_bench.v
  verilate t rtl_bench.v --top-module t
  echo "$shape icarus $(icarus rtl_bench.v)"
  echo "$shape verilator $(obj_t/Vt | grep -v finish)"
  echo "$shape cells $(icarus cells_bench.v)"
  echo "$shape ice40 $(icarus ice40_bench.v)"
done | sed '1i words address run 0 1 2' | column -t >now.txt
as_seen now.txt <<'S'
words  address  run        0   1   2
4      3        icarus     16  17  18
4      3        verilator  99  17  18
4      3        cells      99  17  18
4      3        ice40      99  17  18
3      2        icarus     16  17  18
3      2        verilator  16  17  18
3      2        cells      16  17  18
3      2        ice40      16  17  18
512    10       icarus     16  17  18
512    10       verilator  99  17  18
512    10       cells      99  17  18
512    10       ice40      99  17  18
S
