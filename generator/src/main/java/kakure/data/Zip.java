// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import kakure.BadInput;

/** Files of a zip, which is not unpacked: an entry is read where it is asked for. One that names files outside its root, or unpacks to more than a hundred times its size, was made to do harm. */
final class Zip implements Tree {
  private static final int RATIO = 100;
  /** What even the smallest may unpack to. */
  private static final long ALLOWANCE = 1 << 20;

  private final Path path;
  /** Open for as long as this is in use: to open it anew for every entry would read its list of entries as often. */
  private final ZipFile zip;
  private final long most;
  private final List<String> files = new ArrayList<>();
  /** Of all that was read. */
  private long unpacked;

  Zip(Path path) {
    this.path = path;
    try {
      most = RATIO * Files.size(path) + ALLOWANCE;
      zip = new ZipFile(path.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
    try {
      list();
    } catch (BadInput e) {
      close();
      throw e;
    } catch (IllegalArgumentException e) {
      close();
      throw damaged(e);
    }
  }

  /** A comment of an entry is looked at when the entry is listed, by newer Java when the zip is opened (17.0.21 does). */
  private BadInput damaged(Exception e) {
    String why = String.valueOf(e.getMessage());
    boolean text = e instanceof IllegalArgumentException || why.contains("comment");
    return new BadInput(path + ": is a damaged zip" + (text ? ", or one with a comment of an entry that is not UTF-8" : "") + ": " + printable(why) + (text ? "\n  do:  pack it again without comments" : ""), e);
  }

  private void list() {
    long announced = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      refuseOutside(entry.getName());
      announced += Math.max(0, entry.getSize());
      if (announced > most) throw tooLarge();
      if (!entry.isDirectory() && !Tree.hidden(entry.getName())) files.add(entry.getName());
    }
    Collections.sort(files);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file begins as a zip does. */
  static boolean is(byte[] head) {
    return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
  }

  private void refuseOutside(String entry) {
    boolean outside = entry.startsWith("/") || entry.contains("\\") || entry.matches("[A-Za-z]:.*") || List.of(entry.split("/")).contains("..");
    if (outside) throw new BadInput(path + ": its entry \"" + printable(entry) + "\" lies outside its root; nothing of such a zip is read");
    if (entry.chars().anyMatch(Character::isISOControl)) throw new BadInput(path + ": the name of its entry \"" + printable(entry) + "\" is no text");
  }

  private static String printable(String text) {
    String clipped = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return clipped.replaceAll("\\p{Cntrl}", "?");
  }

  private BadInput tooLarge() {
    return new BadInput(path + ": unpacks to more than " + RATIO + " times its size; nothing of such a zip is read");
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public InputStream open(String file) throws IOException {
    InputStream in = zip.getInputStream(zip.getEntry(file));
    if (in == null) throw new IOException("the entry is gone");
    return new Counted(in);
  }

  /** What an entry really unpacks to counts, whatever was announced. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] to, int at, int n) throws IOException {
      int got = super.read(to, at, n);
      if (got > 0) unpacked += got;
      if (unpacked > most) throw tooLarge();
      return got;
    }
  }
}
