// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import blocks.stream.Beat;
import blocks.stream.StreamStage;
import java.util.LinkedHashMap;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Records;
import kakure.kernel.Sig;

/**
 * out = in, one cycle later: cuts every path between two streams, ready included.
 *
 * <p>Valid, ready and data are flip-flops. The beat that comes in the cycle in which the output stalls is kept in a second register; at half the rate there is none, and no multiplexer
 * between the two: a beat is taken when the one before has left.
 *
 * @param width bits of a beat, 1 to 65,536
 * @param halfRate a beat every other cycle, with one register
 */
public record SkidBuffer(int width, boolean halfRate) implements StreamStage {
  /** Checks the range. */
  public SkidBuffer {
    Ranges.check("width", width, 1, 65_536);
  }

  /** A beat per cycle. */
  public SkidBuffer(int width) {
    this(width, false);
  }

  @Override
  public String moduleName() {
    return ModuleName.of("skid_buffer", width).and("half", halfRate ? 1 : 0, 0).text();
  }

  /** A stream behind its register: whether the beat that comes is taken; the beat that leaves. */
  public record Passed<B extends Record>(Sig ready, B beat) {}

  /** Passes a stream as {@link #place(Module, String, Record, Sig, boolean)}, a beat per cycle. */
  public static <B extends Record> Passed<B> place(Module m, String name, B beat, Sig ready) {
    return place(m, name, beat, ready, false);
  }

  /**
   * Passes a stream of any bundle with a {@code valid} through a register of its own, instance {@code u_<name>_reg}. Several fields travel as one word, {@code <name>_beat}, the first in
   * the high bits, and are wires {@code <name>_<field>} again behind it, of the types that they had: what decides is defined where the beat is valid.
   *
   * @param beat record of {@code Sig}
   * @param ready whether the beat that leaves is taken
   * @param halfRate a beat every other cycle is enough
   */
  public static <B extends Record> Passed<B> place(Module m, String name, B beat, Sig ready, boolean halfRate) {
    var fields = new LinkedHashMap<String, Sig>();
    Records.each(beat, (stem, sig) -> fields.put(stem, (Sig) sig));
    var valid = fields.remove("valid");
    if (valid == null || fields.isEmpty()) throw new IllegalArgumentException(name + " is no stream: it has no valid, or nothing that is valid then");
    var word = fields.size() == 1 ? fields.values().iterator().next() : m.wire(name + "_beat", Expr.cat(List.copyOf(fields.values())));
    var held = new SkidBuffer(word.type().width(), halfRate).place(m, name + "_reg", new In<>(new Beat<>(valid, word), ready));
    var out = new LinkedHashMap<String, Expr>();
    out.put("valid", held.out().valid());
    int lsb = word.type().width();
    for (var field : fields.entrySet()) {
      var type = field.getValue().type();
      lsb -= type.width();
      var bits = fields.size() == 1 ? held.out().data() : Expr.slice(held.out().data(), lsb + type.width() - 1, lsb);
      out.put(field.getKey(), Expr.as(bits, type));
    }
    return new Passed<>(held.inReady(), m.wires(name, Records.map(beat, (stem, sig) -> out.get(stem))));
  }
}
