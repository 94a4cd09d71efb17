// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kakure.flow.Memory;

/**
 * A memory of equal macros: columns share a word's bits, banks its words.
 *
 * @param memory what is built
 * @param macro of which
 * @param columns side by side
 * @param banks one behind the other
 */
public record Tiling(Memory memory, SramMacro macro, int columns, int banks) {
  private static final int MOST_TILES = 1024;
  /** A macro whose bits are used by less than one in so many is mostly empty: flip-flops are smaller. IHP's smallest, 64 x 64, has the area of 1,000 flip-flops. */
  private static final int EMPTY = 8;

  /** The tiling of the least area; of equal ones that of the fewest macros. Nothing where none will do. */
  public static Optional<Tiling> of(Memory memory, List<SramMacro> macros) {
    var all = new ArrayList<Tiling>();
    for (var macro : macros) {
      long columns = upwards(memory.width(), macro.cell().width()), banks = upwards(memory.depth(), macro.cell().words());
      if (columns * banks <= MOST_TILES && (memory.lanes() == 1 || macro.masked())) all.add(new Tiling(memory, macro, (int) columns, (int) banks));
    }
    return all.stream().min(Comparator.comparingDouble(Tiling::area).thenComparingInt(Tiling::tiles).thenComparing(t -> t.macro.name()));
  }

  private static long upwards(int of, int by) {
    return ((long) of + by - 1) / by;
  }

  /** Macros of an instance. */
  public int tiles() {
    return columns * banks;
  }

  /** Area of an instance's macros, in the library's unit. */
  public double area() {
    return tiles() * macro.cell().area();
  }

  /** Whether so little of the macros would be used that flip-flops are smaller. */
  public boolean empty() {
    return EMPTY * memory.bits() < (long) tiles() * macro.cell().words() * macro.cell().width();
  }

  /** Name of a macro within the memory. */
  String tile(int bank, int column) {
    return "u_" + bank + "_" + column;
  }
}
