// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, called with a path on which only chosen commands exist. */
class ScriptsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> BASICS = List.of("bash", "env", "sed", "sort", "tail", "mktemp", "rm", "awk", "dirname", "readlink", "head");

  @TempDir
  private Path folder;

  private record Ran(int code, String text) {}

  private Ran run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), command);
  }

  private Ran run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(output));
  }

  private void command(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    file.toFile().setExecutable(true);
  }

  private void basics() throws IOException {
    for (String name : BASICS) {
      command(name, "exec \"$(PATH=/usr/bin:/bin type -P " + name + ")\" \"$@\"");
    }
  }

  /** The demonstration's last lines are shares of what its two runs said; these are made up here: every number of a layer, nothing off and all off. */
  @Test
  void theDemonstrationOfMacrosEndsWithSharesOfItsTwoRuns() throws Exception {
    basics();
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    Path demo = Files.copy(ROOT.resolve("scripts/demo-cim.sh"), scripts.resolve("demo-cim.sh"));
    String layer = "{\\n  \"compared\" : 9,\\n  \"layers\" : [ {\\n    \"operations\" : 4,\\n    \"unitBits\" : 1024,\\n    \"cycles\" : %d.0,\\n    \"precharges\" : %d.0,\\n    \"pulses\" : %d.0,\\n    \"conversions\" : %d.0,\\n    \"off\" : %d.0\\n  } ],\\n  \"unitsOff\" : 0.3,\\n  \"unitsOffNatural\" : 0.2,\\n  \"unitsOffBound\" : 0.4\\n}\\n";
    String made = "for word; do case $word in */none.json) printf '" + layer + "' 40 80 50 100 0 >\"$word\" ;; */off.json) printf '" + layer + "' 10 10 30 7 160 >\"$word\" ;; esac; done";
    for (var stub : List.of("setup.sh", "build.sh", "kakure")) {
      command(stub, stub.equals("kakure") ? made : "");
      Files.move(folder.resolve("bin").resolve(stub), scripts.resolve(stub));
    }
    Ran ran = run("bash", demo.toString(), folder.toString());
    assertThat(ran.code()).as(ran.text()).isZero();
    // 1024 bits of 4 operations are 32 units
    assertThat(ran.text().lines().filter(l -> l.startsWith("figure "))).containsExactly("figure cim.demo.unit_cycles_off 0.500 fraction", "figure cim.demo.cycles 0.250 ratio", "figure cim.demo.precharges 0.125 ratio",
        "figure cim.demo.pulses 0.600 ratio", "figure cim.demo.conversions 0.070 ratio", "figure cim.demo.units_off 0.300 fraction", "figure cim.demo.units_off.natural 0.200 fraction", "figure cim.demo.units_off.bound 0.400 fraction");
    assertThat(run("bash", demo.toString(), folder.resolve("nothing").toString()).code()).isEqualTo(2);
  }

  /** What is run while a long command is silent: here a second of it counts as fifty. */
  @Test
  void meanwhileSaysThatACommandGoesOnAndEndsWithIt() throws Exception {
    Path beat = Files.writeString(folder.resolve("meanwhile.sh"), Files.readString(ROOT.resolve("scripts/meanwhile.sh")).replace("-rt 50", "-rt 0.2"));
    Ran ran = run(Map.of("PATH", System.getenv("PATH")), "bash", beat.toString(), "golden", "bash", "-c", "sleep 1; echo done; exit 7");
    assertThat(ran.code()).isEqualTo(7);
    assertThat(ran.text()).containsPattern("^golden: still under way after \\d+ (?:s|min)\n(?s:.*)done\n(?:golden: still under way after \\d+ (?:s|min)\n)*$"); // a word may fall between its last one and its end
  }

  @Test
  void setUpWithoutRightsPrintsTheLineToType() throws Exception {
    basics();
    command("id", "echo 1000");
    command("apt-get", "echo must not be called; exit 9");
    command("make", "");
    Ran ran = run(ROOT.resolve("scripts/setup.sh").toString(), "run");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.text()).contains(
        "  apt-get update && apt-get install -y --no-install-recommends ccache g++ maven openjdk-17-jdk-headless verilator\n");
  }

  @Test
  void setUpOnAnotherSystemNamesWhatIsMissing() throws Exception {
    basics();
    command("id", "echo 0");
    Ran ran = run(ROOT.resolve("scripts/setup.sh").toString(), "run");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.text()).contains("no Debian or Ubuntu", "verilator");
  }

  @Test
  void setUpInstallsWhatIsMissingAndNothingElse() throws Exception {
    basics();
    command("id", "echo 0");
    command("apt-cache", "printf '%s:\\n  Candidate: 1.0-1\\n' \"$2\"");
    command("apt-get", "echo \"$@\" >>" + folder.resolve("calls"));
    command("javac", "echo javac 21.0.2");
    for (String name : List.of("mvn", "g++", "make", "ccache")) command(name, "");
    Ran ran = run(ROOT.resolve("scripts/setup.sh").toString(), "run");
    assertThat(ran.text()).isEqualTo("setup: installing verilator\n");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(folder.resolve("calls"))).isEqualTo("-q install -y --no-install-recommends verilator\n");
  }

  private void allButPyTorch() throws IOException {
    basics();
    command("javac", "echo javac 17.0.1");
    for (String name : List.of("mvn", "verilator", "g++", "make", "ccache", "iverilog", "yosys", "yosys-smtbmc", "z3", "nextpnr-ice40", "icepack", "chromium", "sta", "qflow")) command(name, "");
    Files.createDirectories(folder.resolve("tech/osu035"));
    Files.createDirectories(folder.resolve("tech/osu018"));
    command("python", "[ \"$2\" = 'import PIL.Image' ]");
  }

  @Test
  void setUpForTheSlowTestsInstallsPyTorch() throws Exception {
    allButPyTorch();
    command("id", "echo 0");
    command("apt-get", "echo \"$@\" >>" + folder.resolve("calls"));
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "all");
    assertThat(ran.text()).isEqualTo("setup: installing python3-torch, for the tests of examples/pytorch\n");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(folder.resolve("calls"))).isEqualTo("-q install -y --no-install-recommends python3-torch\n");
  }

  @Test
  void setUpForTheSlowTestsGoesOnWherePyTorchCannotBeHad() throws Exception {
    allButPyTorch();
    command("id", "echo 0");
    command("apt-get", "echo no network >&2; exit 100");
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "all");
    assertThat(ran.text()).contains("setup: installing python3-torch, for the tests of examples/pytorch\n", "setup: apt-get could not install python3-torch; tests that need it are skipped\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void setUpForTheSlowTestsGoesOnWithoutPyTorch() throws Exception {
    allButPyTorch();
    command("id", "echo 1000");
    command("apt-get", "echo must not be called; exit 9");
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "all");
    assertThat(ran.text()).isEqualTo("setup: python3-torch is not there and cannot be installed from here; the tests of examples/pytorch that need it are skipped\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void setUpForTheSlowTestsInstallsABrowser() throws Exception {
    allButPyTorch();
    command("python", "");
    Files.delete(folder.resolve("bin/chromium"));
    command("id", "echo 0");
    command("apt-get", "echo \"$@\" >>" + folder.resolve("calls"));
    assertThat(run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "tests").text()).as("the fast tests do without").isEmpty();
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "all");
    assertThat(ran.text()).isEqualTo("setup: installing chromium, for the tests of pages\n");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(folder.resolve("calls"))).isEqualTo("-q install -y --no-install-recommends chromium\n");
  }

  @Test
  void setUpForTheSlowTestsInstallsQflow() throws Exception {
    allButPyTorch();
    command("python", "");
    Files.delete(folder.resolve("bin/qflow"));
    command("id", "echo 0");
    command("apt-get", "echo \"$@\" >>" + folder.resolve("calls"));
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("none").toString()), ROOT.resolve("scripts/setup.sh").toString(), "all");
    assertThat(ran.text()).isEqualTo("setup: installing qflow, for the tests of layouts\nsetup: installing qflow-tech-osu035, for the tests of layouts\nsetup: installing qflow-tech-osu018, for the tests of layouts\n");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(folder.resolve("calls"))).isEqualTo("-q install -y --no-install-recommends qflow\n-q install -y --no-install-recommends qflow-tech-osu035\n-q install -y --no-install-recommends qflow-tech-osu018\n");
  }

  @Test
  void setUpForTheTestsInstallsOpenSta() throws Exception {
    allButPyTorch();
    Files.delete(folder.resolve("bin/sta"));
    command("id", "echo 0");
    command("apt-get", "echo \"$@\" >>" + folder.resolve("calls"));
    Ran ran = run(Map.of("KAKURE_PYTHON", "python", "KAKURE_QFLOW_TECH", folder.resolve("tech").toString()), ROOT.resolve("scripts/setup.sh").toString(), "tests");
    assertThat(ran.text()).isEqualTo("setup: installing opensta, for the tests of timing\n");
    assertThat(ran.code()).isZero();
    assertThat(Files.readString(folder.resolve("calls"))).isEqualTo("-q install -y --no-install-recommends opensta\n");
  }

  @Test
  void setUpRefusesATooOldVerilator() throws Exception {
    basics();
    command("javac", "echo javac 17.0.1");
    command("verilator", "echo 'Verilator 4.038 2020-07-11 rev v4.036-114-g0cd4a57ad'");
    for (String name : List.of("mvn", "g++", "make", "ccache")) command(name, "");
    Ran ran = run(ROOT.resolve("scripts/setup.sh").toString(), "run");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.text()).contains("Verilator 4.038", "5.006 or newer");
  }

  @Test
  void setUpSaysNothingWhenAllIsThere() throws Exception {
    basics();
    command("javac", "echo javac 17.0.1");
    for (String name : List.of("mvn", "verilator", "g++", "make", "ccache")) command(name, "");
    Ran ran = run(ROOT.resolve("scripts/setup.sh").toString(), "run");
    assertThat(ran.text()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void countsNameWhatWasSkippedAndFailOnAMissingToolInCi() throws Exception {
    basics();
    Files.createDirectories(folder.resolve("a/target/surefire-reports"));
    Files.writeString(folder.resolve("a/target/surefire-reports/TEST-a.xml"), """
        <testsuite tests="3">
          <testcase name="good" classname="a.B" time="0"/>
          <testcase name="unlucky" classname="a.B" time="0">
            <skipped message="yosys is not installed" type="x"/>
          </testcase>
          <testcase name="other" classname="a.B" time="0"/>
        </testsuite>
        """, StandardCharsets.UTF_8);
    String script = ROOT.resolve("scripts/test-counts.sh").toString();
    Ran here = run(script, folder.toString());
    assertThat(here.text()).isEqualTo("skipped: a.B.unlucky: yosys is not installed\n2 passed, 0 failed, 1 skipped\n");
    assertThat(here.code()).isZero();
    Ran ci = run(Map.of("CI", "true"), script, folder.toString());
    assertThat(ci.text()).endsWith("\n2 passed, 0 failed, 1 skipped\n");
    assertThat(ci.code()).isEqualTo(1);
  }

  @Test
  void countsFailWhenNothingRanOrAnythingFailed() throws Exception {
    basics();
    String script = ROOT.resolve("scripts/test-counts.sh").toString();
    assertThat(run(script, folder.toString()).code()).isEqualTo(1);
    Files.createDirectories(folder.resolve("a/target/surefire-reports"));
    Files.writeString(folder.resolve("a/target/surefire-reports/TEST-a.xml"), """
        <testcase name="bad" classname="a.B" time="0">
          <failure message="skipped &lt;skipped"/>
        </testcase>
        """);
    Ran ran = run(script, folder.toString());
    assertThat(ran.text()).isEqualTo("failed: a.B.bad\n0 passed, 1 failed, 0 skipped\n");
    assertThat(ran.code()).isEqualTo(1);
  }
}
