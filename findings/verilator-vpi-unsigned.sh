#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Verilator 5.006: over VPI a signed register is unsigned.
#
# Guess: vpiIntVal and vpiDecStrVal of a reg signed [7:0] that holds -1 are -1 in both simulators.
# Seen:  Icarus Verilog 11 says -1 and that the register is signed. Verilator says 255, "255" and not signed; $display of the same register says -1. 200 put
#        into 8 signed bits reads as -56 in Icarus, as 200 in Verilator.
# Why:   a test bench over VPI (as cocotb's) that reads activations or scores as numbers compares 255 with -1 in one simulator only, and what it writes reads
#        back as another number. Read vpiBinStrVal or vpiVectorVal, and give the sign yourself.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs verilator=5.006-3 iverilog=11.0-1.1+b1
cat >probe.c <<'V'
#include <vpi_user.h>

static vpiHandle reg(const char* name) { return vpi_handle_by_name((PLI_BYTE8*)name, 0); }

static void get(const char* name, int format) {
  s_vpi_value value;
  value.format = format;
  vpi_get_value(reg(name), &value);
  if (format == vpiIntVal) vpi_printf((PLI_BYTE8*)"%d ", (int)value.value.integer);
  else vpi_printf((PLI_BYTE8*)"\"%s\" ", value.value.str);
}

static void probe(const char* score) {
  s_vpi_value value;
  vpi_printf((PLI_BYTE8*)"signed %d, holds ", (int)vpi_get(vpiSigned, reg(score)));
  get(score, vpiIntVal);
  get(score, vpiDecStrVal);
  vpi_printf((PLI_BYTE8*)"\n200 put, holds ");
  value.format = vpiIntVal;
  value.value.integer = 200;
  vpi_put_value(reg(score), &value, 0, vpiNoDelay);
  get(score, vpiIntVal);
  vpi_printf((PLI_BYTE8*)"\n");
}
V
cat >icarus.c <<'V'
#include "probe.c"
static PLI_INT32 call(PLI_BYTE8* data) {
  (void)data;
  probe("t.score");
  return 0;
}
static void start(void) {
  s_vpi_systf_data task = {vpiSysTask, 0, "$probe", call, 0, 0, 0};
  vpi_register_systf(&task);
}
void (*vlog_startup_routines[])(void) = {start, 0};
V
cat >main.cpp <<'V'
#include "Vt.h"
#include "verilated.h"
#include "probe.c"
int main() {
  VerilatedContext context;
  Vt top{&context};
  top.show = 0;
  top.eval();
  top.show = 1;
  top.eval();
  probe("TOP.t.score");
}
V
cat >t.v <<'V'
module t(input show);
  reg signed [7:0] score /* verilator public_flat_rw */ = -1;
  always @(posedge show) $display("displayed %0d", score);
`ifndef VERILATOR
  initial #1 $probe;
`endif
endmodule
V
ivl=$ROOT/usr/lib/x86_64-linux-gnu/ivl
{
  echo icarus
  gcc -shared -fPIC -I "$ROOT/usr/include/iverilog" -o probe.vpi icarus.c
  iverilog -B "$ivl" -g2012 -o t.vvp t.v
  vvp -M "$ivl" -M . -m probe -n t.vvp
  echo verilator
  export VERILATOR_ROOT=$ROOT/usr/share/verilator
  ln -sf ../../../bin/verilator_bin "$VERILATOR_ROOT/bin/verilator_bin"
  verilator --cc --exe --build --vpi -Wno-fatal --top-module t --prefix Vt -MAKEFLAGS OPT_GLOBAL=-O0 -CFLAGS "-O0 -I.. -I$VERILATOR_ROOT/include/vltstd" --Mdir obj t.v main.cpp >log 2>&1
  obj/Vt
} >now.txt
sed -i 's/ *$//' now.txt
as_seen now.txt <<'S'
icarus
signed 1, holds -1 "-1"
200 put, holds -56
verilator
displayed -1
signed 0, holds 255 "255"
200 put, holds 200
S
