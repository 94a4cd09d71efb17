#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Icarus Verilog 11: VHDL that -tvhdl writes has mod for % and, outside processes, srl for >>> of signed operands.
#
# Guess: % of Verilog has the sign of the dividend, so it becomes rem; >>> of a signed operand becomes shift_right of numeric_std, wherever it stands.
# Seen:  % becomes mod, which has the sign of the divisor: -7 % 3 is -1 in Verilog and 2 in the VHDL. >>> in a continuous assignment becomes srl, which shifts zeros in.
# Why:   who hands a block to a VHDL flow this way gets other residues and positive results of negative sums. Nothing is said.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs ghdl-mcode=2.0.0+dfsg-6.2+b2 ghdl-common=2.0.0+dfsg-6.2+b2 libgnat-12=12.2.0-14+deb12u1 iverilog=11.0-1.1+b1
export GHDL_PREFIX=$ROOT/usr/lib/ghdl/mcode
cat >m.v <<'V'
module m(input clk, input signed [7:0] a, input signed [7:0] b, output signed [7:0] q, output signed [7:0] d, output signed [7:0] s, output reg signed [7:0] qr, output reg signed [7:0] sr);
  assign q = a % b;
  assign d = a / b;
  assign s = a >>> 2;
  always @(posedge clk) begin
    qr <= a % b;
    sr <= a >>> 2;
  end
endmodule
V
cat >t.v <<'V'
module t;
  reg clk;
  reg signed [7:0] a, b;
  wire signed [7:0] q, d, s, qr, sr;
  m u(clk, a, b, q, d, s, qr, sr);
  task show(input integer i, input integer j); begin
    a = i; b = j; clk = 0; #1 clk = 1;
    #1 $display("%0d %0d: %% %0d / %0d >>> %0d clocked %% %0d >>> %0d", i, j, q, d, s, qr, sr);
  end endtask
  initial begin show(7, 3); show(-7, 3); show(7, -3); show(-7, -3); end
endmodule
V
cat >t.vhd <<'V'
use std.textio.all; library ieee; use ieee.std_logic_1164.all; use ieee.numeric_std.all;
entity t is end;
architecture x of t is
  signal clk : std_logic := '0';
  signal a, b, q, d, s, qr, sr : signed(7 downto 0) := to_signed(1, 8);
begin
  u : entity work.m port map (clk => clk, a => a, b => b, q => q, d => d, s => s, qr => qr, sr => sr);
  process
    procedure show(i, j : integer) is variable l : line; begin
      a <= to_signed(i, 8); b <= to_signed(j, 8); clk <= '0'; wait for 1 ns; clk <= '1'; wait for 1 ns;
      write(l, i); write(l, ' '); write(l, j); write(l, string'(": % ")); write(l, to_integer(q)); write(l, string'(" / ")); write(l, to_integer(d)); write(l, string'(" >>> ")); write(l, to_integer(s));
      write(l, string'(" clocked % ")); write(l, to_integer(qr)); write(l, string'(" >>> ")); write(l, to_integer(sr));
      writeline(output, l);
    end;
  begin
    show(7, 3); show(-7, 3); show(7, -3); show(-7, -3); wait;
  end process;
end;
V
iverilog -B "$ROOT/usr/lib/x86_64-linux-gnu/ivl" -tvhdl -o m.vhd m.v >said.txt 2>&1
ghdl-mcode -a --std=08 m.vhd t.vhd
cat m.v >>t.v
{ echo "verilog"; icarus t.v; echo "vhdl"; ghdl-mcode -r --std=08 t; echo "$(wc -l <said.txt) warnings"; } >now.txt
as_seen now.txt <<'S'
verilog
7 3: % 1 / 2 >>> 1 clocked % 1 >>> 1
-7 3: % -1 / -2 >>> -2 clocked % -1 >>> -2
7 -3: % 1 / -2 >>> 1 clocked % 1 >>> 1
-7 -3: % -1 / 2 >>> -2 clocked % -1 >>> -2
vhdl
7 3: % 1 / 2 >>> 1 clocked % 1 >>> 1
-7 3: % 2 / -2 >>> 62 clocked % 2 >>> -2
7 -3: % -2 / -2 >>> 1 clocked % -2 >>> 1
-7 -3: % -1 / 2 >>> 62 clocked % -1 >>> -2
0 warnings
S
