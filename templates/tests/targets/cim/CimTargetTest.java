// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.cim.cimtile.CimTile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import kakure.target.Given;
import kakure.target.PlanException;
import kakure.target.RunReplay;
import kakure.target.RunReport;
import kakure.target.Runner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import targets.cim.mapper.Totals;

/** A gated residual network on a small tile, layers larger than it, at every depth of gating; and what a tile that is wrong does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CimTargetTest {
  private static final Shape INPUT = new Shape(2, 6, 6);
  static final Map<String, String> SMALL = parameters("rows", "36", "columns", "8", "segments", "4", "groups", "2", "gap", "1");

  private final Network network = network(3);
  private final CimTarget target = new CimTarget();
  private Simulator simulator;

  static Map<String, String> parameters(String... words) {
    var all = new LinkedHashMap<String, String>();
    for (int i = 0; i < words.length; i += 2) all.put(words[i], words[i + 1]);
    return all;
  }

  @BeforeAll
  void build(@TempDir Path dir) {
    simulator = simulator(dir, tile(), "accumulator", "", "");
  }

  static Simulator simulator(Path dir, CimTile top, String module, String what, String by) {
    new ExternalTool("verilator").require();
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(top), EmitOptions.defaults()));
    var name = files.keySet().stream().filter(f -> f.contains(module) && f.endsWith(".v")).findFirst().orElseThrow();
    assertThat(files.get(name)).contains(what);
    files.computeIfPresent(name, (n, text) -> text.replace(what, by));
    Output.write(dir.resolve("rtl"), files);
    return SimulatorBuild.standard().quick().build(Design.read(dir.resolve("rtl")));
  }

  private CimTile tile() {
    return target.top(new Given(Map.of(), SMALL), network);
  }

  /** Each gate is decided at the middle of what some images make of it. */
  static Network network(long seed) {
    var open = network(seed, new int[6]);
    var golden = new GoldenNetwork(open);
    var threshold = new int[6];
    for (int c = 0; c < 6; c++) {
      int channel = c;
      threshold[c] = IntStream.range(0, 7).map(i -> golden.run(image(i)).values("decide")[channel]).sorted().toArray()[3];
    }
    return network(seed, threshold);
  }

  /** A block of 6 channels whose gates follow the image, its input added to what it makes, and 5 classes. */
  private static Network network(long seed, int[] threshold) {
    var rng = new SplittableRandom(seed);
    var nodes = new ArrayList<Node>();
    nodes.add(new Node("stem", Network.IMAGE, linear(Window.square(3, 1, 1), hidden(rng, 6, 2, 9, 0), true)));
    nodes.add(new Node("first", "stem", linear(Window.square(1, 1, 0), hidden(rng, 6, 6, 1, 1), true)));
    nodes.add(new Node("mean", "stem", new AveragePool(Window.whole(new Shape(6, 6, 6)), Optional.empty())));
    nodes.add(new Node("squeeze", "mean", new Linear(Window.square(1, 1, 0), new Dense(4, 6, 1, 8, rng.ints(24, -90, 90).toArray()), Optional.of(new Requantise(new int[] {1, 3, -2, 1}, new long[] {0, 5000, 400000, 70000}, new int[] {11, 12, 12, 10})))));
    nodes.add(new Node("decide", "squeeze", linear(Window.square(1, 1, 0), new Dense(6, 4, 1, 8, rng.ints(24, -90, 90).toArray()), false)));
    nodes.add(new Node("gate", List.of("first", "decide"), new Gate(threshold)));
    nodes.add(new Node("second", "gate", linear(Window.square(3, 1, 1), hidden(rng, 6, 6, 9, 2), false)));
    var one = new int[6];
    Arrays.fill(one, 1);
    nodes.add(new Node("sum", List.of("second", "stem"), new Add(requantise(6), one, new int[6])));
    nodes.add(new Node("fc", "sum", linear(Window.square(6, 1, 0), hidden(rng, 5, 6, 36, 3), false)));
    return new Network("gated", 7, INPUT, nodes, Readout.plain(5, 1));
  }

  private static Weights hidden(SplittableRandom rng, int outputs, int inputs, int taps, int layer) {
    return new Hidden(Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(3) != 0), layer);
  }

  private static Linear linear(Window window, Weights weights, boolean requantised) {
    return new Linear(window, weights, requantised ? Optional.of(requantise(weights.outputs())) : Optional.empty());
  }

  private static Requantise requantise(int channels) {
    var mul = new int[channels];
    var add = new long[channels];
    var sh = new int[channels];
    Arrays.fill(mul, 5);
    Arrays.fill(add, 300);
    Arrays.fill(sh, 4);
    return new Requantise(mul, add, sh);
  }

  static byte[] image(int number) {
    var image = new byte[INPUT.elements()];
    var rng = new SplittableRandom(number);
    int most = 20 + rng.nextInt(200);
    for (int i = 0; i < image.length; i++) image[i] = (byte) (rng.nextInt(3) == 0 ? 0 : rng.nextInt(most));
    return image;
  }

  private CimPlan plan(String... options) {
    return (CimPlan) target.plan(network, tile(), new Given(parameters(options), SMALL));
  }

  private CimPlan planned(String parameter, String value) {
    var all = new LinkedHashMap<>(SMALL);
    all.put(parameter, value);
    return (CimPlan) target.plan(network, target.top(new Given(Map.of(), all), network), Given.NOTHING);
  }

  private RunReport run(CimPlan plan, Simulator hardware, int images) {
    return new Runner(plan, hardware, SimOptions.seed(5)).run(images, CimTargetTest::image, i -> 0, 1, n -> { });
  }

  @Test
  void everySumAndCounterIsTheGoldenModelsAtEveryDepth() {
    double cycles = Double.MAX_VALUE;
    for (var gating : List.of("none", "skip", "held", "off")) {
      var report = run(plan("--gating", gating), simulator, 6);
      assertThat(report.first()).as(gating).isEmpty();
      // stem 6 x 36, first 6 x 36, second 6 x 36, fc 5, and eight counters of each
      assertThat(report.compared()).isEqualTo(6L * (3 * 216 + 5 + 4 * 8));
      double now = cycles(report), held = sum(report, "held"), off = sum(report, "off");
      if (gating.equals("none")) assertThat(sum(report, "avoided") + sum(report, "precharges")).isEqualTo(8 * 8 * 6.0 / 6 * report.planned().stream().mapToDouble(s -> s.figure("operations")).sum());
      if (gating.equals("held")) assertThat(held).isPositive();
      if (gating.equals("off")) assertThat(off).isGreaterThan(held);
      assertThat(now).as(gating).isLessThan(List.of("held", "off").contains(gating) ? cycles * 1.05 : cycles);   // power that changes takes cycles of its own
      cycles = now;
    }
  }

  /** What is reckoned beside a run, of the same vectors, is what the hardware counts where both do the same. */
  @Test
  void theReferenceIsWhatTheHardwareCounts() {
    for (var gating : List.of("none", "off")) {
      for (var place : List.of("natural", "permuted")) {
        var plan = plan("--place", place, "--gating", gating);
        var report = run(plan, simulator, 3);
        var sums = plan.reference().sums().orElseThrow();
        assertThat(sums.images()).isEqualTo(3);
        counts(report, sums.placed());
        if (place.equals("natural")) assertThat(sums.natural()).isEqualTo(sums.placed());
        if (gating.equals("none") && place.equals("natural")) counts(report, sums.uncut());
        assertThat(sums.placed().off()).as("%s, %s", gating, place).isLessThanOrEqualTo(sums.unitBound() + 1e-12);
        var lines = plan.remarks(report);
        assertThat(lines.get(1)).startsWith("of what macros without units do: cycles ").contains("; with channels in natural order cycles ");
        assertThat(lines.stream().filter(l -> l.startsWith("units off for whole operations "))).hasSize(gating.equals("off") ? 1 : 0);
        assertThat((double) plan.keys(report).get("prechargesOfUncut")).isCloseTo(sum(report, "precharges") * 3 / sums.uncut().precharges(), within(1e-12));
      }
    }
  }

  private static void counts(RunReport report, Totals reckoned) {
    assertThat(3 * sum(report, "precharges")).isCloseTo(reckoned.precharges(), within(1e-6));
    assertThat(3 * sum(report, "pulses")).isCloseTo(reckoned.pulses(), within(1e-6));
    assertThat(3 * sum(report, "conversions")).isCloseTo(reckoned.conversions(), within(1e-6));
    assertThat(3 * cycles(report)).as("but for power that a macro keeps from one load to the next").isCloseTo(reckoned.cycles(), within(.05 * reckoned.cycles()));
  }

  static double cycles(RunReport report) {
    return report.steps().stream().mapToDouble(RunReport.Ran::cycles).sum();
  }

  static double sum(RunReport report, String counter) {
    return report.steps().stream().mapToDouble(s -> s.counters().get(counter)).sum();
  }

  /** The class that the tile tells is the network's, so what it is sent is what the network computes. */
  @Test
  void classesAreTheNetworks() {
    var golden = new GoldenNetwork(network);
    var labels = new LinkedHashMap<Integer, Integer>();
    new Runner(plan(), simulator, SimOptions.seed(1)).telling(labels::put).run(4, CimTargetTest::image, i -> 0, 1, n -> { });
    for (int i = 0; i < 4; i++) assertThat(labels.get(i)).as("image %d", i).isEqualTo(golden.label(image(i)));
  }

  @Test
  void naturalOrderComputesTheSame() {
    var report = run(plan("--place", "natural"), simulator, 2);
    assertThat(report.first()).isEmpty();
  }

  @Test
  void gatesMoveWithTheImage() {
    var golden = new GoldenNetwork(network);
    var seen = new TreeSet<String>();
    for (int i = 0; i < 6; i++) seen.add(Arrays.toString(Switches.of(network, network.node("second")).inputs(golden.run(image(i))::values, 6)));
    assertThat(seen).as("a gate that never moves shows nothing").hasSizeGreaterThan(1);
    assertThat(Switches.of(network, network.node("first")).outputs()).extracting(Node::name).containsExactly("gate");
    assertThat(Switches.of(network, network.node("stem")).outputs()).as("read by others, too").isEmpty();
  }

  @Test
  void oneLostSubtractionIsFoundWithLayerAndPlaceAndShownAgain(@TempDir Path dir) {
    var broken = simulator(dir, tile(), "cim_accumulator", "2'd0: d = a - b;", "2'd0: d = a - b - b;");
    var plan = plan();
    var report = run(plan, broken, 1);
    assertThat(report.mismatches()).isPositive();
    assertThat(report.first().orElseThrow().text()).contains("layer stem, channel ");
    assertThat(new RunReplay(plan, broken, SimOptions.seed(5)).write(report.first().orElseThrow(), image(0), dir.resolve("reports"))).isPresent();
  }

  @Test
  void plannedCyclesAreNearlyThoseOfWhatTheHardwareTakes() {
    var plan = plan("--gating", "none");
    var report = run(plan, simulator, 2);
    assertThat(report.cyclesPerCase()).isCloseTo(plan.plannedCycles(), within(.05 * plan.plannedCycles()));
  }

  /** What the power intent names is there: both instances, and a bit of each of the controller's lines for every unit. */
  @Test
  void powerIntentNamesWhatIsThere() {
    var files = Emitter.emit(Netlist.elaborate(tile()), EmitOptions.defaults());
    var upf = target.beside(tile()).get(tile().moduleName() + ".upf");
    assertThat(files.get(tile().moduleName() + ".v")).containsPattern("bitline_controller_\\w+ u_controller\\b").containsPattern("cim_macro_\\w+ u_macro\\b");
    var controller = files.get(tile().controller().moduleName() + ".v");
    for (var line : List.of("c1_o", "c2_o", "iso_o")) {
      assertThat(controller).containsPattern("output (wire|reg) +\\[7:0\\] " + line);
      for (int u = 0; u < 8; u++) assertThat(upf).contains("u_controller/" + line + "[" + u + "]");
      assertThat(upf).doesNotContain(line + "[8]");
    }
  }

  @Test
  void studiesNeedImages() {
    for (var study : target.studies()) assertThatThrownBy(() -> study.answer(network, new Given(Map.of(), SMALL), text -> { })).as(study.option()).isInstanceOf(BadInput.class).hasMessageContaining("--calibrate PATH");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> plan("--macros", "3")).isInstanceOf(PlanException.class).hasMessageContaining("macros").hasMessageContaining("there are 3");
    assertThatThrownBy(() -> target.plan(network, target.top(new Given(Map.of(), SMALL)), Given.NOTHING)).isInstanceOf(PlanException.class).hasMessageContaining("--set channels=");
    assertThatThrownBy(() -> target.top(new Given(parameters("--gating", "deep"), Map.of()))).isInstanceOf(BadInput.class).hasMessageContaining("none, skip, held or off");
    assertThatThrownBy(() -> target.top(new Given(parameters("--place", "best"), Map.of()))).isInstanceOf(BadInput.class).hasMessageContaining("permuted or natural");
    assertThatThrownBy(() -> target.top(new Given(parameters("--macros", "0"), Map.of()))).isInstanceOf(BadInput.class).hasMessageContaining("--macros 0");
    assertThatThrownBy(() -> target.top(new Given(Map.of(), parameters("segments", "5")))).isInstanceOf(BadInput.class).hasMessageContaining("segments");
    for (var gating : List.of("none", "skip"))
      assertThatThrownBy(() -> target.top(new Given(parameters("--gates", "tile", "--gating", gating), Map.of()))).isInstanceOf(BadInput.class).hasMessage("--gates tile needs --gating held or off: with " + gating + " no gate counts");
    for (var bits : List.of("7", "16")) assertThatThrownBy(() -> planned("bits", bits)).isInstanceOf(PlanException.class).hasMessage("bits = " + bits + ": activations have 8 bits, leave it out");
    // 145 cycles at most, 8 units
    assertThatThrownBy(() -> planned("counterBits", "10")).isInstanceOf(PlanException.class).hasMessage("counterBits = 10: an operation may count 1160: --set counterBits=11");
    assertThat(planned("counterBits", "11").steps()).isNotEmpty();
    var noisy = new LinkedHashMap<>(SMALL);
    noisy.putAll(parameters("sensing", "analog", "noise", "9"));
    assertThatThrownBy(() -> target.plan(network, target.top(new Given(Map.of(), noisy), network), Given.NOTHING)).isInstanceOf(PlanException.class).hasMessageContaining("noise=0");
  }
}
