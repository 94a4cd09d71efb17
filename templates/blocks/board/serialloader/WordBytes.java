// SPDX-License-Identifier: Apache-2.0
package blocks.board.serialloader;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kakure.kernel.Ranges;

/**
 * Bytes of a word of each stream, in the order of the streams' numbers.
 *
 * @param bytes 1 to 8 numbers of 1 to 256
 */
public record WordBytes(List<Integer> bytes) {
  private static final int STREAMS = 8;
  private static final int BYTES = 256;

  /** Checks the ranges. */
  public WordBytes {
    bytes = List.copyOf(bytes);
    Ranges.check("streams of words", bytes.size(), 1, STREAMS);
    for (int n : bytes) Ranges.check("bytes of a word", n, 1, BYTES);
  }

  /** The widths in order. */
  public static WordBytes of(Integer... bytes) {
    return new WordBytes(List.of(bytes));
  }

  /** Reads what {@link #toString} writes. @throws IllegalArgumentException for anything else */
  public static WordBytes parse(String text) {
    if (!text.matches("\\d{1,4}(x\\d{1,4})*")) throw new IllegalArgumentException("\"" + text + "\" is no list of bytes such as 10x16x9x8");
    return new WordBytes(Arrays.stream(text.split("x")).map(Integer::valueOf).toList());
  }

  /** Bytes of the longest word. */
  public int most() {
    return bytes.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  @Override
  public String toString() {
    return bytes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
