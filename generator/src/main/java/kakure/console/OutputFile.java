// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;

/** Refuses a file that could not be written before the work is done, not after it. */
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
}
