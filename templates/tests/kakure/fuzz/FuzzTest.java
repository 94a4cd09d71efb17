// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes every target for a bounded time, guided by coverage, in a Java machine of its own with little memory.
 *
 * <p>{@code -Dfuzz.seconds=N} for each target, {@code -Dseed=N}, {@code -Dfuzz.target=NAME} for one. A finding is left in {@code target/fuzz}; once mended, its file goes to
 * {@code tests/resources/fuzz/TARGET} under a name that says what it was.
 */
@Tag("slow")
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 30);
  private static final long SEED = Long.getLong("seed", 1);
  private static final String ONLY = System.getProperty("fuzz.target", "");
  private static final int START_SECONDS = 240;
  private static final int LONGEST_INPUT = 8192;
  private static final Pattern DONE = Pattern.compile("(?m)^Done (\\d+) runs in");
  private static long executions;

  @TempDir Path temp;

  static Stream<String> targets() {
    return Fuzz.targets().stream().map(FuzzTarget::name).filter(name -> ONLY.isEmpty() || name.equals(ONLY));
  }

  @AfterAll
  static void figure() {
    System.out.println("figure fuzz.executions " + executions + " executions");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingButRefusalsComesOut(String name) throws Exception {
    var target = Fuzz.targets().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    var corpus = Files.createDirectory(temp.resolve("corpus"));
    int n = 0;
    for (var seed : target.seeds()) Files.write(corpus.resolve("seed" + n++), seed);
    for (var file : CorpusTest.found(target)) Files.copy(file, corpus.resolve(file.getFileName()));
    var findings = Files.createDirectories(Path.of("target", "fuzz", name));
    var log = findings.resolve("log").toAbsolutePath();
    var process = new ProcessBuilder(command(name, corpus, findings, temp)).directory(temp.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS + START_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      fail("the fuzzer of " + name + " did not end within " + (SECONDS + START_SECONDS) + " s, seed " + SEED + "; see " + log);
    }
    var said = Files.readString(log, StandardCharsets.ISO_8859_1);
    var done = DONE.matcher(said);
    assertThat(process.exitValue()).as(() -> "fuzzing " + name + ", seed " + SEED + ":\n" + summary(said, findings)).isZero();
    assertThat(done.find()).as("the fuzzer says how often it ran: " + log).isTrue();
    executions += Long.parseLong(done.group(1));
  }

  private static List<String> command(String name, Path corpus, Path findings, Path temp) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Xss4m", "-Dkakure.fuzz=" + name, "-Djava.io.tmpdir=" + temp));
    if (Runtime.version().feature() >= 21) command.add("-XX:+EnableDynamicAgentLoading");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + Fuzz.class.getName(),
        "--instrumentation_includes=kakure.**:blocks.**", "--custom_hook_includes=kakure.**", "--reproducer_path=" + findings.toAbsolutePath(),
        "-max_total_time=" + SECONDS, "-seed=" + SEED, "-max_len=" + LONGEST_INPUT, "-timeout=60",
        "-rss_limit_mb=0", // the heap is limited; what Linux calls the peak of a new program begins with that of the one that started it, here all tests'
        "-artifact_prefix=" + findings.toAbsolutePath() + "/", corpus.toString()));
    return command;
  }

  private static String summary(String log, Path findings) {
    var lines = log.lines().toList();
    int at = 0;
    while (at < lines.size() && !lines.get(at).contains("== Java Exception") && !lines.get(at).contains("ERROR: ")) at++;
    var text = String.join("\n", lines.subList(Math.min(at, Math.max(0, lines.size() - 12)), Math.min(lines.size(), at + 12)));
    return text + "\ninput: see the newest file in " + findings.toAbsolutePath();
  }
}
