// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.flow.Memory;

/** Verilog of a memory of macros, with the name and the ports of the model that it replaces. */
record Wrapper(Tiling tiling) {
  String text() {
    Memory m = tiling.memory();
    int lane = m.width() / m.lanes(), rest = tiling.columns() * tiling.macro().cell().width() - m.width();
    var text = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\n");
    text.append("// ").append(m.depth()).append(" words of ").append(m.width()).append(" bits: ").append(tiling.banks()).append(" x ").append(tiling.columns()).append(' ').append(tiling.macro().name()).append(", in place of the generated model.\n");
    text.append("// One port serves both: a word is written where both are wanted, and rd_data_o stays.\n`default_nettype none\nmodule ").append(m.module()).append(" (\n");
    text.append("  input  wire clk_i,\n  input  wire ").append(range(m.lanes())).append("wr_en_i,\n  input  wire ").append(range(m.addressBits())).append("wr_addr_i,\n  input  wire ").append(range(m.width())).append("wr_data_i,\n");
    text.append("  input  wire rd_en_i,\n  input  wire ").append(range(m.addressBits())).append("rd_addr_i,\n  output wire ").append(range(m.width())).append("rd_data_o\n);\n");
    text.append("  wire write = ").append(m.lanes() == 1 ? "wr_en_i" : "|wr_en_i").append(";\n  wire read = rd_en_i & ~write;\n");
    text.append("  wire ").append(range(m.addressBits())).append("addr = write ? wr_addr_i : rd_addr_i;\n");
    text.append("  wire ").append(range(m.width() + rest)).append("data_in = ").append(padded("wr_data_i", rest)).append(";\n");
    if (tiling.macro().masked()) {
      var bits = IntStream.iterate(m.lanes() - 1, l -> l >= 0, l -> l - 1).mapToObj(l -> "{" + lane + "{wr_en_i" + (m.lanes() == 1 ? "" : "[" + l + "]") + "}}").collect(Collectors.joining(", "));
      text.append("  wire ").append(range(m.width() + rest)).append("mask = {").append(rest == 0 ? "" : rest + "'d0, ").append(bits).append("};\n");
    }
    banks(text, m, rest);
    return text.append("endmodule\n`default_nettype wire\n").toString();
  }

  private void banks(StringBuilder text, Memory m, int rest) {
    int within = tiling.macro().cell().addressBits(), above = m.addressBits() - within;
    boolean several = tiling.banks() > 1;
    text.append("  wire ").append(range(within)).append("word = ").append(above > 0 ? "addr[" + (within - 1) + ":0]" : padded("addr", -above)).append(";\n");
    if (several) {
      text.append("  wire ").append(range(above)).append("bank = addr[").append(m.addressBits() - 1).append(':').append(within).append("];\n");
      text.append("  reg ").append(range(above)).append("bank_q;\n  always @(posedge clk_i) if (read) bank_q <= bank;\n");
    }
    for (int b = 0; b < tiling.banks(); b++) {
      String mine = several ? "_" + b : "";
      if (several) text.append("  wire here").append(mine).append(" = bank == ").append(above).append("'d").append(b).append(";\n");
      text.append("  wire ").append(range(m.width())).append("data_out").append(mine).append(";\n");
      if (rest > 0) text.append("  wire ").append(range(rest)).append("unused").append(mine).append(";\n");
      for (int c = 0; c < tiling.columns(); c++) tile(text, b, c, several ? " & here" + mine : "", mine, rest);
    }
    var chosen = new StringBuilder(several ? "data_out_0" : "data_out");
    for (int b = 1; b < tiling.banks(); b++) chosen.insert(0, "bank_q == " + above + "'d" + b + " ? data_out_" + b + " : ");
    text.append("  assign rd_data_o = ").append(chosen).append(";\n");
  }

  private void tile(StringBuilder text, int bank, int column, String here, String mine, int rest) {
    var macro = tiling.macro();
    int width = macro.cell().width(), low = column * width, high = low + width - 1, last = tiling.memory().width() - 1;
    String bits = "[" + high + ":" + low + "]";
    var pins = new ArrayList<>(List.of(".A_CLK(clk_i)", ".A_MEN((write | read)" + here + ")", ".A_WEN(write" + here + ")", ".A_REN(read" + here + ")", ".A_ADDR(word)", ".A_DIN(data_in" + bits + ")"));
    if (macro.masked()) pins.add(".A_BM(mask" + bits + ")");
    macro.tied().forEach((pin, level) -> {
      int wide = macro.cell().pins().get(pin).width();
      pins.add("." + pin + "(" + (level.equals("0") ? wide + "'d0" : wide == 1 ? "1'b1" : "{" + wide + "{1'b1}}") + ")");
    });
    pins.add(".A_DOUT(" + (high <= last ? "data_out" + mine + bits : "{unused" + mine + ", data_out" + mine + "[" + last + ":" + low + "]}") + ")");
    text.append("  ").append(macro.name()).append(' ').append(tiling.tile(bank, column)).append(" (\n    ").append(String.join(",\n    ", pins)).append("\n  );\n");
  }

  private static String padded(String name, int zeros) {
    return zeros == 0 ? name : "{" + zeros + "'d0, " + name + "}";
  }

  private static String range(int bits) {
    return "[" + (bits - 1) + ":0] ";
  }
}
