#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# SystemC 2.3.4: a word of 8 bits prints as three hexadecimal digits, and the format without a sign has the prefix 0xus.
#
# Guess: unsigned words print as ceil(bits / 4) digits: sc_uint<8>(255) is ff by std::hex and by to_string(SC_HEX, false), 0xff by SC_HEX and SC_HEX_US; an sc_lv with z
#        in it prints a z.
# Seen:  0ff, 0ff, 0x0ff and 0xusff: SC_HEX writes a signed number, with a 0 for the sign of what is unsigned, sc_bv and sc_lv included; of sc_uint<7> it needs no digit more.
#        z and x raise an error about a fixed-point value. $readmemh takes such a file: Icarus Verilog 11 warns of the first word, Verilator 5.006 is silent.
# Why:   vectors that a SystemC model dumps are compared as text, or sliced by column, with those that a Verilog bench writes by %h. Print with SC_HEX_US and
#        add_prefix false: ff.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs libsystemc=2.3.4-2 libsystemc-dev=2.3.4-2 verilator=5.006-3 iverilog=11.0-1.1+b1
cat >t.cpp <<'V'
#include <fstream>
#include <systemc.h>
#define SHOW(...) std::cout << #__VA_ARGS__ << ": " << (__VA_ARGS__) << "\n"
int sc_main(int, char**) {
  sc_uint<8> u = 255;
  sc_uint<7> seven = 100;
  sc_biguint<16> wide = 255;
  sc_int<8> s = -1;
  sc_bv<8> bits = "11110000";
  sc_lv<8> driven = "11110000", open = "1111zzzz";
  SHOW(u.to_string(SC_HEX));
  SHOW(u.to_string(SC_HEX, false));
  SHOW(u.to_string(SC_HEX_US));
  SHOW(u.to_string(SC_HEX_US, false));
  SHOW(seven.to_string(SC_HEX));
  SHOW(wide.to_string(SC_HEX));
  SHOW(s.to_string(SC_HEX));
  SHOW(bits.to_string(SC_HEX));
  SHOW(driven.to_string(SC_HEX));
  try { SHOW(open.to_string(SC_HEX)); } catch (const sc_report& e) { std::cout << "open: " << e.get_msg_type() << "\n"; }
  std::cout << std::hex;
  SHOW(u);
  SHOW(wide);
  std::ofstream("file.hex") << std::hex << u << "\n" << sc_uint<8>(18) << "\n";
  return 0;
}
V
g++ -std=c++17 -I "$ROOT/usr/include" t.cpp -L "$ROOT/usr/lib/x86_64-linux-gnu" -lsystemc -o t >log 2>&1
./t 2>/dev/null >now.txt
cat >t.v <<'V'
module t;
  reg [7:0] m [0:1];
  initial begin
    $readmemh("file.hex", m);
    $display("read %h %h", m[0], m[1]);
    $finish;
  end
endmodule
V
verilate t t.v
{ echo "icarus"; icarus t.v | grep -v finish | sed 's/^WARNING: t.v:[0-9]*/WARNING/'; echo "verilator"; obj_t/Vt | grep -v finish; } >>now.txt
as_seen now.txt <<'S'
u.to_string(SC_HEX): 0x0ff
u.to_string(SC_HEX, false): 0ff
u.to_string(SC_HEX_US): 0xusff
u.to_string(SC_HEX_US, false): ff
seven.to_string(SC_HEX): 0x64
wide.to_string(SC_HEX): 0x000ff
s.to_string(SC_HEX): 0xff
bits.to_string(SC_HEX): 0x0f0
driven.to_string(SC_HEX): 0x0f0
open.to_string(SC_HEX): open: invalid fixed-point value
u: 0ff
wide: 000ff
icarus
WARNING: Excess hex digits (1 of '0ff') while reading 8-bit words.
read ff 12
verilator
read ff 12
S
