// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.util.List;

/** A look-up table as an expression of Verilog: simpler ones simulate faster than a table. Operators are those of bits, so that inputs may be of several. */
final class Lut {
  private Lut() {}

  /**
   * The expression.
   *
   * @param table of 16 bits; bit i is the value where input j is bit j of i
   * @param inputs names, the lowest first; {@code 1'b0} and {@code 1'b1} are constants
   */
  static String text(int table, List<String> inputs) {
    return text(table, inputs, inputs.size());
  }

  /** Of the lowest {@code n} inputs. */
  private static String text(int table, List<String> inputs, int n) {
    int size = 1 << n, all = size == 32 ? -1 : (1 << size) - 1;
    if ((table & all) == 0) return "1'b0";
    if ((table & all) == all) return "1'b1";
    int half = size / 2, part = (1 << half) - 1;
    int low = table & part, high = table >> half & part;
    String x = inputs.get(n - 1);
    if (low == high || x.equals("1'b0")) return text(low, inputs, n - 1);
    if (x.equals("1'b1")) return text(high, inputs, n - 1);
    String f = text(low, inputs, n - 1), g = text(high, inputs, n - 1);
    if (f.equals("1'b0")) return g.equals("1'b0") ? g : g.equals("1'b1") ? x : "(" + x + " & " + g + ")";
    if (f.equals("1'b1")) return g.equals("1'b0") ? "~" + x : g.equals("1'b1") ? g : "(~" + x + " | " + g + ")";
    if (g.equals("1'b0")) return "(~" + x + " & " + f + ")";
    if (g.equals("1'b1")) return "(" + x + " | " + f + ")";
    if (f.equals(g)) return f;
    if ((low ^ part) == high) return "(" + x + " ^ " + f + ")";
    return "((" + x + " & " + g + ") | (~" + x + " & " + f + "))";
  }
}
