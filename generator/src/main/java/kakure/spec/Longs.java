// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Port;

/** Values of ports as longs: where each port's begin, and the way to numbers of any width and back. */
public final class Longs {
  private final int[] widths;
  private final int[] first;
  private final int size;

  private Longs(int[] widths) {
    this.widths = widths.clone();
    this.first = new int[widths.length];
    int at = 0;
    for (int i = 0; i < widths.length; i++) {
      first[i] = at;
      at += words(widths[i]);
    }
    this.size = at;
  }

  /** Of values of these widths. */
  public static Longs of(int... widths) {
    return new Longs(widths);
  }

  /** Of a block's input ports, clock and reset left out. */
  public static Longs inputs(Block block) {
    return of(ports(block, Port.Dir.IN).stream().mapToInt(p -> p.type().width()).toArray());
  }

  /** Of a block's output ports. */
  public static Longs outputs(Block block) {
    return of(ports(block, Port.Dir.OUT).stream().mapToInt(p -> p.type().width()).toArray());
  }

  /** A block's ports of a direction, clock and reset left out. */
  public static List<Port> ports(Block block, Port.Dir dir) {
    return Port.of(block).stream().filter(p -> p.dir() == dir && p.role() == Port.Role.SIGNAL).toList();
  }

  /** Longs that a value of this width takes. */
  public static int words(int width) {
    return (width + 63) / 64;
  }

  /** The low {@code width} bits set, 0 to 64. */
  public static long ones(int width) {
    return width == 0 ? 0 : -1L >>> 64 - width;
  }

  /** How many values there are. */
  public int count() {
    return widths.length;
  }

  /** Width of value i in bits. */
  public int width(int i) {
    return widths[i];
  }

  /** Index of value i's first long. */
  public int first(int i) {
    return first[i];
  }

  /** Longs of all values. */
  public int size() {
    return size;
  }

  /** Numbers into longs. */
  public void pack(List<BigInteger> values, long[] to) {
    for (int i = 0; i < widths.length; i++) {
      for (int w = 0; w < words(widths[i]); w++) to[first[i] + w] = values.get(i).shiftRight(64 * w).longValue();
    }
  }

  /** Longs into non-negative numbers. */
  public List<BigInteger> unpack(long[] from) {
    var values = new ArrayList<BigInteger>(widths.length);
    for (int i = 0; i < widths.length; i++) {
      var value = BigInteger.ZERO;
      for (int w = words(widths[i]) - 1; w >= 0; w--) value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(from[first[i] + w])));
      values.add(value);
    }
    return values;
  }
}
