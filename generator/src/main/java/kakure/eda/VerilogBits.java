// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.List;

/** Bits in the Verilog of a netlist: what writes one declares vectors, and puts nets side by side. */
public final class VerilogBits {
  private VerilogBits() {}

  /** The range of a declaration with a blank behind it; nothing for one bit. */
  public static String range(int bits) {
    return bits == 1 ? "" : "[" + (bits - 1) + ":0] ";
  }

  /** Bits side by side. @param bits one or more, the first the lowest */
  public static String row(List<String> bits) {
    if (bits.size() == 1) return bits.get(0);
    var s = new StringBuilder("{");
    for (int i = bits.size() - 1; i >= 0; i--) s.append(bits.get(i)).append(i == 0 ? "}" : ", ");
    return s.toString();
  }
}
