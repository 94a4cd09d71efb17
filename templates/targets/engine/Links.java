// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.Optional;

/**
 * What a layer of the engine has to do with maps other than the one that the layer before it gave.
 *
 * @param source name of the map that it reads: a node's, a {@link Copies copy}'s, or the image's
 * @param value name of the map that it computes, before it is pooled
 * @param residual what is read back for it
 * @param fold whether it sums up a whole map: all taps have the weights of the mask's one tap
 * @param tap the one tap of its window that it reads; -1: all
 * @param identity whether its mask keeps one weight a channel, so that it hands on what it reads: no layer of the network has it
 * @param told whether the map is complete with it: another layer goes on with it otherwise
 */
public record Links(String source, String value, Optional<Residual> residual, boolean fold, int tap, boolean identity, boolean told) {
  /**
   * A map that is read back, of the same shape.
   *
   * @param map its name
   * @param mul per channel, factor; null where the larger of the two is kept in place of a sum
   * @param shift per channel, bits that the product is moved up
   */
  public record Residual(String map, int[] mul, int[] shift) {
    /** Whether the larger is kept. */
    boolean largest() {
      return mul == null;
    }
  }

  /** A layer that reads one map, with weights of its own. */
  static Links of(String source, String value) {
    return new Links(source, value, Optional.empty(), false, -1, false, true);
  }

  Links source(String other) {
    return new Links(other, value, residual, fold, tap, identity, told);
  }

  Links residual(Residual other) {
    return new Links(source, value, Optional.of(other), fold, tap, identity, told);
  }

  Links folds() {
    return new Links(source, value, residual, true, tap, identity, told);
  }

  /** A layer whose mask keeps one weight a channel. */
  Links identity(int ofTap, boolean last) {
    return new Links(source, value, residual, fold, ofTap, true, last);
  }
}
