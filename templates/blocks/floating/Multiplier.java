// SPDX-License-Identifier: Apache-2.0
package blocks.floating;

/** Which multiplier a larger block is made of. */
public enum Multiplier {
  /** The log-approximate one. */
  LAM,
  /** The exact one, rounded once. */
  EXACT
}
