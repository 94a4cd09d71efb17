// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import kakure.kernel.Ranges;
import kakure.kernel.Type;

/** Channels of an AXI4 manager that reads and writes memory in bursts of whole bus words (INCR): the signals that change. Addresses have {@value #ADDRESS_BITS} bits. */
public final class Axi4 {
  /** Bits of an address. */
  public static final int ADDRESS_BITS = 64;

  /** Bytes whose border no burst crosses. */
  public static final int PAGE = 4096;

  /** Bits of a job's length in bytes. */
  public static final int LENGTH_BITS = 32;

  private static final int MOST_BEATS = 256;

  private Axi4() {}

  /** AR or AW: {@code len} is the number of beats less one. */
  public record Address<T>(T valid, T addr, T len) {
    /** Its ports. */
    public static Address<Type> type() {
      return new Address<>(Type.bit().control(), Type.bits(ADDRESS_BITS).control(), Type.bits(8).control());
    }
  }

  /** R, whose last mark nobody reads: a manager knows how many beats it asked for. */
  public record Read<T>(T valid, T data, T resp) {
    /** Its ports. */
    public static Read<Type> of(int width) {
      return new Read<>(Type.bit().control(), Type.bits(width), Type.bits(2).control());
    }
  }

  /** W. */
  public record Write<T>(T valid, T data, T strb, T last) {
    /** Its ports. */
    public static Write<Type> of(int width) {
      return new Write<>(Type.bit().control(), Type.bits(width), Type.bits(width / 8).control(), Type.bit().control());
    }
  }

  /** B. */
  public record Done<T>(T valid, T resp) {
    /** Its ports. */
    public static Done<Type> type() {
      return new Done<>(Type.bit().control(), Type.bits(2).control());
    }
  }

  /** What is to be moved: {@code length} bytes, one or more, at an address that is a multiple of a bus word. */
  public record Job<T>(T valid, T addr, T length) {
    /** Its ports. */
    public static Job<Type> type() {
      return new Job<>(Type.bit().control(), Type.bits(ADDRESS_BITS).control(), Type.bits(LENGTH_BITS).control());
    }
  }

  /** What all of them must be: a width of 32 to 512 bits and bursts of 2 to 256 beats, powers of two; a longest burst no longer than a page, so that one that ends at a multiple of its length crosses none. */
  public static void check(int width, int burst) {
    Ranges.check("width", width, 32, 512);
    if (Integer.bitCount(width) != 1) throw new IllegalArgumentException("width = " + width + " is no power of two");
    Ranges.check("burst", burst, 2, MOST_BEATS);
    if (Integer.bitCount(burst) != 1) throw new IllegalArgumentException("burst = " + burst + " is no power of two");
    if (burst * (width / 8) > PAGE) throw new IllegalArgumentException("burst = " + burst + " of width = " + width + " is longer than " + PAGE + " bytes");
  }
}
