// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kakure.flow.Handed;
import kakure.flow.Memory;

/**
 * Memories of a design as the part has them: of 4-kbit blocks, which read and write at once, or of the large ones, which do either.
 *
 * @param large modules that are built of the large ones
 * @param blocks blocks that the others take at least
 * @param files Verilog by name
 */
record Memories(Set<String> large, int blocks, Map<String, String> files) {
  private static final int LARGE_WIDTH = 16;
  private static final int LARGE_BITS = 14;
  /** Less than this is a few flip-flops, and a block would stay empty: of blocks where the part has them to spare, as flip-flops take logic cells and a multiplexer. */
  private static final int FEW = 128;
  /** Shapes of a block: bits of a word, words. */
  private static final int[][] SHAPES = {{16, 256}, {8, 512}, {4, 1024}, {2, 2048}};

  /** Builds them; the largest shapes take the large memories first. */
  static Memories of(Handed design, Part part) {
    var large = new LinkedHashSet<String>();
    int left = part.large();
    for (Memory m : design.memories().stream().sorted((a, b) -> Long.compare(b.bits(), a.bits())).toList()) {
      int need = m.instances() * parts(m);
      if (!design.onePort().contains(m.module()) || m.lanes() != 1 || m.addressBits() > LARGE_BITS || need > left) continue;
      left -= need;
      large.add(m.module());
    }
    var files = new LinkedHashMap<String, String>();
    int spare = part.blocks();
    for (Memory m : design.memories()) if (m.bits() >= FEW && !large.contains(m.module())) spare -= m.instances() * blocks(m);
    for (Memory m : design.memories()) {
      boolean cells = m.bits() < FEW && m.instances() * blocks(m) > spare;
      if (m.bits() < FEW && !cells) spare -= m.instances() * blocks(m);
      files.put(m.module() + ".v", large.contains(m.module()) ? large(m) : block(m, cells));
    }
    return new Memories(large, part.blocks() - spare, files);
  }

  /** Blocks that a memory takes at least. */
  private static int blocks(Memory m) {
    int least = Integer.MAX_VALUE;
    for (int[] shape : SHAPES) least = Math.min(least, (m.width() + shape[0] - 1) / shape[0] * ((m.depth() + shape[1] - 1) / shape[1]));
    return least;
  }

  private static int parts(Memory m) {
    return (m.width() + LARGE_WIDTH - 1) / LARGE_WIDTH;
  }

  private static String head(Memory m) {
    return String.format(Locale.ROOT, "// SPDX-License-Identifier: Apache-2.0%n// %d words of %d bits for an iCE40, in place of the generated model.%n`default_nettype none%nmodule %s (%n"
        + "  input  wire clk_i,%n  input  wire [%d:0] wr_en_i,%n  input  wire [%d:0] wr_addr_i,%n  input  wire [%d:0] wr_data_i,%n  input  wire rd_en_i,%n  input  wire [%d:0] rd_addr_i,%n  output wire [%d:0] rd_data_o%n);%n",
        m.depth(), m.width(), m.module(), m.lanes() - 1, m.addressBits() - 1, m.width() - 1, m.addressBits() - 1, m.width() - 1);
  }

  /** The attribute leaves no doubt: without it, or with that of the model, yosys builds a small memory of flip-flops or finds no mapping. Nobody needs the old word where it is read while it is written. */
  private static String block(Memory m, boolean cells) {
    var text = new StringBuilder(head(m));
    text.append(String.format(Locale.ROOT, "  (* %sno_rw_check *) reg [%d:0] mem [0:%d];%n  reg [%d:0] rd_data_q;%n  always @(posedge clk_i) begin%n",
        cells ? "" : "ram_style = \"block\", ", m.width() - 1, m.depth() - 1, m.width() - 1));
    int bits = m.width() / m.lanes();
    for (int l = 0; l < m.lanes(); l++) {
      String range = (l + 1) * bits - 1 + ":" + l * bits;
      text.append(String.format(Locale.ROOT, "    if (wr_en_i[%d]) mem[wr_addr_i][%s] <= wr_data_i[%s];%n", l, range, range));
    }
    return text.append(String.format(Locale.ROOT, "    if (rd_en_i) rd_data_q <= mem[rd_addr_i];%n  end%n  assign rd_data_o = rd_data_q;%nendmodule%n`default_nettype wire%n")).toString();
  }

  /** A read in the cycle of a write is left out, which the design said that nobody needs. */
  private static String large(Memory m) {
    var text = new StringBuilder(head(m));
    int pad = LARGE_BITS - m.addressBits(), rest = parts(m) * LARGE_WIDTH - m.width();
    text.append(String.format(Locale.ROOT, "  wire [13:0] addr = {%swr_en_i[0] ? wr_addr_i : rd_addr_i};%n  wire [%d:0] data_in = {%swr_data_i};%n  wire [%d:0] data_out;%n",
        pad == 0 ? "" : pad + "'d0, ", parts(m) * LARGE_WIDTH - 1, rest == 0 ? "" : rest + "'d0, ", parts(m) * LARGE_WIDTH - 1));
    for (int p = 0; p < parts(m); p++) {
      String range = (p + 1) * LARGE_WIDTH - 1 + ":" + p * LARGE_WIDTH;
      text.append(String.format(Locale.ROOT, "  SB_SPRAM256KA u_%d (.ADDRESS(addr), .DATAIN(data_in[%s]), .MASKWREN(4'hf), .WREN(wr_en_i[0]), .CHIPSELECT(wr_en_i[0] | rd_en_i), .CLOCK(clk_i),%n"
          + "    .STANDBY(1'b0), .SLEEP(1'b0), .POWEROFF(1'b1), .DATAOUT(data_out[%s]));%n", p, range, range));
    }
    return text.append(String.format(Locale.ROOT, "  assign rd_data_o = data_out[%d:0];%nendmodule%n`default_nettype wire%n", m.width() - 1)).toString();
  }
}
