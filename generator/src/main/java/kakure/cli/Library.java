// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.Blocks;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.kernel.BlockSpec;

/** Looks blocks up as the user names them. */
final class Library {
  private Library() {}

  /** @param name as {@code kakure blocks} prints it; @return nothing if there is no such block */
  static Optional<BlockSpec> find(String name) {
    return Blocks.all().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** @throws BadInput if there is no such block */
  static BlockSpec get(String name) {
    return find(name).orElseThrow(() -> new BadInput("there is no block \"" + name + "\"; 'kakure blocks' lists them"));
  }

  /** @throws BadInput if a parameter is unknown or out of range */
  static Block configure(BlockSpec spec, Map<String, String> parameters) {
    try {
      return spec.parse(parameters);
    } catch (IllegalArgumentException e) {
      throw new BadInput(spec.name() + ": " + e.getMessage(), e);
    }
  }
}
