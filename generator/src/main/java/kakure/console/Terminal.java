// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the launcher says about the terminal, and the progress line that is shown only there. */
public final class Terminal {
  private static final boolean PRESENT = Boolean.getBoolean("kakure.terminal");
  private static final long INTERVAL_NANOS = 100_000_000;
  /** Between two lines in a pipe or a file, less than a minute: who waits there wants to know that work goes on, and no more. */
  private static final long LINE_NANOS = 55_000_000_000L;
  /** Of the terminal as the launcher found it; a longer line would wrap and not be wiped. */
  private static final int COLUMNS = Integer.getInteger("kakure.columns", 100);
  private static long last = System.nanoTime();
  private static int width;
  /** What was said last, shown or not; null where nothing is under way. */
  private static String current;
  private static Thread heart;

  private Terminal() {}

  /**
   * Makes the standard outputs UTF-8, whatever the environment says. Takes descriptor 3 as the error output where the
   * launcher says so: it hides the Java machine's own warning of incubator modules, which has no switch, by giving that
   * machine another descriptor 2.
   */
  public static void adopt() {
    System.setOut(new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(Boolean.getBoolean("kakure.stderr3") ? descriptor(3) : new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /**
   * A descriptor by its number. Opening {@code /dev/fd/3} would be another one: in a file it begins at a place of its own, and what others write there overwrites it. The launcher opens the package
   * for this; on a Java machine that keeps descriptors elsewhere, the end of the file is the next best.
   */
  private static FileOutputStream descriptor(int number) {
    try {
      var descriptor = new FileDescriptor();
      var field = FileDescriptor.class.getDeclaredField("fd");
      field.setAccessible(true);
      field.setInt(descriptor, number);
      return new FileOutputStream(descriptor);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return end("/dev/fd/" + number, e);
    }
  }

  private static FileOutputStream end(String file, Exception before) {
    try {
      return new FileOutputStream(file, true);
    } catch (FileNotFoundException e) {
      e.addSuppressed(before);
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the progress line, at most ten times a second on a terminal; elsewhere prints a line a minute, also while one step takes longer and nobody calls. @param text one line */
  public static synchronized void progress(String text) {
    long now = System.nanoTime();
    if (!PRESENT && current == null) last = now; // the minute begins with the work
    current = text;
    if (!PRESENT && heart == null) beat();
    if (PRESENT ? width > 0 && now - last < INTERVAL_NANOS : now - last < LINE_NANOS) {
      return;
    }
    last = now;
    if (!PRESENT) {
      System.err.println("kakure: " + text);
      return;
    }
    String shown = fitting(text, COLUMNS);
    System.err.print('\r' + shown + " ".repeat(Math.max(0, width - shown.length())));
    System.err.flush();
    width = shown.length();
  }

  /** The text in one line of a terminal that wide, without its last column, where some wrap; its end is what may go. */
  static String fitting(String text, int columns) {
    int room = Math.max(1, Math.min(100, columns - 1));
    return text.length() <= room ? text : room <= 3 ? text.substring(0, room) : text.substring(0, room - 3) + "...";
  }

  private static void beat() {
    heart = new Thread(() -> {
      try {
        while (true) Thread.sleep(Math.max(1, silent() / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // nobody interrupts it: it ends with the Java machine
      }
    }, "progress");
    heart.setDaemon(true);
    heart.start();
  }

  /** Says once more what is under way where that was long ago. @return nanoseconds until it may be long ago again */
  private static synchronized long silent() {
    long since = System.nanoTime() - last;
    if (since < LINE_NANOS) return LINE_NANOS - since;
    if (current != null) System.err.println("kakure: " + current + ", still under way");
    last = System.nanoTime();
    return LINE_NANOS;
  }

  /** Wipes the progress line, so that what is printed next starts at the margin. */
  public static synchronized void clear() {
    current = null;
    if (width > 0) {
      System.err.print('\r' + " ".repeat(width) + '\r');
      System.err.flush();
      width = 0;
    }
  }
}
