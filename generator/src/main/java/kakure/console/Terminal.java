// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the launcher says about the terminal, and the progress line that is shown only there. */
public final class Terminal {
  private static final boolean PRESENT = Boolean.getBoolean("kakure.terminal");
  private static final long INTERVAL_NANOS = 100_000_000;
  private static long last;
  private static int width;

  private Terminal() {}

  /**
   * Makes the standard outputs UTF-8, whatever the environment says. Takes descriptor 3 as the error output where the
   * launcher says so: it hides the Java machine's own warning of incubator modules, which has no switch, by giving that
   * machine another descriptor 2.
   */
  public static void adopt() {
    System.setOut(new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8));
    try {
      var err = Boolean.getBoolean("kakure.stderr3") ? new FileOutputStream("/dev/fd/3", true) : new FileOutputStream(FileDescriptor.err);
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      System.setErr(System.out);
    }
  }

  /** Replaces the progress line; at most ten times a second, and only on a terminal. @param text one line */
  public static synchronized void progress(String text) {
    long now = System.nanoTime();
    if (!PRESENT || width > 0 && now - last < INTERVAL_NANOS) {
      return;
    }
    last = now;
    String shown = text.length() > 100 ? text.substring(0, 100) : text;
    System.err.print('\r' + shown + " ".repeat(Math.max(0, width - shown.length())));
    System.err.flush();
    width = shown.length();
  }

  /** Wipes the progress line, so that what is printed next starts at the margin. */
  public static synchronized void clear() {
    if (width > 0) {
      System.err.print('\r' + " ".repeat(width) + '\r');
      System.err.flush();
      width = 0;
    }
  }
}
