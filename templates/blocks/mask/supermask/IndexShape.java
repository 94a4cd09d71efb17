// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.IndexSteps;
import blocks.mask.codec.MaskKind;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Ranges;

/**
 * Figures for the part of {@link SupermaskDecoder} that takes indices: a row of an entry, a piece of it, or up to three rows of few outputs a cycle.
 *
 * @param lanes input channels side by side
 * @param outputs output channels of an entry
 * @param group G
 * @param words of 64 bits of a beat
 */
public record IndexShape(int lanes, int outputs, int group, int words) {
  /** Bits of an index. */
  public int bits() {
    return Integer.numberOfTrailingZeros(group);
  }

  /** The bits, the lowest first. */
  public List<Integer> planes() {
    return IntStream.range(0, bits()).boxed().toList();
  }

  /** Kind of a stream of indices. */
  public int kind() {
    return MaskKind.oneOf(group).code();
  }

  /** Groups of channels side by side. */
  public int rows() {
    return lanes / group;
  }

  /** Outputs of a row whose indices are taken together. */
  public int piece() {
    return Math.min(outputs, steps().piece());
  }

  private IndexSteps steps() {
    return new IndexSteps(bits(), words);
  }

  /**
   * A row that is taken together with the one before it, where a beat holds the indices of all.
   *
   * @param at 1 for the row after the first, 2 for the next
   * @param outputs that it has at most, @param always whether no entry has more
   */
  public record Next(int at, int outputs, boolean always) {}

  /** The rows after the first that may be taken in a cycle. */
  public List<Next> nexts() {
    return IntStream.range(1, Math.min(rows(), IndexSteps.MOST_ROWS)).mapToObj(i -> new Next(i, Math.min(outputs, steps().reach(i + 1)), outputs <= steps().reach(i + 1))).toList();
  }

  /** Bits of an output's number in its piece. */
  public int outputBits() {
    return Math.max(1, Ranges.bits(piece() - 1));
  }

  /** Pieces of a row. */
  public int pieces() {
    return (outputs + piece() - 1) / piece();
  }

  public int lastPiece() {
    return pieces() - 1;
  }

  /** Outputs of the last piece. */
  public int rest() {
    return outputs - lastPiece() * piece();
  }

  /** Bits of a number of bits of a beat, all included. */
  public int countBits() {
    return 6 + words;
  }

  /** Zeros above the number of an output. */
  public int countPad() {
    return countBits() - outputBits();
  }

  /** The pieces but the last, that one's neighbour first. */
  public List<Integer> wholePiecesDown() {
    return IntStream.range(0, lastPiece()).mapToObj(p -> lastPiece() - 1 - p).toList();
  }

  /** A digit of a position. */
  public record Digit(int plane, boolean one) {}

  /** A position in a group of channels. */
  public record Position(int at, List<Digit> digits) {}

  /** The positions in a group of channels, the last first. */
  public List<Position> positionsDown() {
    return IntStream.range(0, group).map(i -> group - 1 - i).mapToObj(i -> new Position(i, planes().stream().map(p -> new Digit(p, (i >> p & 1) == 1)).toList())).toList();
  }
}
