// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A shift-register generator of pseudorandom words. The state is a non-negative number whose low word is the oldest one. */
public sealed interface Generator permits Xorshift, Xorwow {
  /** Bits of an output. */
  int wordBits();

  /** Bits of the state, and of a seed. */
  int stateBits();

  /** The state after {@code state}. */
  BigInteger step(BigInteger state);

  /** The output that belongs to a state: the generator steps first, then delivers. */
  BigInteger output(BigInteger state);

  /** {@code raw}, or a constant where the generator would never leave {@code raw}. */
  BigInteger seed(BigInteger raw);

  /** The canonical name, which {@link GeneratorCatalogue#find} reads: {@code xorshift32:13,17,5}. */
  String name();

  /** The generator of a name. @throws IllegalArgumentException as {@link GeneratorCatalogue#find} */
  static Generator parse(String name) {
    return GeneratorCatalogue.find(name);
  }

  /** The first {@code count} outputs from a seed: word by word, as published. */
  default List<BigInteger> outputs(BigInteger seed, int count) {
    var outputs = new ArrayList<BigInteger>(count);
    var state = seed(seed);
    for (int i = 0; i < count; i++) {
      state = step(state);
      outputs.add(output(state));
    }
    return outputs;
  }

  /** The top {@code bits} bits of the golden ratio's fraction, which replace a seed of 0; 1 to 160. For 32 bits 0x9E3779B9. */
  static BigInteger golden(int bits) {
    return new BigInteger("9e3779b97f4a7c15f39cc0605cedc8341082276b", 16).shiftRight(160 - bits);
  }
}
