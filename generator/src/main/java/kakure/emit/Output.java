// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.Turn;

/** Writes generated files: a directory appears with all of them or not at all. */
public final class Output {
  private Output() {}

  /**
   * Writes for a user: with the hashes of all files in {@code design.json}, and over nothing but what was written so before and nobody changed. A symbolic link to a directory is followed.
   *
   * @param dir is created with its parents
   * @param files text by file name, {@code design.json} among them; a name may have one folder before it: {@code host/masks.hex}
   * @throws BadInput where {@code dir} holds a file that is not ours or was changed, which it names, or as {@link #write}
   */
  public static void hand(Path dir, Map<String, String> files) {
    hand(dir, files, Map.of());
  }

  /** As {@link #hand(Path, Map)}, with files of bytes beside those of text. */
  public static void hand(Path dir, Map<String, String> files, Map<String, byte[]> more) {
    var sealed = bytes(files);
    sealed.putAll(more);
    Manifest.seal(sealed);
    try {
      Path real = Files.isSymbolicLink(dir) ? dir.toRealPath() : dir;
      var foreign = Files.isDirectory(real) ? Manifest.foreign(real) : Optional.<String>empty();
      if (foreign.isPresent()) throw new BadInput(dir + " holds " + foreign.get() + "\n  why: a generated directory is replaced as a whole\n  do:  choose another directory with -o, or remove this one yourself");
      put(real, sealed);
    } catch (IOException e) {
      throw refusal(dir, "-o", e);
    }
  }

  /**
   * Writes into a temporary directory beside {@code dir} and renames it. For folders of our own, below the cache: a {@code dir} that was generated before (it holds a {@code design.json}) is replaced as a whole.
   *
   * @param dir is created with its parents
   * @param files text by file name
   * @throws BadInput where {@code dir} holds something else, cannot be written, or the disk is full; nothing is left half-written
   */
  public static void write(Path dir, Map<String, String> files) {
    try {
      put(dir, bytes(files));
    } catch (IOException e) {
      throw refusal(dir, "KAKURE_CACHE", e);
    }
  }

  /**
   * As {@link #write}, but where the same files stand already they stay untouched: another run may be reading them. Runs that begin at once, in this program or in others, take turns.
   *
   * @throws BadInput as {@link #write}
   */
  public static void keep(Path dir, Map<String, String> files) {
    try (var turn = Turn.at(dir, () -> { })) {
      if (!holds(turn.folder(), files)) put(turn.folder(), bytes(files));
    } catch (IOException e) {
      throw refusal(dir, "KAKURE_CACHE", e);
    }
  }

  private static boolean holds(Path dir, Map<String, String> files) {
    try {
      for (var file : files.entrySet()) if (!Files.readString(dir.resolve(file.getKey())).equals(file.getValue())) return false;
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static LinkedHashMap<String, byte[]> bytes(Map<String, String> files) {
    var bytes = new LinkedHashMap<String, byte[]>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }

  private static void put(Path dir, Map<String, byte[]> files) throws IOException {
    var target = dir.toAbsolutePath().normalize();
    Path stage = null;
    try {
      refuseForeign(target);
      Files.createDirectories(target.getParent());
      stage = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + ".");
      for (var file : files.entrySet()) {
        var to = stage.resolve(plain(file.getKey()));
        Files.createDirectories(to.getParent());
        Files.write(to, file.getValue());
      }
      shareLikeSiblings(stage);
      replace(stage, target);
    } finally {
      if (stage != null) delete(stage);
    }
  }

  private static BadInput refusal(Path dir, String choice, IOException e) {
    return new BadInput("cannot write " + dir + ": " + reason(e) + "\n  nothing was changed there\n  do:  make room or permit writing, or choose another directory with " + choice, e);
  }

  private static void refuseForeign(Path target) throws IOException {
    if (target.getParent() == null) throw new BadInput(target + " is no directory to generate into\n  do:  choose another directory with -o");
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) || Files.exists(target.resolve("design.json"))) return;
    if (!Files.isDirectory(target)) throw new BadInput(target + " exists and is no directory\n  do:  remove it, or choose another directory with -o");
    try (var entries = Files.list(target)) {
      var found = entries.map(p -> p.getFileName().toString()).min(Comparator.naturalOrder());
      if (found.isPresent()) {
        throw new BadInput(target + " holds " + found.get() + " but no design.json, so it was not generated\n  why: a generated directory is replaced as a whole\n  do:  choose another directory with -o");
      }
    }
  }

  /** A temporary directory is private; a generated one is as open as the user's mask lets any new directory be. */
  private static void shareLikeSiblings(Path stage) throws IOException {
    var probe = Files.createDirectory(stage.resolve(".mode"));
    if (Files.getFileAttributeView(stage, PosixFileAttributeView.class) != null) Files.setPosixFilePermissions(stage, Files.getPosixFilePermissions(probe));
    Files.delete(probe);
  }

  private static void replace(Path stage, Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(stage, target);
      return;
    }
    var old = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + ".old.");
    Files.delete(old);
    Files.move(target, old);
    try {
      Files.move(stage, target);
    } catch (IOException e) {
      Files.move(old, target);
      throw e;
    }
    delete(old);
  }

  private static String plain(String name) {
    if (!name.matches(Manifest.NAME)) throw new IllegalArgumentException("\"" + name + "\" is no plain file name");
    return name;
  }

  private static String reason(IOException e) {
    if (e instanceof DirectoryNotEmptyException) return "the directory is not empty";
    if (e instanceof FileSystemException f && f.getReason() != null) return f.getReason();
    var kind = e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return e instanceof FileSystemException ? kind : String.valueOf(e.getMessage());
  }

  /** Removes a folder of our own with all it holds. Best effort: a stage that cannot be deleted harms nothing but its name. */
  public static void delete(Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) return;
    try (var all = Files.walk(tree)) {
      for (var p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    } catch (IOException e) {
      tree.toFile().deleteOnExit();
    }
  }
}
