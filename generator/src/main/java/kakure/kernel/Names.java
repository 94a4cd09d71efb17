// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that every tool downstream takes: lower case (so no two differ in case only), no word of Verilog-2005, SystemVerilog-2017, C++20 or Icarus Verilog. */
final class Names {
  /** Longest module name. */
  static final int MAX = 60;

  private static final Pattern LEGAL = Pattern.compile("[a-z][a-z0-9_]*");

  private static final Set<String> VERILOG = words(
      "always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default defparam design disable edge else end endcase endconfig endfunction endgenerate"
          + " endmodule endprimitive endspecify endtable endtask event for force forever fork function generate genvar highz0 highz1 if ifnone incdir include initial inout input instance integer"
          + " join large liblist library localparam macromodule medium module nand negedge nmos nor noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown"
          + " pullup pulsestyle_ondetect pulsestyle_onevent rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 rtranif1 scalared showcancelled signed small specify specparam strong0"
          + " strong1 supply0 supply1 table task time tran tranif0 tranif1 tri tri0 tri1 triand trior trireg unsigned use uwire vectored wait wand weak0 weak1 while wire wor xnor xor");

  private static final Set<String> SYSTEM_VERILOG = words(
      "accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof bit break byte chandle checker class clocking const constraint context continue cover covergroup"
          + " coverpoint cross dist do endchecker endclass endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum eventually expect export extends extern final"
          + " first_match foreach forkjoin global iff ignore_bins illegal_bins implements implies import inside int interconnect interface intersect join_any join_none let local logic longint"
          + " matches modport nettype new nexttime null package packed priority program property protected pure rand randc randcase randsequence ref reject_on restrict return s_always"
          + " s_eventually s_nexttime s_until s_until_with sequence shortint shortreal soft solve static string strong struct super sync_accept_on sync_reject_on tagged this throughout timeprecision"
          + " timeunit type typedef union unique unique0 until until_with untyped var virtual void wait_order weak wildcard with within");

  private static final Set<String> CPP = words(
      "alignas alignof and_eq asm auto bitand bitor bool catch char char8_t char16_t char32_t co_await co_return co_yield compl concept consteval constexpr constinit const_cast decltype delete"
          + " double dynamic_cast explicit false float friend goto inline long mutable namespace noexcept not_eq nullptr operator or_eq private public register reinterpret_cast requires short"
          + " sizeof static_assert static_cast switch template thread_local throw true try typeid typename using volatile wchar_t xor_eq");

  /** Icarus 11 takes these, and {@code bool} and {@code logic}, for keywords in every generation of the language, -g2005 included. */
  private static final Set<String> ICARUS = words("wone wreal");

  private Names() {}

  /** The language that reserves the word, or null. */
  static String reservedIn(String name) {
    if (VERILOG.contains(name)) return "Verilog";
    if (SYSTEM_VERILOG.contains(name)) return "SystemVerilog";
    if (CPP.contains(name)) return "C++";
    return ICARUS.contains(name) ? "Icarus Verilog" : null;
  }

  /** Lower case letters, digits and underscores, a letter first. */
  static boolean legal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** Instance and port as a wire's name; what ends the one and begins the other is said once: {@code cfg_in} and {@code in_ready} are {@code cfg_in_ready}. */
  static String joined(String instance, String stem) {
    var last = instance.substring(instance.lastIndexOf('_') + 1);
    return stem.equals(last) || stem.startsWith(last + "_") ? instance + stem.substring(last.length()) : instance + "_" + stem;
  }

  private static Set<String> words(String text) {
    return new LinkedHashSet<>(List.of(text.split(" ")));
  }
}
