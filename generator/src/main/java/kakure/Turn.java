// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A turn at a folder: whoever has it, among threads and programs, is the only one, until it is closed or the program ends. The lock is a file beside the folder. */
public final class Turn implements AutoCloseable {
  private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>(); // a program's own threads are not told apart by a file's lock

  private final Path folder;
  private final FileChannel channel;

  private Turn(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Waits for a turn.
   *
   * @param folder whose parent is made if it is not there
   * @param waits told once, if somebody else has the turn
   * @throws IOException where no file can be made beside the folder
   */
  public static Turn at(Path folder, Runnable waits) throws IOException {
    var place = folder.toAbsolutePath().normalize();
    Files.createDirectories(place.getParent());
    var here = HERE.computeIfAbsent(place, p -> new Semaphore(1));
    boolean first = here.tryAcquire();
    if (!first) {
      waits.run();
      here.acquireUninterruptibly();
    }
    try {
      return new Turn(place, locked(place.resolveSibling("." + place.getFileName() + ".lock"), first ? waits : () -> { }));
    } catch (IOException | RuntimeException e) {
      here.release();
      throw e;
    }
  }

  private static FileChannel locked(Path file, Runnable waits) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        waits.run();
        channel.lock();
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The folder, absolute. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HERE.get(folder).release();
    }
  }
}
