// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kakure.Sha256;

/**
 * {@code "sha256"}, the last field of a {@code design.json} that is handed to a user: every file of its folder with its hash, by which a later run knows what it wrote itself. The hash of {@code design.json} is that of its text with an empty one in its place.
 */
final class Manifest {
  static final String DESIGN = "design.json";

  /** Larger than any design.json; what claims to be more is not read. */
  private static final long MOST_BYTES = 64L << 20;
  private static final String OWN = "    \"" + DESIGN + "\": \"";
  private static final String PLAIN = "[A-Za-z0-9_][A-Za-z0-9_.-]*";
  /** A plain file name, or one with a folder before it. */
  static final String NAME = "(?:" + PLAIN + "/)?" + PLAIN;
  private static final Pattern LINE = Pattern.compile("    \"(" + NAME + ")\": \"([0-9a-f]{64})\",?");

  private Manifest() {}

  /** Adds the list to the {@code design.json} among the files. */
  static void seal(Map<String, byte[]> files) {
    String design = new String(files.get(DESIGN), StandardCharsets.UTF_8);
    int end = design.lastIndexOf("\n}");
    var text = new StringBuilder(design.substring(0, end)).append(",\n  \"sha256\": {\n");
    new TreeMap<>(files).forEach((name, content) -> {
      if (!name.equals(DESIGN)) text.append("    \"").append(name).append("\": \"").append(Sha256.hex(content)).append("\",\n");
    });
    text.append(OWN).append("\"\n  }").append(design, end, design.length());
    int own = text.lastIndexOf(OWN) + OWN.length();
    String hash = Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    files.put(DESIGN, text.insert(own, hash).toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What in a folder was not written by {@link #seal}ed output, or was changed since.
   *
   * @return the first such file by name and what is wrong with it, as "notes.txt, which was not generated"; nothing where all is ours
   * @throws IOException where the folder cannot be read
   */
  static Optional<String> foreign(Path folder) throws IOException {
    Path design = folder.resolve(DESIGN);
    if (!Files.isRegularFile(design, LinkOption.NOFOLLOW_LINKS)) return first(folder, "", new TreeMap<>());
    var hashes = read(design);
    return hashes.isEmpty() ? Optional.of(DESIGN + ", which is not as it was generated, or was by an earlier version") : first(folder, "", hashes);
  }

  /** Below {@code folder}, whose files' names begin with {@code prefix}. */
  private static Optional<String> first(Path folder, String prefix, TreeMap<String, String> hashes) throws IOException {
    try (var entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        String name = prefix + file.getFileName();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && hashes.keySet().stream().anyMatch(n -> n.startsWith(name + "/"))) {
          var within = first(file, name + "/", hashes);
          if (within.isPresent()) return within;
          continue;
        }
        String hash = hashes.get(name);
        if (hash == null) return Optional.of(name + ", which was not generated");
        boolean same = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && (name.equals(DESIGN) || Files.size(file) <= MOST_BYTES && Sha256.hex(Files.readAllBytes(file)).equals(hash));
        if (!same) return Optional.of(name + ", which was changed since it was generated");
      }
    }
    return Optional.empty();
  }

  /** The hashes by name; none where the text is not what was sealed. */
  private static TreeMap<String, String> read(Path design) throws IOException {
    var hashes = new TreeMap<String, String>();
    if (Files.size(design) > MOST_BYTES) return hashes;
    String text = new String(Files.readAllBytes(design), StandardCharsets.ISO_8859_1);
    int own = text.lastIndexOf(OWN) + OWN.length();
    int list = text.lastIndexOf("\n  \"sha256\": {\n");
    if (own < OWN.length() || list < 0) return hashes;
    for (String line : text.substring(list).split("\n")) {
      Matcher m = LINE.matcher(line);
      if (m.matches()) hashes.put(m.group(1), m.group(2));
    }
    String hash = hashes.getOrDefault(DESIGN, "");
    String blank = text.substring(0, own) + text.substring(own + hash.length());
    if (!Sha256.hex(blank.getBytes(StandardCharsets.ISO_8859_1)).equals(hash)) hashes.clear();
    return hashes;
  }
}
