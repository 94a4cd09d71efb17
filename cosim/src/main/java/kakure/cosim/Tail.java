// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The last 64 KiB that a process printed or told by LOG. */
final class Tail {
  private static final int KEPT = 64 << 10;
  private final byte[] buffer = new byte[KEPT];
  private long total;

  /** Takes what can be read without waiting. */
  synchronized void drain(InputStream in) {
    byte[] chunk = new byte[8192];
    try {
      while (in.available() > 0) {
        int n = in.read(chunk, 0, Math.min(chunk.length, in.available()));
        if (n < 0) return;
        for (int i = 0; i < n; i++) buffer[(int) (total++ % KEPT)] = chunk[i];
      }
    } catch (IOException e) {
      return; // the pipe closed with the process
    }
  }

  /** Takes a line of text. */
  synchronized void add(ByteBuffer text) {
    while (text.hasRemaining()) buffer[(int) (total++ % KEPT)] = text.get();
    buffer[(int) (total++ % KEPT)] = '\n';
  }

  /** The last lines, at most {@code lines} and 600 characters, joined by " | "; empty if nothing was printed. */
  synchronized String last(int lines) {
    int n = (int) Math.min(total, KEPT);
    byte[] b = new byte[n];
    for (int i = 0; i < n; i++) b[i] = buffer[(int) ((total - n + i) % KEPT)];
    return Printed.line(b, lines);
  }
}
