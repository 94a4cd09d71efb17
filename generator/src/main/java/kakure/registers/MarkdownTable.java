// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.Locale;
import kakure.spec.RegisterMap;

/** A register map as tables of a page: the registers, then the fields of each. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The registers, a line each. */
  public static String registers(RegisterMap map) {
    var out = new StringBuilder("| offset | register | access | after reset | what it is |\n| --- | --- | --- | --- | --- |\n");
    for (var r : map.registers()) {
      out.append(String.format(Locale.ROOT, "| 0x%03x | `%s` | %s | %s | %s |\n", r.offset(), r.name(), r.access().text, r.access().reads() ? String.format(Locale.ROOT, "0x%x", r.reset()) : "", r.meaning()));
    }
    return out.toString();
  }

  /** The fields, a line each. */
  public static String fields(RegisterMap map) {
    var out = new StringBuilder("| register | bits | field | means |\n| --- | --- | --- | --- |\n");
    for (var r : map.registers()) {
      for (var f : r.word().fields()) {
        out.append("| `").append(r.name()).append("` | ").append(f.width() == 1 ? "" : f.msb() + ":").append(f.lsb()).append(" | `").append(f.name()).append("` | ").append(f.meaning()).append(" |\n");
      }
    }
    return out.toString();
  }
}
