// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.io.Serial;

/** A coded mask that cannot be read: what is wrong and at which word. */
public final class MaskStreamException extends IllegalArgumentException {
  @Serial
  private static final long serialVersionUID = 1;

  /** The faults that a decoder tells apart, in the order of its error codes. */
  public enum Fault {
    /** No fault. */
    NONE,
    /** A format version or mask kind this decoder does not know. */
    KIND,
    /** A field of the header is zero or beyond its range. */
    HEADER,
    /** The code lengths are no complete prefix code. */
    CODE,
    /** The check sum differs. */
    CRC,
    /** The words end before the symbols do. */
    TRUNCATED,
    /** Words are left when all symbols are decoded. */
    OVERLONG,
    /** An index beyond the channels of a shorter group at the end of a one-of-G mask. */
    INDEX;

    /** The number that the hardware's error port shows. */
    public int code() {
      return ordinal();
    }
  }

  private final Fault fault;
  private final long offset;

  /** A fault at word {@code offset} of the stream. */
  public MaskStreamException(Fault fault, long offset, String message) {
    super("mask stream, word " + offset + ": " + message);
    this.fault = fault;
    this.offset = offset;
  }

  /** Which fault. */
  public Fault fault() {
    return fault;
  }

  /** Index of the word at which it showed. */
  public long offset() {
    return offset;
  }
}
