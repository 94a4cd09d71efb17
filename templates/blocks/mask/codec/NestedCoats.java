// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import blocks.mask.codec.MaskCodecs.Coded;
import blocks.mask.codec.MaskCodecs.Mask;
import blocks.mask.codec.MaskStreamException.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Coats of a mask, one within the other: a stream of {@link MaskCodecs} says which weights the first coat keeps, the next one which of these the second keeps, and so on, each in the codec that is the shortest for it. The last coat that keeps anything ends the row. The engine decodes digits of the
 * number of coats instead, plane by plane; this is what a nested code would take.
 */
public final class NestedCoats {
  private NestedCoats() {}

  /**
   * A stream for each coat.
   *
   * @param coats of each weight how many coats keep it, 0 or more
   */
  public static List<Coded> encode(int[] coats) {
    var streams = new ArrayList<Coded>();
    int[] left = coats;
    do {
      var bits = new BitSet();
      for (int i = 0; i < left.length; i++) bits.set(i, left[i] > 0);
      streams.add(MaskCodecs.best(new Mask(bits, left.length)));
      left = IntStream.of(left).filter(n -> n > 0).map(n -> n - 1).toArray();
    } while (IntStream.of(left).anyMatch(n -> n > 0));
    return streams;
  }

  /** Bits of the streams, their headers and the ends of their last words among them. */
  public static long bits(List<Coded> streams) {
    return streams.stream().mapToLong(s -> 64L * s.words().length).sum();
  }

  /**
   * Of each weight how many coats keep it.
   *
   * @param streams one per coat, 64-bit words
   * @throws MaskStreamException if a stream is damaged, or is not of as many weights as the coat before it keeps
   */
  public static int[] decode(List<long[]> streams) {
    var coats = new int[streams.isEmpty() ? 0 : MaskCodecs.decode(streams.get(0)).length()];
    for (int k = 0; k < streams.size(); k++) {
      var mask = MaskCodecs.decode(streams.get(k));
      int coat = k;
      int[] inside = IntStream.range(0, coats.length).filter(i -> coats[i] == coat).toArray();
      if (inside.length != mask.length()) throw new MaskStreamException(Fault.HEADER, 1, "coat " + (k + 1) + " is of " + mask.length() + " weights, but the one before it keeps " + inside.length);
      for (int i = 0; i < inside.length; i++) if (mask.bits().get(i)) coats[inside[i]]++;
    }
    return coats;
  }
}
