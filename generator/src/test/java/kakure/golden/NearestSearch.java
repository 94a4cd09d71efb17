// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.TreeMap;

/** Rounding by looking: all finite values of a small format in a sorted map. A witness that knows nothing of shifts and guard bits. */
final class NearestSearch {
  private final FloatFormat format;
  private final FloatEdges edges;
  private final TreeMap<Double, Long> magnitudes = new TreeMap<>();

  NearestSearch(FloatFormat format, FloatEdges edges) {
    this.format = format;
    this.edges = edges;
    for (long m = 0; m <= format.largest(); m++) magnitudes.put(format.toDouble(m), m);
  }

  /** An operand, as {@code edges} reads it. */
  double read(long raw) {
    double value = format.toDouble(raw);
    boolean flushed = edges.subnormals() == FloatEdges.Subnormals.FLUSH && format.field(raw) == 0;
    return flushed ? Math.copySign(0.0, value) : value;
  }

  long nearest(double exact) {
    if (Double.isNaN(exact)) return format.nan();
    boolean negative = Double.doubleToRawLongBits(exact) < 0;
    double magnitude = Math.abs(exact);
    return format.signed(negative && !tooLargeAndNan(magnitude), magnitude(magnitude));
  }

  private boolean tooLargeAndNan(double magnitude) {
    return beyond(magnitude) && edges.overflow() == FloatEdges.Overflow.INF && !format.hasInfinity();
  }

  /** The step of the largest numbers goes on above them: half a step is nearest to the even one of the two. */
  private boolean beyond(double magnitude) {
    double largest = format.toDouble(format.largest());
    double next = largest + (largest - format.toDouble(format.largest() - 1));
    if (edges.rounding() == FloatEdges.Rounding.ZERO) return magnitude >= next;
    double half = (largest + next) / 2;
    return magnitude > half || magnitude == half && (format.largest() & 1) != 0;
  }

  private long magnitude(double exact) {
    if (beyond(exact)) return edges.overflow() == FloatEdges.Overflow.SATURATE ? format.largest() : format.hasInfinity() ? format.limit() : format.nan();
    double least = format.toDouble(format.leastNormal());
    if (edges.subnormals() == FloatEdges.Subnormals.KEEP || exact >= least) return between(exact);
    // Rounded as if the exponent had no end: in the last half step of an unbounded format below the least normal it is the least normal still.
    double unbounded = least - Math.scalb(least, -format.fractionBits() - 2);
    return edges.rounding() == FloatEdges.Rounding.NEAREST && exact >= unbounded ? format.leastNormal() : 0;
  }

  private long between(double exact) {
    var low = magnitudes.floorEntry(exact);
    var high = magnitudes.higherEntry(exact);
    if (edges.rounding() == FloatEdges.Rounding.ZERO || high == null) return low.getValue();
    double below = exact - low.getKey(), above = high.getKey() - exact;
    if (below == above) return (low.getValue() & 1) == 0 ? low.getValue() : high.getValue();
    return below < above ? low.getValue() : high.getValue();
  }
}
