// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any Verilog beside a golden function that is compiled from the example's source. */
class SimulateCommandTest {
  private static final Path EXAMPLE = Path.of("../examples/popcount");

  @TempDir
  private Path folder;

  @Test
  void theExampleIsEqualToItsGoldenFunction() throws Exception {
    new ExternalTool("verilator").require();
    compile(Files.readString(EXAMPLE.resolve("Popcount.java")));
    Cli cli = simulate("--ignore", "16", "--cycles", "5000", "--seed", "3", "--json", folder.resolve("s.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).endsWith("popcount: 5000 cycles, 14952 values compared, all equal, seed 3\n");
    assertThat(Files.readString(folder.resolve("s.json"))).contains("\"compared\" : 14952");
  }

  @Test
  void aDifferenceIsToldWithItsReplay() throws Exception {
    new ExternalTool("verilator").require();
    compile(Files.readString(EXAMPLE.resolve("Popcount.java")).replace("Long.bitCount(word)", "Long.bitCount(word & ~(1L << 40))"));
    Cli cli = simulate("--ignore", "16");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("port rsp_count_o: expected ", "replay: ", "waveform: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "implements CycleGolden { public Popcount(int n) {}          | it needs a public constructor",
      "implements CycleGolden { public Popcount() { int x = 1 / 0; } | its constructor fails: java.lang.ArithmeticException",
      "implements CycleGolden { public Popcount() {}               | run wrote other than",
      "{ public Popcount() {}                                      | it does not implement kakure.cosim.CycleGolden"})
  void whatIsWrongWithAClassIsSaid(String head, String message) throws Exception {
    new ExternalTool("verilator").require();
    compile("import kakure.cosim.CycleGolden; public class Popcount " + head + " public void reset() {} public void run(java.nio.ByteBuffer in, java.nio.ByteBuffer out, int n) {} }");
    refused(simulate(), message);
  }

  @Test
  void aGoldenFunctionThatThrowsIsTheUsersOwn() throws Exception {
    new ExternalTool("verilator").require();
    compile(Files.readString(EXAMPLE.resolve("Popcount.java")).replace("boolean reqValid = ", "if (c == 5) throw new IllegalStateException(\"five\"); boolean reqValid = "));
    refused(simulate(), "--golden Popcount fails: java.lang.IllegalStateException: five at Popcount.run");
  }

  @Test
  void wrongOptionsAreRefused() {
    refused(simulate(), "there is no such class");
    refused(simulate("--cycles", "0"), "--cycles 0");
    refused(simulate("--ignore", "10000"), "--ignore 10000: must be 0 to 9999");
    refused(Cli.run("simulate", folder.toString(), "--golden", "Popcount"), "design.json: there is no such file");
    refused(Cli.run("simulate", EXAMPLE.toString(), "--golden", "Popcount", "--class-path", "nowhere"), "nowhere: there is no such folder or jar");
  }

  private Cli simulate(String... more) {
    String[] words = {"simulate", EXAMPLE.toString(), "--golden", "Popcount", "--class-path", folder.toString()};
    return Cli.run(java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more)).toArray(String[]::new));
  }

  private void compile(String text) throws Exception {
    Path source = Files.writeString(folder.resolve("Popcount.java"), text);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), source.toString())).isZero();
  }

  private static void refused(Cli cli, String message) {
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("please report");
  }
}
