// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;
import kakure.console.OutputFile;

/** Files of a sweep's folder, which is made where it is missing: each appears whole or not at all. */
final class Staged {
  private Staged() {}

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new BadInput("cannot write " + file + ": " + e.getMessage() + "\n  do:  make room or permit writing, or choose another folder with -o", e);
    }
    new OutputFile("-o", file).write(bytes);
  }
}
