#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Yosys 0.23: $readmemh happens before all assignments of initial blocks, wherever it stands; a memory that is cleared and then loaded stays cleared.
#
# Guess: an initial block's statements take effect in their order, as in simulators: a loop clears the memory, $readmemh behind it loads the first words.
# Seen:  the loop wins, and so does a single assignment before $readmemh, in the same block or in another one; nothing is said. Icarus Verilog 11 and Verilator 5.006 load.
# Why:   the habit of clearing a memory before a file that may be shorter gives a bitstream whose program or constants are all 0, behind simulations that pass. Fill up the
#        file, or give $readmemh a range and clear the rest.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs yosys=0.23-6 libtcl8.6=8.6.13+dfsg-2 verilator=5.006-3 iverilog=11.0-1.1+b1
printf '01 02 03 04\n' >file.hex
cat >rtl.v <<'V'
module m(input [1:0] n, output [7:0] loop_first, file_first, word_first, blocks);
  reg [7:0] a [0:3], b [0:3], c [0:3], d [0:3];
  integer i;
  initial begin
    for (i = 0; i < 4; i = i + 1) a[i] = 8'hee;
    $readmemh("file.hex", a);
    $readmemh("file.hex", b);
    for (i = 0; i < 4; i = i + 1) b[i] = 8'hee;
    c[1] = 8'hee;
    $readmemh("file.hex", c);
  end
  initial for (i = 0; i < 4; i = i + 1) d[i] = 8'hee;
  initial $readmemh("file.hex", d);
  assign loop_first = a[n], file_first = b[n], word_first = c[n], blocks = d[n];
endmodule
V
cat >bench.v <<'V'
module t;
  reg [1:0] n;
  wire [7:0] a, b, c, d;
  m dut(n, a, b, c, d);
  integer i;
  initial begin
    for (i = 0; i < 4; i = i + 1) begin
      n = i;
      #1 $display("word %0d: loop first %h file first %h word first %h blocks %h", i, a, b, c, d);
    end
    $finish;
  end
endmodule
V
yosys -ql said.txt -p 'read_verilog rtl.v; proc; memory; opt; write_verilog -noattr net.v' >yosys.txt
cat rtl.v bench.v >r.v
cat net.v bench.v >n.v
verilate t r.v --top t
{ echo "icarus"; icarus r.v | grep word; echo "verilator"; obj_t/Vt | grep word; echo "netlist of yosys, icarus"; icarus n.v | grep word; echo "$(sed -n '/[Ww]arning/p' yosys.txt | wc -l) warnings"; } >now.txt
as_seen now.txt <<'S'
icarus
word 0: loop first 01 file first ee word first 01 blocks 01
word 1: loop first 02 file first ee word first 02 blocks 02
word 2: loop first 03 file first ee word first 03 blocks 03
word 3: loop first 04 file first ee word first 04 blocks 04
verilator
word 0: loop first 01 file first ee word first 01 blocks 01
word 1: loop first 02 file first ee word first 02 blocks 02
word 2: loop first 03 file first ee word first 03 blocks 03
word 3: loop first 04 file first ee word first 04 blocks 04
netlist of yosys, icarus
word 0: loop first ee file first ee word first 01 blocks ee
word 1: loop first ee file first ee word first ee blocks ee
word 2: loop first ee file first ee word first 03 blocks ee
word 3: loop first ee file first ee word first 04 blocks ee
0 warnings
S
