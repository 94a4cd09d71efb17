// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One simulator process and the socket it is told to connect to: Unix domain, owner only; TCP loopback with a token where that fails. */
final class SimProcess {
  private static final int LONGEST_UNIX_PATH = 100;
  final ServerSocketChannel server;
  final Process process;
  final byte[] token = new byte[16];
  final Tail tail = new Tail();
  private final Path directory;

  SimProcess(Path executable, Path workingDirectory, long seed, String top) {
    new SecureRandom().nextBytes(token);
    ServerSocketChannel bound = null;
    Path dir = null;
    try {
      dir = Children.temporary(Files.createTempDirectory("kakure", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
      directory = dir;
      bound = bind(dir.resolve("s"));
      SocketAddress at = bound.getLocalAddress();
      String address = at instanceof UnixDomainSocketAddress u ? "unix:" + u.getPath() : "tcp:" + ((InetSocketAddress) at).getPort();
      ProcessBuilder b = new ProcessBuilder(List.of(executable.toString(), "--connect", address, "--seed", Long.toUnsignedString(seed)));
      b.directory(workingDirectory.toFile()).redirectErrorStream(true);
      b.environment().put("KAKURE_TOKEN", HexFormat.of().formatHex(token));
      process = Children.start(b);
      process.getOutputStream().close();
      server = bound;
    } catch (IOException e) {
      close(bound);
      if (dir != null) Children.remove(dir);
      throw new ToolException("the simulator of " + top + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static ServerSocketChannel bind(Path path) throws IOException {
    if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_UNIX_PATH) {
      ServerSocketChannel s = null;
      try {
        s = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        s.bind(UnixDomainSocketAddress.of(path));
        return s;
      } catch (UnsupportedOperationException | IOException e) {
        close(s); // a file system without sockets, or an old Windows: the loopback serves
      }
    }
    ServerSocketChannel s = ServerSocketChannel.open();
    s.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return s;
  }

  private static void close(ServerSocketChannel s) {
    if (s == null) return;
    try {
      s.close();
    } catch (IOException e) {
      return; // nothing is lost with it
    }
  }

  /** How the process ended, or what state it is in: for messages. */
  String state() {
    tail.drain(process.getInputStream());
    if (process.isAlive()) {
      return stopped() ? "the process is stopped (SIGSTOP)" : "the process is alive";
    }
    int status = process.exitValue();
    return Signals.ended(status) ? Signals.text(status) : "exit status " + status;
  }

  private boolean stopped() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
      int end = stat.lastIndexOf(')');
      return end > 0 && end + 2 < stat.length() && (stat.charAt(end + 2) == 'T' || stat.charAt(end + 2) == 't');
    } catch (IOException e) {
      return false; // no /proc here: the message is shorter
    }
  }

  /** Waits a moment for a process that is about to end. */
  void awaitExit(long millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process if it lives and removes socket and directory. */
  void dispose() {
    Children.end(process);
    awaitExit(2000);
    close(server);
    Children.remove(directory);
  }
}
