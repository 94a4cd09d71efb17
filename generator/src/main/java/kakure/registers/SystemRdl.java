// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.Locale;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.Word;

/** A register map in SystemRDL 2.0: one address map, whose fields say what software and hardware do to them. */
public final class SystemRdl {
  private SystemRdl() {}

  /** The text of {@code NAME.rdl}. */
  public static String of(RegisterMap map) {
    var out = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\naddrmap " + map.name() + " {\n");
    out.append("  name = \"").append(map.title()).append("\";\n  addressing = regalign;\n  default regwidth = 32;\n  default accesswidth = 32;\n  littleendian;\n");
    for (var r : map.registers()) {
      out.append("\n  reg {\n    desc = \"").append(r.meaning()).append("\";\n");
      for (var f : r.word().fields()) out.append("    field { desc = \"").append(f.meaning()).append("\"; ").append(access(r, f)).append(" } ").append(place(r, f)).append(";\n");
      out.append("  } ").append(r.name()).append(String.format(Locale.ROOT, " @ 0x%x;\n", r.offset()));
    }
    return out.append("};\n").toString();
  }

  /** A register that reads only is hardware's, or nobody's; one that is written only acts and keeps nothing; what goes on beside what a write clears is hardware's. */
  private static String access(RegisterMap.Register r, Word.Field f) {
    return switch (r.access()) {
      case READ -> "sw = r; hw = w;";
      case CONSTANT -> "sw = r; hw = na;";
      case WRITE -> "sw = w; hw = r; swmod;";
      case READ_WRITE -> "sw = rw; hw = r;";
      case CLEAR -> r.clears(f) ? "sw = rw; onwrite = woclr; hw = rw;" : "sw = r; hw = w;";
    };
  }

  private static String place(RegisterMap.Register r, Word.Field f) {
    var bits = f.name() + "[" + f.msb() + ":" + f.lsb() + "]";
    boolean kept = r.access() == Access.CONSTANT || r.access() == Access.READ_WRITE || r.clears(f);
    return kept ? bits + " = " + f.width() + "'h" + Long.toHexString(f.of(r.reset())) : bits;
  }
}
