// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;
import kakure.console.OutputFile;
import kakure.report.Page;

/** {@code report.html} and {@code report.png} in a folder, which is refused before the work is done where nothing can be written there. */
final class ReportFiles {
  private static final String HTML = "report.html";
  private static final String PNG = "report.png";

  private final Path folder;

  /** @throws BadInput where the folder, or what stands in its place or above it, is none or may not be written */
  ReportFiles(Path folder) {
    this.folder = folder;
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) there = there.getParent();
    if (!Files.isDirectory(there)) throw new BadInput("-o " + folder + ": " + there + " is no folder");
    if (!Files.isWritable(there)) throw new BadInput("-o " + folder + ": " + there + " may not be written to");
    if (Files.isDirectory(folder)) files();
  }

  private OutputFile[] files() {
    return new OutputFile[] {new OutputFile("-o", folder.resolve(HTML)), new OutputFile("-o", folder.resolve(PNG))};
  }

  /** Each appears whole or not at all. */
  void write(Page page) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var files = files();
    files[0].write(page.html());
    files[1].write(page.png());
  }

  /** Where the page lies. */
  Path html() {
    return folder.resolve(HTML);
  }
}
