// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Stretch;
import kakure.network.golden.GoldenNetwork;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.RunReport;
import kakure.target.Runner;
import kakure.target.Target;

/**
 * A network on two kinds of hardware, layer by layer: each stretch of layers is simulated on its own, reads what the golden model computed before it, and is compared. As every value is compared, it is what the stretch before it would
 * have handed on.
 */
final class MixedRun {
  private final Network network;
  private final Target other;
  private final List<String> layers;

  /**
   * What is mixed.
   *
   * @param also {@code TARGET=LAYER,LAYER}: the other hardware, and what goes there
   * @throws BadInput for a target or layer that is unknown
   */
  MixedRun(Network network, String also) {
    int equals = also.indexOf('=');
    if (equals < 1 || equals == also.length() - 1) throw new BadInput("--also " + also + ": give a kind of hardware and layers, as cim=conv1,conv2");
    this.network = network;
    this.other = Libraries.target(also.substring(0, equals));
    this.layers = List.of(also.substring(equals + 1).split(","));
    var names = network.nodes().stream().filter(n -> n.op() instanceof Linear).map(n -> n.name()).toList();
    for (var layer : layers) if (!names.contains(layer)) throw new BadInput("--also " + also + ": the network has no layer " + layer + "; it has " + String.join(", ", names));
  }

  /** The other hardware. */
  Target other() {
    return other;
  }

  /** A stretch and its hardware. */
  private record Planned(Target target, Stretch stretch, Plan plan) {}

  /** A stretch on its hardware, and what a run of it found. */
  private record Part(String target, Stretch stretch, Plan plan, RunReport report) {}

  /**
   * Runs them.
   *
   * @param shared the hardware of all other layers, and what is given for both
   * @return keys of the JSON
   * @throws CheckFailed where a value differs, after all is said
   */
  Map<String, Object> run(TargetOptions.Shared shared, RunImages.Chosen images, long seed, int jobs) {
    var planned = new ArrayList<Planned>();
    for (var stretch : stretches()) planned.add(stretch.chosen() ? plan(other, stretch, shared.others()) : plan(shared.target(), stretch, shared.given()));
    var parts = new ArrayList<Part>();
    for (var p : planned) parts.add(new Part(p.target.name(), p.stretch, p.plan, run(p, images, seed, jobs)));
    Terminal.clear();
    for (var p : parts) System.out.print(p.target + ", array " + p.plan.extent() + "\n" + RunText.table(p.plan, p.report) + p.plan.remarks(p.report).stream().map(line -> line + "\n").collect(Collectors.joining()) + "\n");
    var last = parts.get(parts.size() - 1).report;
    long compared = parts.stream().mapToLong(p -> p.report.compared()).sum(), mismatches = parts.stream().mapToLong(p -> p.report.mismatches()).sum();
    System.out.printf(Locale.ROOT, "%s%d values compared, every layer %s the golden model%n", last.labelled() == 0 ? "" : String.format(Locale.ROOT, "%d of %d images right, ", last.correct(), last.labelled()), compared,
        mismatches == 0 ? "equal to" : "NOT equal to");
    var keys = new LinkedHashMap<String, Object>();
    keys.put("images", last.cases());
    if (last.labelled() > 0) keys.put("correct", last.correct());
    keys.put("mismatches", mismatches);
    keys.put("compared", compared);
    keys.put("seed", seed);
    keys.put("parts", parts.stream().map(MixedRun::keys).toList());
    return keys;
  }

  /** What a run of {@link #run} found wrong. */
  static void refuseMismatches(Map<String, Object> keys) {
    if ((long) keys.get("mismatches") > 0) throw new CheckFailed(keys.get("mismatches") + " of " + keys.get("compared") + " values differ; run the network on the hardware that has them alone for a waveform");
  }

  private static Map<String, Object> keys(Part p) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("target", p.target);
    keys.putAll(RunText.keys(p.plan, p.report, 0));
    keys.remove("buildSeconds");
    return keys;
  }

  /** Says, too, what goes with the layers that were named. */
  private List<Stretch> stretches() {
    var stretches = Stretch.of(network, n -> layers.contains(n.name()));
    var with = stretches.stream().filter(Stretch::chosen).flatMap(s -> s.network().nodes().stream()).filter(n -> n.op() instanceof Linear && !n.name().equals(Stretch.END) && !layers.contains(n.name())).map(n -> n.name()).toList();
    if (!with.isEmpty()) System.out.println("with them on " + other.name() + " are " + String.join(", ", with) + ": no one map of bytes parts them");
    return stretches;
  }

  /** All are planned before any is simulated: what is wrong is told at once. */
  private static Planned plan(Target kind, Stretch stretch, Given given) {
    Block top = kind.top(given, stretch.network());
    return new Planned(kind, stretch, kind.plan(stretch.network(), top, given));
  }

  private RunReport run(Planned part, RunImages.Chosen images, long seed, int jobs) {
    var stretch = part.stretch;
    var simulator = new Workbench(Home.work().resolve("run"), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(part.plan.top()), part.plan.watch());
    boolean ends = stretch.network().output().name().equals(network.output().name());
    IntFunction<Integer> label = ends ? images.label() : i -> -1;
    var names = part.target.name() + " from " + stretch.network().nodes().get(0).name();
    return new Runner(part.plan, simulator, SimOptions.seed(seed))
        .run(images.first(), images.count(), input(stretch, images), label, jobs, done -> Terminal.progress(names + ": image " + done + " of " + images.count()));
  }

  /** What the golden model hands to a stretch. */
  private IntFunction<byte[]> input(Stretch stretch, RunImages.Chosen images) {
    if (stretch.from().equals(Network.IMAGE)) return images.image();
    var golden = ThreadLocal.withInitial(() -> new GoldenNetwork(network));
    return i -> {
      int[] values = golden.get().run(images.image().apply(i)).values(stretch.from());
      var bytes = new byte[values.length];
      for (int k = 0; k < bytes.length; k++) bytes[k] = (byte) values[k];
      return bytes;
    };
  }
}
