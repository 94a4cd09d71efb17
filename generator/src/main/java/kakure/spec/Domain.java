// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

/** Points at which a function is tried, by number; none is held, each is made when it is asked for, so a run can be spread and taken up again anywhere. Immutable. */
public interface Domain {
  /** How many points there are; {@link Long#MAX_VALUE} where they do not end. */
  long size();

  /** A maker of points, with buffers of its own: one for each thread. */
  Cursor cursor();

  /** True where a point is a number whose bits are those of the input ports, the first port's low bits first: a simulator then counts through them itself. */
  default boolean counted() {
    return false;
  }

  /** Makes points. */
  @FunctionalInterface
  interface Cursor {
    /**
     * Fills the inputs of a point.
     *
     * @param index 0 to {@link Domain#size} - 1
     * @param in as {@link FunctionModel#apply} takes them
     */
    void point(long index, long[] in);

    /** How many points from this one on differ in {@code in[0]} alone, which counts up by one: 1 or more. */
    default long run(long index) {
      return 1;
    }
  }

  /** These points, then those of another domain. */
  default Domain then(Domain next) {
    long own = size();
    return new Domain() {
      @Override
      public long size() {
        return own > Long.MAX_VALUE - next.size() ? Long.MAX_VALUE : own + next.size();
      }

      @Override
      public Cursor cursor() {
        var first = Domain.this.cursor();
        var second = next.cursor();
        return (index, in) -> {
          if (index < own) first.point(index, in);
          else second.point(index - own, in);
        };
      }
    };
  }

  /** A bijection of 64 bits that leaves no pattern (the finaliser of SplitMix64: Steele, Lea, Flood, OOPSLA 2014). */
  static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
