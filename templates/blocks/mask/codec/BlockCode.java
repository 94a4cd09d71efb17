// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Canonical prefix code of the 16 blocks of four mask bits, code words of 1 to 8 bits, sent first bit first.
 * Codes of one length are consecutive numbers in the order of their symbols, and a longer code starts after the last shorter
 * one, doubled (Schwartz and Kallick 1964; RFC 1951, 3.2.2). The code is complete: sum of 2^-length = 1.
 */
public final class BlockCode {
  /** Blocks of four mask bits. */
  public static final int SYMBOLS = 16;
  /** Longest code word, in bits. */
  public static final int MAX_LENGTH = 8;
  /** Every block is sent as it is, first bit (the highest) first. */
  public static final BlockCode RAW = new BlockCode(new int[] {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4});

  private final int[] lengths;
  private final int[] words = new int[SYMBOLS];
  private final byte[] symbolOf = new byte[1 << MAX_LENGTH];

  /**
   * The code with these lengths, 0 for a block that does not occur.
   *
   * @throws IllegalArgumentException if a length is outside 0..8 or the code is not complete
   */
  public BlockCode(int[] lengths) {
    if (lengths.length != SYMBOLS) {
      throw new IllegalArgumentException("a block code has " + SYMBOLS + " lengths, not " + lengths.length);
    }
    this.lengths = lengths.clone();
    int next = 0;                              // in units of 2^-8
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int span = 1 << (MAX_LENGTH - length);
      for (int s = 0; s < SYMBOLS; s++) {
        if (lengths[s] < 0 || lengths[s] > MAX_LENGTH) {
          throw new IllegalArgumentException("code length " + lengths[s] + " of block " + s + " is outside 0.." + MAX_LENGTH);
        }
        if (lengths[s] == length) {
          if (next + span > symbolOf.length) {
            throw new IllegalArgumentException("code lengths ask for more code words than there are (block " + s + ")");
          }
          words[s] = next >> (MAX_LENGTH - length);
          java.util.Arrays.fill(symbolOf, next, next + span, (byte) s);
          next += span;
        }
      }
    }
    if (next != symbolOf.length) {
      throw new IllegalArgumentException("code lengths leave code words unused (" + next + " of " + symbolOf.length + " 256ths)");
    }
  }

  /** The best code for these counts, by package-merge (Larmore and Hirschberg 1990). */
  public static BlockCode optimal(long[] counts) {
    var leaves = new ArrayList<Pack>();
    for (int s = 0; s < SYMBOLS; s++) {
      if (counts[s] > 0) {
        leaves.add(new Pack(counts[s], new int[] {s}));
      }
    }
    for (int s = 0; leaves.size() < 2; s++) {  // a complete code has two words at least
      if (counts[s] == 0) {
        leaves.add(new Pack(0, new int[] {s}));
      }
    }
    leaves.sort(Comparator.comparingLong(Pack::weight));
    List<Pack> level = leaves;
    for (int i = 1; i < MAX_LENGTH; i++) {
      var merged = new ArrayList<>(leaves);
      for (int j = 0; j + 1 < level.size(); j += 2) {
        merged.add(level.get(j).with(level.get(j + 1)));
      }
      merged.sort(Comparator.comparingLong(Pack::weight));
      level = merged;
    }
    int[] lengths = new int[SYMBOLS];
    for (Pack p : level.subList(0, 2 * leaves.size() - 2)) {
      for (int s : p.symbols()) {
        lengths[s]++;
      }
    }
    return new BlockCode(lengths);
  }

  /** The code whose lengths are 4-bit fields, block s at bits 4s+3..4s. */
  public static BlockCode ofPacked(long packed) {
    int[] lengths = new int[SYMBOLS];
    for (int s = 0; s < SYMBOLS; s++) {
      lengths[s] = (int) (packed >>> 4 * s) & 15;
    }
    return new BlockCode(lengths);
  }

  /** The lengths as 4-bit fields, block s at bits 4s+3..4s. */
  public long packed() {
    long packed = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      packed |= (long) lengths[s] << 4 * s;
    }
    return packed;
  }

  /** Length of a block's code word, 0 if it has none. */
  public int length(int symbol) {
    return lengths[symbol];
  }

  /** A block's code word, its first bit the highest of {@link #length}. */
  public int word(int symbol) {
    return words[symbol];
  }

  /** The block whose code word starts the eight bits {@code window}, first bit highest. */
  public int symbol(int window) {
    return symbolOf[window];
  }

  /** Bits that blocks with these counts take. */
  public long bits(long[] counts) {
    long bits = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      bits += counts[s] * lengths[s];
    }
    return bits;
  }

  private record Pack(long weight, int[] symbols) {
    Pack with(Pack other) {
      int[] all = java.util.Arrays.copyOf(symbols, symbols.length + other.symbols.length);
      System.arraycopy(other.symbols, 0, all, symbols.length, other.symbols.length);
      return new Pack(weight + other.weight, all);
    }
  }
}
