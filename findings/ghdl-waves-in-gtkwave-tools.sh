#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# GHDL 2.0.0 writes all nine std_logic values into VCD files; GTKWave 3.3.118's converters then lose or change them.
#
# Guess: GHDL writes the four values that VCD has (H as 1, L as 0, U W - as x), so vcd2fst and vcd2vzt have nothing to lose.
# Seen:  the VCD holds U H L W - as such. Through vcd2fst and fst2vcd a vector keeps them, but a single bit keeps only "-": U, H, L and W vanish, and the bit
#        stays at its value before. Through vcd2vzt and vzt2vcd U and W become z, H and L x, and "-" 1.
# Why:   an undriven mask bit or a pulled-up bit line is seen in the simulator and in the VCD, and shows a wrong, clean level in the smaller file kept beside it.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs ghdl-mcode=2.0.0+dfsg-6.2+b2 ghdl-common=2.0.0+dfsg-6.2+b2 libgnat-12=12.2.0-14+deb12u1 gtkwave=3.3.118-0.1~deb12u1 libjudydebian1=1.0.5-5+b2
export GHDL_PREFIX=$ROOT/usr/lib/ghdl/mcode
cat >t.vhd <<'V'
library ieee; use ieee.std_logic_1164.all;
entity t is end;
architecture a of t is
  signal s : std_logic := 'U';
  signal v : std_logic_vector(1 downto 0) := "UU";
begin
  process
    constant levels : std_logic_vector(0 to 6) := "0HL1W-0";
  begin
    for i in levels'range loop
      wait for 1 fs;
      s <= levels(i); v <= (others => levels(i));
    end loop;
    wait for 1 fs;
    wait;
  end process;
end;
V
ghdl-mcode -a --std=08 t.vhd
ghdl-mcode -r --std=08 t --vcd=t.vcd
vcd2fst t.vcd t.fst && fst2vcd t.fst >fst.vcd
vcd2vzt t.vcd t.vzt >log 2>&1 && vzt2vcd t.vzt >vzt.vcd 2>log
# One line for each time: the time and what changed.
changes() {
  awk '/^#/ { if (time != "") print time s v; time = $0; s = v = "" }
       /^b/ { v = v " v=" substr($1, 2) }
       /^[^b#$]/ && time != "" { s = s " s=" substr($0, 1, 1) }
       END { print time s v }' "$1"
}
for file in t fst vzt; do echo "$file"; changes $file.vcd; done >now.txt
as_seen now.txt <<'S'
t
#0 s=U v=UU
#1 s=0 v=00
#2 s=H v=HH
#3 s=L v=LL
#4 s=1 v=11
#5 s=W v=WW
#6 s=- v=--
#7 s=0 v=00
#8
fst
#0 v=UU
#1 s=0 v=00
#2 v=HH
#3 v=LL
#4 s=1 v=11
#5 v=WW
#6 s=- v=--
#7 s=0 v=00
#8
vzt
#0 s=z v=z
#1 s=0 v=0
#2 s=x v=x
#4 s=1 v=11
#5 s=z v=z
#6 s=1 v=11
#7 s=0 v=0
#8
S
