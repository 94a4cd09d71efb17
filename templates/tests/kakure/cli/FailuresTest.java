// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.cosim.DesignFault;
import kakure.cosim.ToolException;
import kakure.target.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  private int report(Throwable failure, boolean debug) {
    return Failures.report(failure, Main.line(new Main()).setErr(new PrintWriter(err, true)), debug);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CheckFailed("layer 2 differs"), 1, "layer 2 differs"),
        Arguments.of(new DesignFault("rule 3: data changed in cycle 7", 3, 7), 1, "rule 3: data changed in cycle 7"),
        Arguments.of(new BadInput("m.onnx: truncated at byte 12"), 2, "m.onnx: truncated at byte 12"),
        Arguments.of(new PlanException("conv1: the tile buffer holds 36"), 2, "conv1: the tile buffer holds 36"),
        Arguments.of(new IllegalArgumentException("a bug of a golden model"), 4, "a fault of Kakure itself, not of what you gave it: IllegalArgumentException: a bug of a golden model\n  do:  please report it, with "),
        Arguments.of(new UncheckedIOException(new NoSuchFileException("/a/m.onnx")), 2, "/a/m.onnx: no such file or directory"),
        Arguments.of(new AccessDeniedException("/a"), 2, "/a: permission denied"),
        Arguments.of(new FileSystemException("/a/x.v", null, "No space left on device"), 3, "/a/x.v: No space left on device"),
        Arguments.of(new IOException("No space left on device"), 3, "input or output failed: No space left on device"),
        Arguments.of(new ToolException("verilator is not installed"), 3, "verilator is not installed"),
        Arguments.of(new OutOfMemoryError("Java heap space"), 3, "out of memory: the heap may grow to"),
        Arguments.of(new UnsatisfiedLinkError("/lib/libfontmanager.so: libharfbuzz.so.0: cannot open shared object file"), 3, "the Java machine cannot draw text: /lib/libfontmanager.so: libharfbuzz.so.0: cannot open shared object file\n  do:  apt-get install -y libharfbuzz0b"),
        Arguments.of(new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"), 3, "the Java machine cannot draw text"),
        Arguments.of(new NoClassDefFoundError("kakure/Gone"), 4, "a fault of Kakure itself"),
        Arguments.of(new IllegalStateException("two\nlines"), 4, "a fault of Kakure itself, not of what you gave it: IllegalStateException: two\n"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureIsOneMessageAndItsCode(Throwable failure, int code, String message) {
    assertThat(report(failure, false)).isEqualTo(code);
    assertThat(err.toString()).startsWith("kakure: " + message).doesNotContain("\tat ");
  }

  @Test
  void aReportFindsWhatItNeedsInAFile() throws Exception {
    Failures.begin("plan", "m.onnx");
    assertThat(report(new ArithmeticException("/ by zero"), false)).isEqualTo(4);
    Path file = Home.work().resolve("fault.txt");
    assertThat(err.toString()).contains(file.toString());
    assertThat(Files.readString(file)).startsWith("kakure ").contains("kakure plan m.onnx", "ArithmeticException: / by zero", "\tat kakure.cli.FailuresTest");
  }

  @Test
  void whatIsSaidOfALayerNamesTheModel() {
    var line = Main.line(new Main());
    line.parseArgs("plan", "dir/m.onnx", "--target", "cim");
    assertThat(Failures.report(new PlanException("conv1: the tile buffer holds 36"), line.getSubcommands().get("plan").setErr(new PrintWriter(err, true)), false)).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("kakure: dir/m.onnx: conv1: the tile buffer holds 36");
  }

  @Test
  void theStackTraceIsShownWhenAskedFor() {
    assertThat(report(new BadInput("wrong", new IOException("deeper")), true)).isEqualTo(2);
    assertThat(err.toString()).startsWith("kakure: wrong").contains("\tat kakure.cli.FailuresTest", "Caused by: java.io.IOException: deeper");
  }
}
