// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.Locale;
import kakure.spec.RegisterMap;
import kakure.spec.Word;

/** A register map as a C header: an offset for each register, lowest bit and mask for each field; and a word that lies in memory: lowest bit and bits of each field. */
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

  /**
   * The text of {@code NAME.h} of a word in memory.
   *
   * @param name lower case: what names of constants begin with
   */
  public static String of(String name, Word word) {
    var prefix = name.toUpperCase(Locale.ROOT);
    var out = new StringBuilder("/* SPDX-License-Identifier: Apache-2.0\n * " + word.name() + ": its bytes, little-endian; lowest bit (_LSB) and number of bits (_BITS) of each field. */\n");
    out.append("#ifndef ").append(prefix).append("_H\n#define ").append(prefix).append("_H\n\n#define ").append(prefix).append("_BYTES ").append(word.width() / 8).append("\n");
    for (var f : word.fields()) {
      var field = prefix + "_" + f.name().toUpperCase(Locale.ROOT);
      out.append("\n#define ").append(field).append("_LSB ").append(f.lsb()).append(" /* ").append(f.meaning()).append(" */\n");
      out.append("#define ").append(field).append("_BITS ").append(f.width()).append("\n");
    }
    return out.append("\n#endif\n").toString();
  }

  private static String hex(long value) {
    return String.format(Locale.ROOT, "0x%xu", value);
  }
}
