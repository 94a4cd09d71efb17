// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kakure.BadInput;

/** Files that appear whole or not at all. */
final class Staged {
  private Staged() {}

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] bytes) {
    var part = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BadInput("cannot write " + file + ": " + e.getMessage() + "\n  do:  make room or permit writing, or choose another folder with -o", e);
    }
  }
}
