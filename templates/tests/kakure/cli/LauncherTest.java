// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kakure.ExternalTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/kakure} as a user starts it: from anywhere, with an environment of the user's own. */
class LauncherTest {
  private static final Path SCRIPTS = Path.of("").toAbsolutePath().resolveSibling("scripts");

  @TempDir
  private Path folder;

  private record Ran(int code, String out, String err) {}

  private Ran run(Map<String, String> environment, List<String> command) throws Exception {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "KAKURE_JAVA_OPTS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Ran kakure(Map<String, String> environment, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(SCRIPTS.resolve("kakure").toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  /** A build from within the tests would pull their own classes away. */
  @BeforeEach
  void isBuilt() throws Exception {
    int code = run(Map.of(), List.of("bash", SCRIPTS.resolve("build.sh").toString(), "--fresh")).code();
    assumeTrue(code == 0, "the tool is not built from these sources; scripts/test.sh does it first");
  }

  @Test
  void whatWasComparedUntilCtrlCIsTold() throws Exception {
    new ExternalTool("verilator").require();
    Path digits = SCRIPTS.resolveSibling("examples").resolve("digits");
    var words = List.of("run", digits + "/digits.onnx", "--data", digits.toString(), "--array", "4x4x8", "--jobs", "1");
    var once = new ArrayList<>(words);
    once.addAll(List.of("--count", "1"));
    assertThat(kakure(Map.of(), once.toArray(String[]::new)).code()).as("from here on the simulator is there").isZero();
    var command = new ArrayList<>(List.of(SCRIPTS.resolve("kakure").toString()));
    command.addAll(words);
    Path err = folder.resolve("stderr");
    Process all = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile()).start();
    // The launcher becomes the Java machine, whose only lasting child is the simulator.
    while (all.isAlive() && all.descendants().noneMatch(child -> child.info().command().orElse("").contains("/sim/"))) Thread.sleep(20);
    new ProcessBuilder("bash", "-c", "kill -INT " + all.pid()).start().waitFor(); // no program of that name is there without procps
    assertThat(all.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err)).containsPattern("^kakure: stopped: \\d+ of 300 images, \\d+ values compared, all equal to the golden model\n$");
    assertThat(all.exitValue()).isEqualTo(130);
  }

  @Test
  void itStartsThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("k"), SCRIPTS.resolve("kakure"));
    Ran ran = run(Map.of(), List.of("./k", "--version"));
    Files.delete(link);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("kakure " + kakure.Version.NUMBER);
    assertThat(ran.code()).isZero();
  }

  @Test
  void exitCodesArePreserved() throws Exception {
    assertThat(kakure(Map.of(), "frobnicate").code()).isEqualTo(2);
    assertThat(kakure(Map.of(), "generate", "nothing").code()).isEqualTo(2);
  }

  @Test
  void theUsersOwnCollectorAndHeapAreKept() throws Exception {
    Ran ran = kakure(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -Xmx64m"), "--version");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  void theSameBytesInAnotherLocaleAndTimeZone() throws Exception {
    assertThat(kakure(Map.of(), "generate", "fifo", "-o", "a").code()).isZero();
    var elsewhere = Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG -Dfile.encoding=UTF-16", "TZ", "Asia/Tokyo", "LC_ALL", "C");
    assertThat(kakure(elsewhere, "generate", "fifo", "-o", "b").code()).isZero();
    for (String name : List.of(folder.resolve("a").toFile().list())) {
      assertThat(folder.resolve("b").resolve(name)).hasSameBinaryContentAs(folder.resolve("a").resolve(name));
    }
  }

  /** A folder with what starts the tool, and nothing else. */
  private Path bin() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("bash", "java")) {
      Path command = Files.writeString(bin.resolve(name), "#!/bin/bash\nexec \"$(PATH=" + System.getenv("PATH") + " type -P " + name + ")\" \"$@\"\n");
      command.toFile().setExecutable(true);
    }
    return bin;
  }

  /** Of a flow's tools all are there but one; those that are there would fail if they were called. */
  @ParameterizedTest
  @CsvSource({"yosys, yosys", "nextpnr-ice40, nextpnr-ice40", "icepack, fpga-icestorm fpga-icestorm-chipdb"})
  void aMissingToolOfAFlowIsNamedWithTheLineThatInstallsIt(String tool, String packages) throws Exception {
    Path bin = bin();
    for (String name : List.of("yosys", "nextpnr-ice40", "icepack")) {
      if (!name.equals(tool)) Files.writeString(bin.resolve(name), "#!/bin/bash\nexit 1\n").toFile().setExecutable(true);
    }
    Ran ran = kakure(Map.of("PATH", bin.toString(), "JAVA_HOME", ""), "flow", SCRIPTS.resolveSibling("examples/digits/small.onnx").toString(), "--to", "ice40", "-o", "out");
    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
    assertThat(ran.err()).startsWith("kakure: " + tool + " is not installed").contains("apt-get install " + packages);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aMissingSimulatorCompilerIsNamedWithTheLineThatInstallsIt() throws Exception {
    Path bin = bin();
    Ran ran = kakure(Map.of("PATH", bin.toString(), "JAVA_HOME", ""), "check", "fifo");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("kakure: verilator is missing").contains("apt-get install -y verilator");
  }

  @Test
  void whatIsSaidInAFileIsNotOverwrittenByWhatFollows() throws Exception {
    Path log = folder.resolve("log");
    String line = "(echo before; '" + SCRIPTS.resolve("kakure") + "' train --data nowhere --net c4,p,f2 -o m.onnx; echo after) >'" + log + "' 2>&1";
    assertThat(run(Map.of(), List.of("bash", "-c", line)).code()).isZero();
    assertThat(Files.readAllLines(log)).hasSize(3).startsWith("before").endsWith("after").element(1).asString().startsWith("kakure: nowhere");
  }

  @Test
  void trainingDoesNotShowTheJavaMachinesWarning() throws Exception {
    Ran ran = kakure(Map.of(), "train", "--data", "nowhere", "--net", "c4,p,f2", "-o", "m.onnx");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("kakure: nowhere").doesNotContain("incubator");
  }

  /** As containers, cron and ssh have it: without a locale, or with one that is not installed. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xy_ZZ.UTF-8", ""})
  void filesWithAnyLettersAreFoundAndWrittenInAnyLocale(String locale) throws Exception {
    Path there = Files.createDirectory(folder.resolve("Größe 日本"));
    Files.copy(SCRIPTS.resolveSibling("examples/digits/digits.onnx"), there.resolve("zähler.onnx"));
    var environment = new HashMap<>(Map.of("LC_ALL", locale, "LANG", locale, "LC_CTYPE", locale));
    Ran ran = kakure(environment, "generate", "Größe 日本/zähler.onnx", "-o", "Größe 日本/rtl", "--json", there.resolve("g.json").toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(there.resolve("rtl/design.json")).isRegularFile();
    assertThat(Files.readString(there.resolve("g.json"))).contains("Größe 日本/rtl");
  }

  @Test
  void theToolItselfMayLieBelowAnyLetters() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("ein Ordner/Größe"));
    Path scripts = Files.createDirectory(clone.resolve("scripts"));
    for (String name : List.of("kakure", "build.sh", "locale.sh")) Files.copy(SCRIPTS.resolve(name), scripts.resolve(name));
    Path app = Files.createDirectories(clone.resolve(".kakure/app"));
    try (var files = Files.list(SCRIPTS.resolveSibling(".kakure").resolve("app").toRealPath())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar") || f.endsWith("stamp")).toList()) Files.copy(file, app.resolve(file.getFileName()));
    }
    Ran ran = run(Map.of("LC_ALL", "C"), List.of(scripts.resolve("kakure").toString(), "generate", "fifo", "-o", "rtl"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(folder.resolve("rtl/design.json")).isRegularFile();
  }

  @Test
  void aRootThatHoldsNoVerilatorIsNamed() throws Exception {
    Ran ran = kakure(Map.of("VERILATOR_ROOT", "/nonexistent"), "check", "fifo", "--cycles", "10");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("kakure: VERILATOR_ROOT points to /nonexistent").contains("unset VERILATOR_ROOT");
  }

  /** Such a machine ends with 1, which would be a mismatch. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "KAKURE_JAVA_OPTS  | -Xmx10          | Too small",
      "KAKURE_JAVA_OPTS  | -XX:+NoSuchFlag | NoSuchFlag",
      "JAVA_TOOL_OPTIONS | -XX:+NoSuchFlag | NoSuchFlag",
      "JDK_JAVA_OPTIONS  | --no-such       | --no-such"})
  void aJavaMachineThatDoesNotStartIsAToolThatFails(String variable, String value, String why) throws Exception {
    Path log = folder.resolve("log");
    for (String command : List.of("plan m.onnx", "train --data x --net f2 -o m.onnx")) {
      Ran ran = run(Map.of(variable, value), List.of("bash", "-c", "'" + SCRIPTS.resolve("kakure") + "' " + command + " >'" + log + "' 2>&1"));
      assertThat(ran.code()).isEqualTo(3);
      assertThat(Files.readString(log)).startsWith("kakure: the Java machine ").contains(" does not start; it says:\n", why, "options from the environment are: ", value);
    }
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n").toFile().setExecutable(true);
    Ran ran = kakure(Map.of("JAVA_HOME", bin.getParent().toString()), "blocks");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(bin.resolve("java") + " is Java 8; 17 or later is needed");
  }

  @Test
  void theStandardOutputHasJsonAlone() throws Exception {
    for (String name : List.of("-", "/dev/stdout")) {
      Ran ran = kakure(Map.of(), "generate", "fifo", "-o", "rtl", "--json", name);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).startsWith("{\n").endsWith("}\n");
      assertThat(ran.err()).contains("modules in");
    }
  }
}
