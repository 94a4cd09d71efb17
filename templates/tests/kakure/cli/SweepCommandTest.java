// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String MODEL = ROOT.resolve("examples/digits/digits.onnx").toString();

  @TempDir
  private Path temp;

  private Cli sweep(String... words) {
    var all = new ArrayList<>(List.of("sweep", MODEL, "-o", temp.resolve("sweep").toString()));
    all.addAll(List.of(words));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void anImpossiblePointIsSaidAtTheEndAndTheOthersGoOn() throws Exception {
    var ran = sweep("--array", "4x4x4,4x4x0,8x8x8", "--clock", "100,200");
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err()).contains("2 of 6 points did not end well: 2 refused", "digits_4x4x0_100: --array 4x4x0: give input channels");
    // the plan of this network: 203,701 cycles on 64 elements, so at 100 MHz 490.9 images a second
    assertThat(ran.out().lines().filter(l -> l.contains("4x4x4"))).satisfiesExactly(
        line -> assertThat(line.split(" +")).containsExactly("digits", "4x4x4", "100", "64", "203701", "97.5", "490.9"),
        line -> assertThat(line.split(" +")).containsExactly("digits", "4x4x4", "200", "64", "203701", "97.5", "981.8"));
    var folder = temp.resolve("sweep");
    assertThat(Files.readAllLines(folder.resolve("sweep.csv"))).hasSize(7).contains("digits,8x8x8,200,512,27017,91.9,7402.7,");
    assertThat(ImageIO.read(folder.resolve("sweep.png").toFile()).getWidth()).isPositive();
    assertThat(folder.resolve("points").toFile().list()).hasSize(6);
    assertThat(Files.readString(folder.resolve("points/digits_4x4x0_200.json"))).contains("\"status\": \"refused\"", "kakure plan ");
  }

  @Test
  void whatIsDoneIsNotDoneAgainAndWhatFailedOrIsDamagedIs() throws Exception {
    assertThat(sweep("--array", "4x4x4,4x4x8,8x4x4").code()).isZero();
    var points = temp.resolve("sweep/points");
    Path first = points.resolve("digits_4x4x4.json"), second = points.resolve("digits_4x4x8.json"), third = points.resolve("digits_8x4x4.json");
    String whole = Files.readString(second);
    Files.writeString(first, Files.readString(first).replace("203701", "203702")); // to be told from a new one
    Files.writeString(second, whole.replace("\"status\": \"done\"", "\"status\": \"failed\""));
    String damaged = Files.readString(third);
    Files.writeString(third, damaged.substring(0, damaged.length() / 2));
    var again = sweep("--array", "4x4x4,4x4x8,8x4x4");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).startsWith("1 of 3 points were done before\n").contains("203702");
    assertThat(second).hasContent(whole);
    assertThat(third).hasContent(damaged);
    // another axis is another sweep, in the same folder: points that are the same stay
    assertThat(sweep("--array", "4x4x8,4x8x4").out()).startsWith("1 of 2 points were done before\n");
  }

  @Test
  void imagesAreRunAndMasksDrawnAtRandomRecogniseNothing() {
    var ran = sweep("--array", "4x4x8", "--masks", "own,oneof4", "--data", ROOT.resolve("examples/digits").toString(), "--count", "2");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines().filter(l -> l.startsWith("digits ")).map(l -> l.split(" +"))).satisfiesExactly(
        own -> assertThat(own).contains("own", "128", "2"), drawn -> assertThat(drawn).contains("oneof4", "128", "-", "2"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--masks own,oneof3 | --masks oneof3: must be one of own, free, oneof2, oneof4, oneof8",
      "--bits 1,9 | --bits 9: must be 1 to 8",
      "--bits 1,a=9 | --bits a=9: must be 1 to 8",
      "--bits 1,a=2,1,a=2 | bits: a value stands twice in 1,a=2,1,a=2",
      "--clock 0 | --clock 0: must be more than 0",
      "--clock fast | --clock fast: no number",
      "--array 4x4x4, | --array: a value is empty",
      "--array 4x4x4,4x4x4 | --array: a value stands twice",
      "--count 3 | --count 3 goes with --data",
      "--jobs 0 | --jobs 0: must be 1 to 256",
      "--point 1 | sweep.json cannot be read"})
  void wrongWordsAreRefusedAndNothingIsWritten(String words, String message) {
    var ran = sweep(words.split(" "));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
    assertThat(temp.resolve("sweep")).doesNotExist();
  }

  @Test
  void anAreaIsOfOnePlan() {
    for (var words : List.of(List.of("--array", "all"), List.of("--kinds"))) {
      var all = new ArrayList<>(List.of("plan", MODEL, "--liberty", "cells.lib"));
      all.addAll(words);
      assertThat(Cli.run(all.toArray(String[]::new))).satisfies(ran -> assertThat(ran.code()).isEqualTo(2), ran -> assertThat(ran.err()).contains("--liberty is of one plan"));
    }
  }

  @Test
  void aRankingIsNoPoint() {
    var ran = sweep("--array", "all,8x8x8", "--group", "4");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("1 of 2 points did not end well: 1 refused", "digits_all: --elements and --array all rank several designs, and a point is one");
  }

  /** The command in a result is one that a shell takes. */
  @Test
  void namesWithBlanksAreQuoted() throws Exception {
    Path model = Files.copy(Path.of(MODEL), temp.resolve("a model's.onnx"));
    var ran = Cli.run("sweep", model.toString(), "--array", "8x8x8", "-o", temp.resolve("sweep").toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(temp.resolve("sweep/points/a-model-s.json"))).contains("kakure plan '" + temp.toAbsolutePath() + "/a model'\\\\''s.onnx' --array 8x8x8");
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws Exception {
    Files.createDirectories(temp.resolve("sweep"));
    Files.writeString(temp.resolve("sweep/mine.txt"), "mine");
    var ran = sweep("--array", "4x4x4");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("holds other files, and no sweep.json");
    assertThat(temp.resolve("sweep").toFile().list()).containsExactly("mine.txt");
    assertThat(Cli.run("sweep", "-o", temp.resolve("none").toString()).err()).contains("no model is given");
  }

  /** A cluster of this machine alone, as the distribution's packages make it. */
  @Test
  @Tag("slow")
  void aClusterDoesThePointsAsJobArrays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/slurmctld")) && System.getProperty("user.name").equals("root"), "needs the package slurm-wlm, and root");
    var words = new ArrayList<>(List.of(ROOT.resolve("scripts/slurm-here.sh").toString()));
    words.addAll(Self.words());
    words.addAll(List.of("sweep", MODEL, "--array", "4x4x4,4x4x0,8x8x8", "--slurm", "-o", temp.resolve("a cluster's").toString()));
    var out = temp.resolve("out.txt");
    var process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(out).content().contains("203701", "27017", "1 of 3 points did not end well: 1 refused");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(temp.resolve("a cluster's/slurm").toFile().list()).contains("array0.sh", "array0-2.txt");
  }
}
