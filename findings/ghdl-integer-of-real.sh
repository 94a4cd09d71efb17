#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# GHDL 2.0.0: integer(2.5) is 3 where the analyser folds it and 2 where the running model computes it.
#
# Guess: a tie goes away from zero, as math_real.round does, and the same text gives the same number in a constant and in a process.
# Seen:  of literals 0.5, 1.5, 2.5, -2.5 become 1, 2, 3, -3; of a variable they become 0, 2, 2, -2 (to even). math_real.round gives 1.0, 2.0, 3.0, -3.0.
# Why:   a quantiser's golden function written with integer(x) differs by one step from the table of constants made with the same expression.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs ghdl-mcode=2.0.0+dfsg-6.2+b2 ghdl-common=2.0.0+dfsg-6.2+b2 libgnat-12=12.2.0-14+deb12u1
export GHDL_PREFIX=$ROOT/usr/lib/ghdl/mcode
cat >t.vhd <<'V'
use std.textio.all;
library ieee; use ieee.math_real.all;
entity t is end;
architecture a of t is
  type reals is array (natural range <>) of real;
  type integers is array (natural range <>) of integer;
  constant ties : reals := (0.5, 1.5, 2.5, -2.5);
  constant folded : integers := (integer(0.5), integer(1.5), integer(2.5), integer(-2.5));
begin
  process
    variable l : line;
    variable x : real;
  begin
    for i in ties'range loop
      x := ties(i);
      write(l, string'("folded ")); write(l, folded(i));
      write(l, string'(" computed ")); write(l, integer(x));
      write(l, string'(" round ")); write(l, integer(round(x)));
      writeline(output, l);
    end loop;
    wait;
  end process;
end;
V
ghdl-mcode -a --std=08 t.vhd
ghdl-mcode -r --std=08 t >now.txt
as_seen now.txt <<'S'
folded 1 computed 0 round 1
folded 2 computed 2 round 2
folded 3 computed 2 round 3
folded -3 computed -2 round -3
S
