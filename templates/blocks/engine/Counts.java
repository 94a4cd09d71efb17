// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;

/**
 * Bits in which an engine counts what a layer has. {@link #USUAL} are those of the descriptor's fields; fewer make a smaller engine, for networks whose layers have no more, and such an engine counts loads
 * and steps by the same registers.
 *
 * @param coord of columns and lines, 5 to 10: the pitch, limits of maps, and every line that a tile touches
 * @param tiles of the tiles of a group and the rows of an image's channel group, 1 to 16
 * @param channels of the channels of a layer, their groups and the runs of an image's channels, 1 to 16; holds what the array has of either
 * @param cycles of the cycles that reports count, 8 to 32; they are told modulo this
 * @param waits 1 where cycles of waiting are counted, too; 0 where their reports are 0
 */
public record Counts(int coord, int tiles, int channels, int cycles, int waits) {
  /** As many as the fields of a descriptor hold. */
  public static final Counts USUAL = new Counts(10, 16, 16, 32, 1);

  private static final int PARTS = 5;

  /** Checks the ranges. */
  public Counts {
    Ranges.check("bits of coordinates", coord, 5, 10);
    Ranges.check("bits of tiles", tiles, 1, 16);
    Ranges.check("bits of channels", channels, 1, 16);
    Ranges.check("bits of cycles", cycles, 8, 32);
    Ranges.check("waits", waits, 0, 1);
  }

  /** Reads what {@link #toString} writes. @throws IllegalArgumentException for anything else */
  public static Counts parse(String text) {
    if (!text.matches("\\d{1,2}(x\\d{1,2}){4}")) throw new IllegalArgumentException("\"" + text + "\" is no list of five numbers such as " + USUAL + ": bits of coordinates, tiles, channels and cycles, 1 or 0 for waits");
    int[] n = Arrays.stream(text.split("x", PARTS)).mapToInt(Integer::parseInt).toArray();
    return new Counts(n[0], n[1], n[2], n[3], n[4]);
  }

  /** Whether any is narrower than usual. */
  public boolean narrow() {
    return !equals(USUAL);
  }

  /** The name of a module with these, where they are not the usual ones. */
  public ModuleName in(ModuleName name) {
    return narrow() ? name.and("counts" + coord + "x" + tiles + "x" + channels + "x" + cycles + "x", waits) : name;
  }

  @Override
  public String toString() {
    return Stream.of(coord, tiles, channels, cycles, waits).map(String::valueOf).collect(Collectors.joining("x"));
  }
}
