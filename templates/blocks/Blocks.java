// SPDX-License-Identifier: Apache-2.0
package blocks;

import blocks.signpe.SignPeSpec;
import java.util.List;
import kakure.kernel.BlockSpec;

/** The block library: all that the contract test, {@code kakure blocks} and {@code kakure check} know. */
public final class Blocks {
  private Blocks() {}

  /** Every block's specification, sorted by class name, one per line. */
  public static List<BlockSpec> all() {
    return List.of(
        new SignPeSpec()
    );
  }
}
