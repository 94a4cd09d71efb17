// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import kakure.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an output's name leads to is still what it was, and holds what was written or says why it does not. */
class OutputFileTest {
  @TempDir Path folder;

  @Test
  void aFileAppearsWholeAndKeepsItsPermissions() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    var output = new OutputFile("--json", file);
    assertThat(file).hasContent("old");
    output.write("new");
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    Path other = Files.createFile(folder.resolve("other"));
    new OutputFile("-o", folder.resolve("made")).write(new byte[] {1, 0, -1});
    assertThat(folder.resolve("made")).hasBinaryContent(new byte[] {1, 0, -1});
    assertThat(Files.getPosixFilePermissions(folder.resolve("made"))).as("as any new file").isEqualTo(Files.getPosixFilePermissions(other));
    assertThat(folder.toFile().list()).as("nothing else is left").containsExactlyInAnyOrder("f", "made", "other");
  }

  @Test
  void aLinkStaysAndWhatItPointsToIsWritten() throws Exception {
    Path real = Files.writeString(Files.createDirectory(folder.resolve("d")).resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("d/real"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    new OutputFile("--json", second).write("new");
    assertThat(real).hasContent("new");
    assertThat(Files.isSymbolicLink(link) && Files.isSymbolicLink(second)).isTrue();
    Path early = Files.createSymbolicLink(folder.resolve("early"), Path.of("d/later"));
    new OutputFile("--json", early).write("x");
    assertThat(folder.resolve("d/later")).hasContent("x");
    assertThat(early).isSymbolicLink();
  }

  @Test
  void aPipeIsWrittenThrough() throws Exception {
    Path pipe = pipe();
    var read = CompletableFuture.supplyAsync(() -> {
      try {
        return Files.readString(pipe);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    new OutputFile("--json", Files.createSymbolicLink(folder.resolve("link"), pipe)).write("through\n");
    assertThat(read.get()).isEqualTo("through\n");
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()).isTrue();
  }

  @Test
  void aPipeThatNobodyReadsIsRefused() throws Exception {
    Path pipe = pipe();
    refused(pipe, "is a pipe that nobody reads; start its reader first");
    Files.newInputStream(pipe).close(); // lets go of whoever still waits there
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @Test
  void theStandardOutputHasTheFileAlone() {
    for (String name : new String[] {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      var outBytes = new ByteArrayOutputStream();
      var errBytes = new ByteArrayOutputStream();
      try {
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        var output = new OutputFile("--json", Path.of(name));
        System.out.println("a table");
        assertThatThrownBy(() -> new OutputFile("-o", Path.of("-"))).isInstanceOf(BadInput.class).hasMessageContaining("another option has the standard output already");
        output.write("{}\n");
        System.out.println("behind");
        new OutputFile("--json", Path.of("/dev/stderr")).write("to err\n");
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
      assertThat(outBytes.toString(StandardCharsets.UTF_8)).as(name).isEqualTo("{}\n");
      assertThat(errBytes.toString(StandardCharsets.UTF_8)).as(name).isEqualTo("a table\nbehind\nto err\n");
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeTheWork() throws Exception {
    refused(folder, "is a directory");
    refused(folder.resolve("none/f"), "its directory does not exist");
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    refused(circle, "its symbolic links lead in a circle");
    refused(Path.of("/dev/fd/987"), "is not open");
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path at = folder.resolve("s");
      socket.bind(UnixDomainSocketAddress.of(at));
      refused(at, "is a socket");
    }
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> new OutputFile("--json", file)).isInstanceOf(BadInput.class).hasMessageStartingWith("--json " + file + ": ").hasMessageContaining(why);
  }
}
