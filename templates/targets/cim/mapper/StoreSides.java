// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import java.util.ArrayList;
import java.util.List;

/**
 * Which side should lie in the cells, weights or activations: what of either is off on the same operations.
 *
 * <p>Weights stored: an input segment of zeros stops all columns, for one bit; power goes for gated channels and empty units only. Activations stored, one bit plane in a column per pixel: zeros stay zero for all output channels, so
 * power goes for every empty unit; but each operation is a write, and zero weights stop word lines only.
 *
 * @param weightsOff share of used units off for a whole vector
 * @param weightsSkipped share of used units' bits without precharge, those off included
 * @param weightsZero share of used units that hold no weight
 * @param activations by pixels of a unit
 * @param pulsesStopped share of weights that are 0: word lines that stay low where activations are stored
 * @param weightsWritten rows of cells written once, by layer
 * @param activationsWritten columns of cells written, by operation: 8 bit planes
 */
public record StoreSides(String layer, double weightsOff, double weightsSkipped, double weightsZero, List<Stored> activations, double pulsesStopped, long weightsWritten, long activationsWritten) {
  private static final int BITS = 8;

  /**
   * Activations in the cells.
   *
   * @param pixels columns of a unit: operations that follow each other on an image
   * @param planeOff share of units off, each bit plane by itself
   * @param off share off where the eight planes are switched together
   */
  public record Stored(int pixels, double planeOff, double off) {}

  /** By how much the share of unit-bits that need no charge is larger where activations are stored, in units of so many pixels; below 0 where weights are better. @throws java.util.NoSuchElementException for pixels that were not looked at */
  public double ahead(int pixels) {
    return activations.stream().filter(a -> a.pixels() == pixels).findFirst().orElseThrow().planeOff() - weightsSkipped;
  }

  /**
   * Both sides of a layer.
   *
   * @param gates with operations, those of an image in the order of its pixels
   * @param pixels of a unit where activations are stored
   * @throws IllegalArgumentException without operations: what is in the cells cannot be told
   */
  public static StoreSides of(Mapping mapping, Gates gates, CimPhases phases, List<Integer> pixels) {
    if (gates.operations().isEmpty()) throw new IllegalArgumentException(mapping.layer().name() + ": which side to store is judged by activations, and there are none: give operations");
    var a = Totals.of(mapping, gates, phases, Totals.Depth.ALL);
    long zeros = 0;
    for (int w : mapping.layer().values()) if (w == 0) zeros++;
    return new StoreSides(
        mapping.layer().name(),
        a.off(),
        1 - Totals.share(a.precharges(), a.unitOperations() * BITS),
        Totals.share(mapping.unitsZero(), mapping.unitsUsed()),
        pixels.stream().map(p -> stored(mapping, gates, p)).toList(),
        Totals.share(zeros, mapping.layer().values().length),
        (long) mapping.tiles().size() * mapping.shape().rows(),
        BITS);
  }

  private static Stored stored(Mapping mapping, Gates gates, int pixels) {
    var segments = segments(mapping);
    long units = 0, off = 0, planes = 0;
    var all = gates.operations();
    for (int first = 0; first < all.size(); ) {
      int end = first + 1;
      while (end < all.size() && end < first + pixels && all.get(end).image() == all.get(first).image()) end++;
      for (int[] rows : segments) {
        int ones = 0;
        for (var o : all.subList(first, end)) for (int r : rows) if (!gates.inputs().off(r / mapping.layer().taps(), o.image())) ones |= o.values()[r] & 255;
        units++;
        if (ones == 0) off++;
        planes += BITS - Integer.bitCount(ones);
      }
      first = end;
    }
    return new Stored(pixels, Totals.share(planes, units * BITS), Totals.share(off, units));
  }

  /** Rows of each used segment, as places in an operation's vector; of tiles that differ in outputs only the first counts. */
  private static List<int[]> segments(Mapping mapping) {
    var segments = new ArrayList<int[]>();
    var seen = new ArrayList<List<Row>>();
    int length = mapping.shape().segmentRows();
    for (var tile : mapping.tiles()) {
      if (seen.contains(tile.rows())) continue;
      seen.add(tile.rows());
      for (int s = 0; s < mapping.shape().segments(); s++) {
        var rows = tile.rows().subList(s * length, (s + 1) * length).stream().filter(r -> !r.empty()).mapToInt(r -> r.channel() * mapping.layer().taps() + r.tap()).toArray();
        if (rows.length > 0) segments.add(rows);
      }
    }
    return segments;
  }
}
