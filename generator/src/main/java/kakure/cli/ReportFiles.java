// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import kakure.console.OutputFile;

/** {@code report.html} and a picture beside it in a folder, which is refused before the work is done where nothing can be written there. */
final class ReportFiles {
  private static final String HTML = "report.html";
  /** The charts of a block's report. */
  static final String CHARTS = "report.png";
  /** The diagram of a design's. */
  static final String DIAGRAM = "diagram.png";

  private final Path folder;
  private final String picture;

  /** @param picture name of the picture's file, @throws BadInput where the folder, or what stands in its place or above it, is none or may not be written */
  ReportFiles(Path folder, String picture) {
    this.folder = folder;
    this.picture = picture;
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) there = there.getParent();
    if (!Files.isDirectory(there)) throw new BadInput("-o " + folder + ": " + there + " is no folder");
    if (!Files.isWritable(there)) throw new BadInput("-o " + folder + ": " + there + " may not be written to");
    if (Files.isDirectory(folder)) files();
  }

  private List<OutputFile> files() {
    return List.of(new OutputFile("-o", folder.resolve(HTML)), new OutputFile("-o", folder.resolve(picture)));
  }

  /** Each appears whole or not at all. @param png the picture; nothing where there is none, and one that lies there stays */
  void write(String html, Optional<byte[]> png) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var files = files();
    files.get(0).write(html);
    png.ifPresent(files.get(1)::write);
  }

  /** Where the page lies. */
  Path html() {
    return folder.resolve(HTML);
  }
}
