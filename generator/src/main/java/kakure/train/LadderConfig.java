// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * How weights are stored that serve several precisions.
 *
 * @param bits of the finest, 1 to 8
 * @param target mean bits of a multiply-accumulate, at least 1 and below {@code bits}, for which filters get bits of their own; 0 where all have {@code bits}
 */
public record LadderConfig(int bits, double target) {
  /** Eight bits for all. */
  public static final LadderConfig BYTE = new LadderConfig(8, 0);

  /** @throws IllegalArgumentException if a value is out of range */
  public LadderConfig {
    if (bits < 1 || bits > 8) throw new IllegalArgumentException("bits " + bits + ": must be 1 to 8");
    if (target != 0 && !(target >= 1 && target < bits)) throw new IllegalArgumentException("target of " + target + " bits a multiply-accumulate: must be at least 1 and below " + bits);
  }
}
