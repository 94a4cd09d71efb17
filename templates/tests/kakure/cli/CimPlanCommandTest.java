// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.ExternalTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code plan} and {@code run --target cim} say of a small gated network: every printed share is the JSON's, and each stands under its own heading. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CimPlanCommandTest {
  private static final List<String> JUDGED = List.of("unitsOffNatural", "unitsOffGreedy", "unitsOff", "unitsOffBound", "prechargesNatural", "prechargesGreedy", "precharges", "pulses", "conversions", "cyclesNatural", "cyclesGreedy", "cycles");
  /** Two channels of 3x3 in a segment, four outputs in a group. */
  private static final String PAIRS = "--set rows=72 --set segments=4 --set columns=16 --set groups=2";

  private Path folder;

  private record Said(String out, JsonNode json) {
    /** Cells behind the names of a row, in the table with that heading, which may be broken into several under each other. */
    List<String> row(String heading, String... names) {
      var cells = new ArrayList<String>();
      boolean within = false;
      for (var line : out.lines().toList()) {
        within = line.startsWith(heading) || within && !line.isBlank();
        var words = List.of(line.strip().split(" +"));
        if (within && words.size() > names.length && words.subList(0, names.length).equals(List.of(names))) cells.addAll(words.subList(names.length, words.size()));
      }
      return cells;
    }
  }

  @BeforeAll
  void network(@TempDir Path temp) {
    folder = temp;
    TwoNoises.write(folder);
    train("gated", "--gates inside --gate-target .2 --density .4 --epochs 40");
  }

  private void train(String name, String how) {
    Cli cli = Cli.run(("train --data " + folder + " --net c4,r8s2,f2 -o " + folder.resolve(name + ".onnx") + " " + how).split(" +"));
    assertThat(cli.code()).as(cli.err()).isZero();
  }

  private Said said(String line) throws IOException {
    Path json = folder.resolve("said.json");
    Cli cli = Cli.run((line + " --target cim --calibrate " + folder + " --json " + json).split(" +"));
    assertThat(cli.code()).as(cli.err()).isZero();
    return new Said(cli.out(), JsonMapper.shared().readTree(Files.readString(json)));
  }

  private Said plan(String more) throws IOException {
    return said("plan " + folder.resolve("gated.onnx") + " " + more);
  }

  private static String share(JsonNode of, String key) {
    return String.format(Locale.ROOT, "%.3f", of.get(key).asDouble());
  }

  @Test
  void whatIsJudgedIsPrintedUnderItsHeading() throws Exception {
    var plan = plan(PAIRS);
    assertThat(plan.row("other images", "all")).containsExactlyElementsOf(JUDGED.stream().map(k -> share(plan.json, k)).toList());
    var layers = plan.json.get("judged");
    assertThat(layers).hasSameSizeAs(plan.json.get("layers"));
    for (var layer : layers) {
      assertThat(plan.row("other images", layer.get("layer").asString())).containsExactlyElementsOf(JUDGED.stream().map(k -> share(layer, k)).toList());
      assertThat(layer.get("unitsOff").asDouble()).isLessThanOrEqualTo(layer.get("unitsOffBound").asDouble());
    }
    assertThat(plan.out).contains("on 96 training images behind those that it is fitted on", "8 places of a layer on the first 16 of these images");
    assertThat(plan.json.get("unitsOff").asDouble()).isPositive();
  }

  /** Natural order is a placement like any other. */
  @Test
  void placedInNaturalOrderBothSidesAreTheSame() throws Exception {
    var json = plan(PAIRS + " --place natural").json;
    for (var both : List.of("unitsOff", "precharges", "cycles")) assertThat(json.get(both)).as(both).isEqualTo(json.get(both + "Natural"));
    for (var side : List.of("segments", "groups")) assertThat(json.get(side + "Off")).as(side).isEqualTo(json.get(side + "OffNatural"));
  }

  @Test
  void ordersOfChannelsAreToldBesideGreedyBoundAndExact() throws Exception {
    var plan = plan(PAIRS);
    for (var side : List.of("segments", "groups")) {
      double off = plan.json.get(side + "Off").asDouble(), bound = plan.json.get(side + "OffBound").asDouble();
      assertThat(off).as(side).isPositive().isLessThanOrEqualTo(bound);
      assertThat(plan.json.get(side + "OffExact").asDouble()).as("8 channels").isBetween(off, bound + 1e-12);
      var layer = side.equals("segments") ? "block1.second" : "block1.first";
      var row = plan.row("channels off together", layer, side);
      assertThat(row.subList(2, 6)).containsExactly(share(plan.json, side + "OffNatural"), share(plan.json, side + "OffGreedy"), share(plan.json, side + "Off"), share(plan.json, side + "OffBound"));
      assertThat(row.get(6)).isEqualTo(String.format(Locale.ROOT, "%.3f", off / bound));
      assertThat(row.get(7)).isEqualTo(share(plan.json, side + "OffExact"));
    }
  }

  @Test
  void patternsSkipWhatThePlanSays() throws Exception {
    var plan = plan(PAIRS);
    var patterns = plan(PAIRS + " --patterns");
    var rows = patterns.json.get("patterns");
    int n = plan.json.get("judged").size();
    for (int l = 0; l < n; l++) {
      var layer = plan.json.get("judged").get(l);
      var row = rows.get(l);
      assertThat(row.get("layer")).isEqualTo(layer.get("layer"));
      assertThat(row.get("skipped").asDouble()).isCloseTo(1 - layer.get("precharges").asDouble(), within(1e-12));
      assertThat(row.get("cyclesNatural0").asDouble()).isCloseTo(layer.get("cyclesNatural").asDouble(), within(1e-12));
      var cells = patterns.row("layer", row.get("layer").asString());
      assertThat(cells.subList(0, 5)).containsExactly(row.get("taps").asString(), row.get("denseCycles").asString(), share(row, "skipped"), share(row, "cyclesNatural0"), share(row, "cycles0"));
    }
    assertThat(rows.get(n).get("layer").asString()).isEqualTo("all");
  }

  @Test
  void storingEitherSideNamesTheBetterOne() throws Exception {
    for (var word : List.of("", "activations", "weights")) {
      var store = said("plan --store " + word + " " + folder.resolve("gated.onnx") + " " + PAIRS);
      assertThat(store.out).contains((word.isEmpty() ? "activations" : word) + " ahead");
      for (var row : store.json.get("sides")) {
        double ahead = row.get("planeOff8").asDouble() - row.get("weightsSkipped").asDouble();
        assertThat(row.get("activationsAhead").asDouble()).isCloseTo(ahead, within(1e-12));
        assertThat(row.get("better").asString()).isEqualTo(ahead > 0 ? "activations" : "weights");
        assertThat(store.row("layer", row.get("layer").asString())).containsExactly(share(row, "weightsOff"), share(row, "weightsSkipped"), share(row, "planeOff1"), share(row, "activationsOff1"), share(row, "planeOff8"),
            share(row, "activationsOff8"), share(row, "zeroWeights"), String.format(Locale.ROOT, "%+.3f", word.equals("weights") ? -ahead : ahead), row.get("better").asString());
      }
    }
  }

  /** What the hardware counts is what is reckoned for the same order. */
  @Test
  @Tag("slow")
  void aRunTellsPulsesConversionsNaturalOrderAndTheBound() throws Exception {
    new ExternalTool("verilator").require();
    var shares = List.of("cycles", "precharges", "pulses", "conversions");
    for (var place : List.of("natural", "permuted")) {
      var run = said("run " + folder.resolve("gated.onnx") + " --data " + folder + " --count 2 --place " + place + " " + PAIRS);
      assertThat(run.out).contains("every layer equal", "of what macros without units do: cycles " + share(run.json, "cyclesOfUncut") + ", precharges " + share(run.json, "prechargesOfUncut") + ", pulses " + share(run.json, "pulsesOfUncut")
          + ", conversions " + share(run.json, "conversionsOfUncut"), "units off for whole operations ");
      assertThat(run.json.get("unitsOff").asDouble()).isLessThanOrEqualTo(run.json.get("unitsOffBound").asDouble() + 1e-12);
      if (!place.equals("natural")) continue;
      // a macro keeps its power from one load to the next, which is not reckoned with
      for (var s : shares) assertThat(run.json.get(s + "OfUncut").asDouble()).as(s).isCloseTo(run.json.get(s + "OfUncutNatural").asDouble(), within(s.equals("cycles") ? .02 : 1e-12));
      assertThat(run.json.get("unitsOff")).isEqualTo(run.json.get("unitsOffNatural"));
    }
  }

  /** Levels without a zero lie in units that the usual macro has, as they were trained. */
  @Test
  @Tag("slow")
  void whatIsFilledWithLevelsRunsOnTheUsualMacro() throws Exception {
    new ExternalTool("verilator").require();
    train("levels", "--weights ternary --reward gating --reward-weight .1 --epochs 6 --fill lev4 --fill-epochs 2");
    var plan = said("plan " + folder.resolve("levels.onnx"));
    var modes = new ArrayList<String>();
    for (var layer : plan.json.get("layers")) modes.add(layer.get("modes").asString());
    assertThat(String.join(" ", modes)).contains("lev4");
    assertThat(plan.json.get("unitsOff").asDouble()).as("units that the reward emptied").isPositive();
    var run = said("run " + folder.resolve("levels.onnx") + " --data " + folder + " --count 1");
    assertThat(run.json.get("mismatches").asInt()).isZero();
  }
}
