// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;

/**
 * Marsaglia's xorwow ("Xorshift RNGs", 2003): t = x ^ (x &gt;&gt;&gt; 2); the five words move down by one; v = (v ^ (v &lt;&lt; 4)) ^ (t ^ (t &lt;&lt; 1)); d += 362437; the output is v +
 * d modulo 2^32. State: x in bits 31..0, y, z, w, v in bits 159..128, d in bits 191..160. The period is 2^192 - 2^32.
 */
public record Xorwow() implements Generator {
  /** Bits of the part that is linear over GF(2): the five words. */
  public static final int LINEAR_BITS = 160;

  /** Added to the counter at every step. */
  public static final int INCREMENT = 362437;

  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
  private static final BigInteger LINEAR = BigInteger.ONE.shiftLeft(LINEAR_BITS).subtract(BigInteger.ONE);

  @Override
  public int wordBits() {
    return 32;
  }

  @Override
  public int stateBits() {
    return LINEAR_BITS + 32;
  }

  @Override
  public BigInteger step(BigInteger state) {
    var counter = state.shiftRight(LINEAR_BITS).add(BigInteger.valueOf(INCREMENT)).and(MASK);
    return stepLinear(state.and(LINEAR)).or(counter.shiftLeft(LINEAR_BITS));
  }

  /** The five words after {@code state}, without the counter. */
  public BigInteger stepLinear(BigInteger state) {
    var x = state.and(MASK);
    var v = state.shiftRight(128);
    var t = x.xor(x.shiftRight(2));
    var next = v.xor(v.shiftLeft(4)).xor(t).xor(t.shiftLeft(1)).and(MASK);
    return state.shiftRight(32).or(next.shiftLeft(128));
  }

  @Override
  public BigInteger output(BigInteger state) {
    return state.shiftRight(128).and(MASK).add(state.shiftRight(LINEAR_BITS)).and(MASK);
  }

  /** Five words of 0 never change, whatever the counter is: they are replaced, the counter stays. */
  @Override
  public BigInteger seed(BigInteger raw) {
    return raw.and(LINEAR).signum() == 0 ? raw.or(Generator.golden(LINEAR_BITS)) : raw;
  }

  /** The step of the five words as a matrix. */
  public Gf2Matrix matrix() {
    return Gf2Matrix.of(LINEAR_BITS, this::stepLinear);
  }

  @Override
  public String name() {
    return "xorwow";
  }

  /** The name, which {@link Generator#parse} reads. */
  @Override
  public String toString() {
    return name();
  }
}
