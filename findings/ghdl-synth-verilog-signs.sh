#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# GHDL 2.0.0: Verilog that "synth --out=verilog" writes of signed arithmetic divides and shifts as if it were unsigned.
#
# Guess: mod, rem, / and shift_right of numeric_std's signed come out as signed Verilog that computes the same, mod (sign of the divisor) with a correction, or are refused.
# Seen:  mod and rem both become % of unsigned wires, / theirs, shift_right becomes $signed(a) >> n, which shifts zeros in; resize to fewer bits drops the sign that
#        numeric_std keeps. Nothing is said; GHDL's own simulation is right, and so are + and - in the Verilog.
# Why:   a requantiser ends in such a shift: a VHDL block that joins a Verilog design this way passes every test with sums that are not negative. Write the
#        shift as a slice and a repeated sign bit.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs ghdl-mcode=2.0.0+dfsg-6.2+b2 ghdl-common=2.0.0+dfsg-6.2+b2 libgnat-12=12.2.0-14+deb12u1 iverilog=11.0-1.1+b1
export GHDL_PREFIX=$ROOT/usr/lib/ghdl/mcode
cat >m.vhd <<'V'
library ieee; use ieee.std_logic_1164.all; use ieee.numeric_std.all;
entity m is port (a, b : in signed(7 downto 0); q, r, d, s, p : out signed(7 downto 0); n : out signed(3 downto 0)); end;
architecture x of m is begin
  q <= a mod b;
  r <= a rem b;
  d <= a / b;
  s <= shift_right(a, 2);
  n <= resize(a, 4);
  p <= a - b;
end;
V
cat >t.vhd <<'V'
use std.textio.all; library ieee; use ieee.std_logic_1164.all; use ieee.numeric_std.all;
entity t is end;
architecture x of t is
  signal a, b, q, r, d, s, p : signed(7 downto 0) := to_signed(1, 8);
  signal n : signed(3 downto 0);
begin
  u : entity work.m port map (a, b, q, r, d, s, p, n);
  process
    procedure show(i, j : integer) is variable l : line; begin
      a <= to_signed(i, 8); b <= to_signed(j, 8); wait for 1 ns;
      write(l, i); write(l, ' '); write(l, j); write(l, string'(": mod ")); write(l, to_integer(q)); write(l, string'(" rem ")); write(l, to_integer(r)); write(l, string'(" div "));
      write(l, to_integer(d)); write(l, string'(" shift ")); write(l, to_integer(s)); write(l, string'(" resize ")); write(l, to_integer(n)); write(l, string'(" minus ")); write(l, to_integer(p));
      writeline(output, l);
    end;
  begin
    show(8, 3); show(-100, 3); show(100, -3); show(-100, -3); wait;
  end process;
end;
V
cat >t.v <<'V'
module t;
  reg signed [7:0] a, b;
  wire signed [7:0] q, r, d, s, p;
  wire signed [3:0] n;
  m u(.a(a), .b(b), .q(q), .r(r), .d(d), .s(s), .p(p), .n(n));
  task show(input integer i, input integer j); begin
    a = i; b = j;
    #1 $display("%0d %0d: mod %0d rem %0d div %0d shift %0d resize %0d minus %0d", i, j, q, r, d, s, n, p);
  end endtask
  initial begin show(8, 3); show(-100, 3); show(100, -3); show(-100, -3); end
endmodule
V
ghdl-mcode --synth --std=08 --out=verilog m.vhd -e m >m.v 2>said.txt
ghdl-mcode -a --std=08 m.vhd t.vhd
cat t.v >>m.v
{ echo "vhdl, simulated"; ghdl-mcode -r --std=08 t; echo "verilog, written"; icarus m.v; echo "$(wc -l <said.txt) warnings"; } >now.txt
as_seen now.txt <<'S'
vhdl, simulated
8 3: mod 2 rem 2 div 2 shift 2 resize 0 minus 5
-100 3: mod 2 rem -1 div -33 shift -25 resize -4 minus -103
100 -3: mod -2 rem 1 div -33 shift 25 resize 4 minus 103
-100 -3: mod -1 rem -1 div 33 shift -25 resize -4 minus -97
verilog, written
8 3: mod 2 rem 2 div 2 shift 2 resize -8 minus 5
-100 3: mod 0 rem 0 div 52 shift 39 resize -4 minus -103
100 -3: mod 100 rem 100 div 0 shift 25 resize 4 minus 103
-100 -3: mod -100 rem -100 div 0 shift 39 resize -4 minus -97
0 warnings
S
