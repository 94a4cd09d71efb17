// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;
import kakure.network.Shape;

/**
 * What one case should be answered, transaction by transaction in order.
 *
 * @param transactions packed, little-endian, as the stream's {@link Transactions}
 * @param counts 1 for every bit that is compared, packed alike: counters of cycles, and what is beside a map, are not
 * @param places for each byte of {@code transactions} 0, or 1 + the number of the value it is part of, counted through {@code regions}; bytes of a value lie side by side, the lowest first
 * @param regions that values belong to, in the order of their numbers
 */
public record Answer(byte[] transactions, byte[] counts, int[] places, List<Region> regions) {
  /** Checks that all three are equally long. */
  public Answer {
    regions = List.copyOf(regions);
    if (counts.length != transactions.length || places.length != transactions.length) throw new IllegalArgumentException("an answer of " + transactions.length + " bytes with " + counts.length + " bytes of counts and " + places.length + " places");
  }

  /**
   * Values that belong together.
   *
   * @param title in messages: "layer conv1 before pooling", "report of layer conv1"
   * @param shape their order is its order
   * @param map whether they are a map's, with channel, y and x; else they are words, one a channel
   */
  public record Region(String title, Shape shape, boolean map) {}
}
