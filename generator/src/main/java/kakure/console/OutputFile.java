// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kakure.BadInput;

/**
 * The one file that a command writes: refused before the work is done where it cannot be written. A regular file appears whole or not at all, with the permissions that it had; a symbolic link stays, and what it
 * points to is written; a device or a pipe is written through; {@code -} is the standard output, and what the command says otherwise then goes to the error output.
 */
public final class OutputFile {
  private static final int MOST_LINKS = 40;
  private static final List<String> STANDARD_OUTPUT = List.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");
  private static final List<String> STANDARD_ERROR = List.of("/dev/stderr", "/dev/fd/2", "/proc/self/fd/2");
  private static final int KIND = 0170000;
  private static final int SOCKET = 0140000;
  private static final int BLOCKS = 0060000;
  private static final int PIPE = 0010000;
  /** How long a pipe may be without a reader: whoever starts both at once starts one of them first. */
  private static final int READER_SECONDS = 10;

  private final Path file;
  private final Place place;
  /** Where it is the standard output: what was that before the command's own words were sent elsewhere, where they stay. */
  private PrintStream stream;
  /** Of a pipe, which has been opened: whoever opens one waits until somebody reads it. */
  private OutputStream pipe;

  /** What stands at the end of all links. */
  private enum Place {
    OUTPUT,
    ERROR,
    /** Written through, from where its writer stands. */
    OPEN,
    /** Replaced as a whole. */
    REGULAR
  }

  /**
   * @param option that names it, for the message
   * @param named as the user gave it
   * @throws BadInput if it is a directory, a socket, a disk or a pipe that nobody reads, or would lie where no directory is or nothing may be written
   */
  public OutputFile(String option, Path named) {
    Path at = followed(option, named);
    file = at;
    place = named.toString().equals("-") || STANDARD_OUTPUT.contains(at.toString()) ? Place.OUTPUT
        : STANDARD_ERROR.contains(at.toString()) ? Place.ERROR
        : isDescriptor(at) || Files.exists(at) && !Files.isRegularFile(at) ? Place.OPEN : Place.REGULAR;
    String why = place == Place.OPEN ? unfitDevice(at) : place == Place.REGULAR ? unfitFile(at) : null;
    if (why != null) throw new BadInput(option + " " + named + ": " + why);
    if (place == Place.OPEN && (mode(at) & KIND) == PIPE) pipe = open(option + " " + named, at);
    if (place == Place.OUTPUT) {
      if (System.out == System.err) throw new BadInput(option + " " + named + ": another option has the standard output already");
      stream = System.out;
      System.setOut(System.err);
    }
  }

  /** Link by link, so that one whose end is not there yet can be told from none, and a descriptor from the file it is open on. */
  private static Path followed(String option, Path named) {
    Path at = named;
    try {
      for (int links = 0; !isStandard(at) && !isDescriptor(at) && Files.isSymbolicLink(at); links++) {
        if (links == MOST_LINKS) throw new BadInput(option + " " + named + ": its symbolic links lead in a circle");
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return at;
  }

  private static boolean isStandard(Path at) {
    return STANDARD_OUTPUT.contains(at.toString()) || STANDARD_ERROR.contains(at.toString());
  }

  /** To replace the file that a descriptor is open on would leave its owner with one that nobody finds. */
  private static boolean isDescriptor(Path at) {
    return at.toString().matches("/dev/fd/\\d+|/proc/(self|\\d+)/fd/\\d+");
  }

  private static String unfitFile(Path at) {
    Path folder = at.toAbsolutePath().getParent();
    return folder == null || !Files.isDirectory(folder) ? "its directory does not exist"
        : !Files.isWritable(folder) ? "its directory may not be written to"
        : Files.exists(at) && !Files.isWritable(at) ? "may not be written to"
        : null;
  }

  private static String unfitDevice(Path at) {
    if (Files.isDirectory(at)) return "is a directory";
    if (!Files.exists(at)) return "is not open";
    int kind = mode(at) & KIND;
    return kind == SOCKET ? "is a socket, which takes no file" : kind == BLOCKS ? "is a disk or a part of one, and would be overwritten" : !Files.isWritable(at) ? "may not be written to" : null;
  }

  private static OutputStream open(String what, Path at) {
    var opened = new CompletableFuture<OutputStream>();
    var opening = new Thread(() -> {
      try {
        opened.complete(Files.newOutputStream(at, StandardOpenOption.WRITE));
      } catch (IOException e) {
        opened.completeExceptionally(e);
      }
    }, "kakure-pipe");
    opening.setDaemon(true);
    opening.start();
    try {
      return opened.get(READER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new BadInput(what + ": is a pipe that nobody reads; start its reader first", e);
    } catch (ExecutionException e) {
      throw new UncheckedIOException((IOException) e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(what + ": interrupted while it was opened"));
    }
  }

  private static int mode(Path at) {
    try {
      return (int) Files.getAttribute(at, "unix:mode");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedOperationException e) {
      return 0; // a system without devices among its files
    }
  }

  /** Writes text in UTF-8. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes all of it; called once. */
  public void write(byte[] bytes) {
    try {
      switch (place) {
        case OUTPUT -> print(bytes);
        case ERROR -> {
          System.err.write(bytes, 0, bytes.length);
          System.err.flush();
        }
        case OPEN -> {
          try (OutputStream out = pipe == null ? Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND) : pipe) {
            out.write(bytes);
          }
        }
        default -> replace(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(byte[] bytes) throws IOException {
    stream.write(bytes, 0, bytes.length);
    if (stream.checkError()) throw new IOException("the standard output takes no more");
  }

  private void replace(byte[] bytes) throws IOException {
    Path staged = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName() + ".", ".part");
    try {
      Files.write(staged, bytes);
      permit(staged);
      Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  /** A temporary file is private; this one is as open as the one it replaces, or as the user's mask lets a new one be. */
  private void permit(Path staged) throws IOException {
    if (Files.getFileAttributeView(staged, PosixFileAttributeView.class) == null) return;
    Path like = file;
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      like = staged.resolveSibling(staged.getFileName() + ".mode");
      Files.createFile(like);
    }
    try {
      Files.setPosixFilePermissions(staged, Files.getPosixFilePermissions(like));
    } finally {
      if (!like.equals(file)) Files.deleteIfExists(like);
    }
  }
}
