// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

/**
 * Shape of a wire.
 *
 * @param width bits, 1 to {@value #MAX_WIDTH}
 * @param signed two's complement
 * @param kind whether the value decides something or is only worked on
 */
public record Type(int width, boolean signed, Kind kind) {
  /** Widest wire that every tool downstream takes. */
  public static final int MAX_WIDTH = 1 << 20;

  /** What a value is for. Only control registers are reset, so a control port refuses data: it could be undefined. */
  public enum Kind {
    /** Worked on; may be anything while no valid bit vouches for it. */
    DATA,
    /** Decides; defined from reset on. */
    CONTROL
  }

  /** Checks the range. */
  public Type {
    if (width < 1 || width > MAX_WIDTH) throw new IllegalArgumentException("width = " + width + " is outside 1 .. " + MAX_WIDTH);
  }

  /** One unsigned data bit. */
  public static Type bit() {
    return bits(1);
  }

  /** {@code width} unsigned data bits. */
  public static Type bits(int width) {
    return new Type(width, false, Kind.DATA);
  }

  /** {@code width} data bits in two's complement. */
  public static Type signed(int width) {
    return new Type(width, true, Kind.DATA);
  }

  /** {@code n} elements side by side, element 0 in the low bits; the vector itself is unsigned. */
  public static Type vec(int n, Type element) {
    long width = (long) n * element.width;
    if (n < 1 || width > MAX_WIDTH) throw new IllegalArgumentException("a vector of " + n + " x " + element.width + " bits is outside 1 .. " + MAX_WIDTH + " bits");
    return new Type((int) width, false, element.kind);
  }

  /** The same bits, as control. */
  public Type control() {
    return new Type(width, signed, Kind.CONTROL);
  }

  Type of(Kind other) {
    return new Type(width, signed, other);
  }

  Type withWidth(int bits) {
    return new Type(bits, signed, kind);
  }

  Type withSign(boolean sign) {
    return new Type(width, sign, kind);
  }

  /** For messages: {@code 8 bits}, {@code 9 bits signed}, {@code 1 bit control}. */
  @Override
  public String toString() {
    return width + (width == 1 ? " bit" : " bits") + (signed ? " signed" : "") + (kind == Kind.CONTROL ? " control" : "");
  }
}
