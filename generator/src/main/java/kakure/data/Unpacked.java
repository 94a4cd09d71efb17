// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import kakure.BadInput;

/** A file's bytes, unpacked where it holds gzip data, whatever it is called; faults name the byte. */
final class Unpacked implements AutoCloseable {
  private final Path file;
  private final boolean gzip;
  private final InputStream in;
  private long at;

  /** What reads, and may fail as reading does. */
  private interface Reading<T> {
    T run() throws IOException;
  }

  Unpacked(Path file) {
    this.file = file;
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      raw.mark(2);
      gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
    } catch (IOException e) {
      close(raw);
      throw new BadInput(file + ": cannot be read: " + e, e);
    }
    InputStream plain = raw;
    in = gzip ? guarded(() -> new GZIPInputStream(plain, 1 << 16)) : plain;
  }

  private static void close(InputStream stream) {
    try {
      if (stream != null) stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacked bytes read so far. */
  long at() {
    return at;
  }

  /** Up to {@code n} bytes, fewer only where the file ends; memory grows with what comes. */
  byte[] take(long n) {
    return guarded(() -> {
      var body = new ByteArrayOutputStream((int) Math.min(n, 1 << 16));
      byte[] buffer = new byte[(int) Math.min(n, 1 << 16)];
      for (int got; body.size() < n && (got = in.read(buffer, 0, (int) Math.min(buffer.length, n - body.size()))) > 0; at += got) body.write(buffer, 0, got);
      return body.toByteArray();
    });
  }

  /** {@code n} bytes, as its header asks for. @throws BadInput if the file ends before, or goes on behind them */
  byte[] all(long n) {
    long begin = at;
    byte[] body = take(n);
    if (body.length < n) throw new BadInput(file + ", byte " + at + ": ends here, but its header asks for " + (begin + n) + " bytes" + (gzip ? " (unpacked)" : ""));
    if (guarded(in::read) >= 0) throw new BadInput(file + ", byte " + at + ": goes on behind the " + (begin + n) + " bytes that its header asks for");
    return body;
  }

  private <T> T guarded(Reading<T> reading) {
    try {
      return reading.run();
    } catch (EOFException e) {
      throw new BadInput(file + ", behind unpacked byte " + at + ": the gzip data are cut off", e);
    } catch (ZipException e) {
      throw new BadInput(file + ", behind unpacked byte " + at + ": not gzip data, or damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    close(in);
  }
}
