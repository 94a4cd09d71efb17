// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;

/** A folder that a command reads is none that it writes. */
final class OwnFolder {
  private OwnFolder() {}

  /** @param output that is to be written, @param read folder of a design, @throws BadInput where one is the other or lies within it, links followed */
  static void refuse(Path output, Path read) {
    if (real(output).startsWith(real(read))) throw new BadInput("-o " + output + " is the design's own folder, or within it: 'kakure generate' then would not replace it any more\n  do:  choose another folder with -o");
  }

  /** Without links, as far as it is there. */
  private static Path real(Path path) {
    var whole = path.toAbsolutePath().normalize();
    var there = whole;
    while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
    try {
      return there.toRealPath().resolve(there.relativize(whole)).normalize();
    } catch (IOException e) {
      throw new BadInput(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
