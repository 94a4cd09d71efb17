// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.Locale;
import kakure.spec.RegisterMap;

/** A register map as a C header: an offset for each register, lowest bit and mask for each field. */
public final class CHeader {
  private CHeader() {}

  /** The text of {@code NAME_regs.h}. */
  public static String of(RegisterMap map) {
    var guard = map.constant() + "_REGS_H";
    var out = new StringBuilder("/* SPDX-License-Identifier: Apache-2.0\n * " + map.title() + ": byte offsets of the registers; lowest bit (_LSB) and mask in place (_MASK) of each field. */\n");
    out.append("#ifndef ").append(guard).append("\n#define ").append(guard).append("\n\n");
    out.append("#define ").append(map.constant()).append("_SIZE ").append(hex(map.size())).append("\n");
    for (var r : map.registers()) {
      var name = map.constant() + "_" + r.constant();
      out.append("\n/* ").append(r.meaning()).append("; ").append(r.access().text).append(" */\n");
      out.append("#define ").append(name).append(" ").append(hex(r.offset())).append("\n");
      if (r.access().reads()) out.append("#define ").append(name).append("_RESET ").append(hex(r.reset())).append("\n");
      for (var f : r.word().fields()) {
        var field = name + "_" + f.name().toUpperCase(Locale.ROOT);
        out.append("#define ").append(field).append("_LSB ").append(f.lsb()).append(" /* ").append(f.meaning()).append(" */\n");
        out.append("#define ").append(field).append("_MASK ").append(hex((1L << f.width()) - 1 << f.lsb())).append("\n");
      }
    }
    return out.append("\n#endif\n").toString();
  }

  private static String hex(long value) {
    return String.format(Locale.ROOT, "0x%xu", value);
  }
}
