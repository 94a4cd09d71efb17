// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimcounters;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * count = min(count + events, 2^counterBits - 1) for each kind of activity, from a macro's control lines alone, in the cycles of operations.
 *
 * <p>Precharges: units whose {@code pchN} falls. Avoided: units that do not act, at every {@code bit} strobe. Pulses: word lines that rise. Conversions: groups whose {@code sae} rises. Off: units with C2 = 0, held: units with
 * C2 = 1 and C1 = 0, every cycle. Wakes: units whose C2 rises. Relative activity, no joules.
 *
 * @param rows word lines, 1 to 4096
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param counterBits bits of each counter, 1 to 62
 */
public record CimCounters(int rows, int segments, int groups, int counterBits) implements Block {
  /** Checks the ranges. */
  public CimCounters {
    Ranges.check("rows", rows, 1, 4096);
    Ranges.check("segments", segments, 1, 256);
    Ranges.check("groups", groups, 1, 256);
    Ranges.check("counterBits", counterBits, 1, 62);
  }

  /** {@code clear} goes before all; {@code busy}: in an operation; {@code bit}: the first cycle of each of its bits, {@code act}: units that take part in it; the others are a controller's lines. */
  public record In<T>(T clear, T busy, T bit, T act, T pchN, T c1, T c2, T wl, T sae) {}

  /** The counts of all cycles before. */
  public record Out<T>(T cycles, T precharges, T avoided, T pulses, T conversions, T off, T held, T wakes) {}

  @Override
  public String moduleName() {
    return ModuleName.of("cim_counters", rows, segments, groups).and("bits", counterBits, 32).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var unit = Type.bits(units()).control();
    return new In<>(flag, flag, flag, unit, unit, unit, unit, Type.bits(rows).control(), Type.bits(groups).control());
  }

  @Override
  public Out<Type> out() {
    var count = Type.bits(counterBits).control();
    return new Out<>(count, count, count, count, count, count, count, count);
  }

  /** Places the counters and returns them. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public int units() {
    return segments * groups;
  }

  /** Bits of a number of units. */
  public int unitBits() {
    return Ranges.bits(units());
  }

  /** Bits of a number of rows. */
  public int rowBits() {
    return Ranges.bits(rows);
  }

  /** Bits of a number of groups. */
  public int groupBits() {
    return Ranges.bits(groups);
  }

  /** How a vector's ones are counted. */
  public List<Ones> ones() {
    return List.of(new Ones("units_of", units(), unitBits()), new Ones("rows_of", rows, rowBits()), new Ones("groups_of", groups, groupBits()));
  }

  /** A function that counts ones. */
  public record Ones(String name, int width, int bits) {}

  /** Bits of a count and what is added to it, before it is cut to the greatest. */
  public int sumBits(int bits) {
    return Math.max(counterBits, bits) + 1;
  }
}
