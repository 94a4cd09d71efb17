// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

/** How an engine is sent its masks. */
public enum Masks {
  /** As code words or indices: fewest bits. */
  CODED,
  /** As they are, a bit for each weight: least logic, for small engines without groups. */
  PLAIN
}
