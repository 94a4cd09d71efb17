// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kakure.BadInput;

/** Files that a command writes: refused before the work is done where they cannot be, written whole or not at all. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * @param option that names it, for the message
   * @param file to be written later
   * @throws BadInput if it is a directory, or would lie where none is or nothing may be written
   */
  public static void check(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String why = Files.isDirectory(file) ? "is a directory"
        : folder == null || !Files.isDirectory(folder) ? "its directory does not exist"
        : !Files.isWritable(folder) ? "its directory may not be written to"
        : null;
    if (why != null) {
      throw new BadInput(option + " " + file + ": " + why);
    }
  }

  /** Writes a file whole or not at all. */
  public static void write(Path file, String text) {
    Path staged = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(staged, text);
      Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      staged.toFile().delete();
    }
  }
}
