// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.JsonText;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import tools.jackson.databind.JsonNode;

/**
 * What the {@code design.json} of a folder says of the block it was generated from.
 *
 * @param file the design.json
 * @param name of the top module; empty where it says none
 * @param block class of the top's block, nothing in a design that was not generated
 * @param parameters of the top by name
 */
record DesignFolder(Path file, String name, Optional<String> block, Map<String, String> parameters) {
  private static final long MOST_BYTES = 64L << 20;

  /**
   * Reads it.
   *
   * @return nothing where the folder has none
   * @throws BadInput with the file and what is wrong
   */
  static Optional<DesignFolder> in(Path folder) {
    Path file = folder.resolve("design.json");
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      if (Files.size(file) > MOST_BYTES) throw new BadInput(file + ": larger than " + MOST_BYTES + " bytes; this is no design.json");
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
    JsonNode root = JsonText.read(file);
    var parameters = new LinkedHashMap<String, String>();
    root.path("parameters").forEachEntry((name, value) -> parameters.put(name, value.asString("")));
    JsonNode block = root.path("provenance").path("block");
    return Optional.of(new DesignFolder(file, root.path("top").asString(""), block.isString() ? Optional.of(block.asString()) : Optional.empty(), parameters));
  }

  /** The specification of its block; nothing where no library has it. */
  Optional<BlockSpec<?>> spec() {
    return Libraries.blocks().stream().filter(s -> block.filter(s.usual().getClass().getName()::equals).isPresent()).findFirst();
  }

  /** The block it was generated from; nothing where no library has it. @throws BadInput if the parameters are not the block's */
  Optional<Block> top() {
    return spec().map(spec -> {
      try {
        return Libraries.configure(spec, parameters);
      } catch (BadInput e) {
        throw new BadInput(file + ": " + e.getMessage(), e);
      }
    });
  }
}
