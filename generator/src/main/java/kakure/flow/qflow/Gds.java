// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import kakure.BadInput;

/**
 * Which structures a GDSII stream holds, and which it refers to: heads of records, shapes are passed over.
 *
 * @param structures names of those that it holds
 * @param references names that it refers to, one by one or in arrays
 */
public record Gds(SortedSet<String> structures, SortedSet<String> references) {
  private static final long MOST_BYTES = 1L << 30;
  private static final int HEADER = 0x00, BGNLIB = 0x01, ENDLIB = 0x04, BGNSTR = 0x05, STRNAME = 0x06, ENDSTR = 0x07, SNAME = 0x12;
  /** A name in a stream: 32 letters by the book, more in practice. */
  private static final int MOST_LETTERS = 4096;

  /** Copies the sets. */
  public Gds {
    structures = Collections.unmodifiableSortedSet(new TreeSet<>(structures));
    references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
  }

  /** Names that it refers to and does not hold: where there is one, the stream is no layout, but an outline of it. */
  public SortedSet<String> undefined() {
    var missing = new TreeSet<>(references);
    missing.removeAll(structures);
    return missing;
  }

  /** @throws BadInput where the file cannot be read or is no GDSII stream, with the offset of what is wrong */
  static Gds read(Path file) {
    return of(file.toString(), bytes(file));
  }

  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new BadInput(file + ": larger than " + MOST_BYTES + " bytes; this is no library of cells");
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a stream.
   *
   * @param name of it, for messages
   * @throws BadInput where it is none, with the offset of what is wrong
   */
  public static Gds of(String name, byte[] stream) {
    var structures = new TreeSet<String>();
    var references = new TreeSet<String>();
    records(name, stream, (kind, from, to) -> {
      if (kind != STRNAME && kind != SNAME) return;
      var text = text(name, stream, from, to);
      if (kind == SNAME) references.add(text);
      else if (!structures.add(text)) throw new BadInput(name + ": structure " + text + " is there twice (offset " + (from - 4) + ")");
    });
    return new Gds(structures, references);
  }

  /** The same stream without the times at which it was written, so that the same layout is the same bytes. */
  static byte[] undated(String name, byte[] stream) {
    var plain = stream.clone();
    records(name, stream, (kind, from, to) -> {
      if (kind == BGNLIB || kind == BGNSTR) Arrays.fill(plain, from, to, (byte) 0);
    });
    return plain;
  }

  /** Takes a record. */
  private interface Record {
    void take(int kind, int from, int to);
  }

  /** A record is its length, head included, its kind, the kind of its data, and the data. Padding may follow the last one. */
  private static void records(String name, byte[] stream, Record each) {
    boolean inside = false;
    for (int at = 0; ; ) {
      if (at + 4 > stream.length) throw damaged(name, at, "it ends before ENDLIB");
      int length = short16(stream, at), kind = stream[at + 2] & 0xff;
      if (length < 4 || (length & 1) != 0 || at + length > stream.length) throw damaged(name, at, "a record of " + length + " bytes");
      if (at == 0 && kind != HEADER) throw damaged(name, at, "it does not begin with HEADER");
      if (kind == BGNSTR || kind == ENDSTR) {
        if (inside == (kind == BGNSTR)) throw damaged(name, at, kind == BGNSTR ? "a structure within a structure" : "an end of no structure");
        inside = !inside;
      }
      each.take(kind, at + 4, at + length);
      if (kind == ENDLIB) return;
      at += length;
    }
  }

  private static BadInput damaged(String name, int at, String what) {
    return new BadInput(name + " is no whole GDSII stream: " + what + " (offset " + at + ")");
  }

  private static int short16(byte[] stream, int at) {
    return (stream[at] & 0xff) << 8 | stream[at + 1] & 0xff;
  }

  /** A name of odd length ends with a zero. What is no visible letter of ASCII no tool writes, and no message could show. */
  private static String text(String name, byte[] stream, int from, int to) {
    int end = to > from && stream[to - 1] == 0 ? to - 1 : to;
    if (end == from || end - from > MOST_LETTERS) throw damaged(name, from - 4, "a name of " + (end - from) + " letters");
    for (int i = from; i < end; i++) if (stream[i] <= ' ' || stream[i] > '~') throw damaged(name, from - 4, "a name with a byte of 0x" + Integer.toHexString(stream[i] & 0xff));
    return new String(stream, from, end - from, StandardCharsets.US_ASCII);
  }
}
