// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kakure.BadInput;

/** Files of a folder, down to five below it; links are followed. */
final class Folder implements Tree {
  private static final int DEPTH = 5;
  /** Of a whole disk, given by mistake, the beginning is enough. */
  private static final int MOST_FILES = 4_000_000;

  private final Path root;
  private final List<String> files;

  Folder(Path root) {
    this.root = root;
    try (Stream<Path> all = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      files = all.filter(Files::isRegularFile).map(this::relative).filter(f -> !Tree.hidden(f)).limit(MOST_FILES + 1L).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(root + ": cannot be read: " + e.getMessage(), e);
    }
    if (files.size() > MOST_FILES) throw new BadInput(root + ": holds more than " + MOST_FILES + " files; give the folder of the images");
  }

  private String relative(Path file) {
    return StreamSupport.stream(root.relativize(file).spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(root.resolve(file));
  }
}
