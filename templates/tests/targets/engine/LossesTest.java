// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blocks.engine.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.network.Chain;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.OtherMasks;
import kakure.network.Planes;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.RunReport;
import org.junit.jupiter.api.Test;

/** The lines under a run's table name the true causes, as each of these layers has but one or two. */
class LossesTest {
  private static final Engine FREE = Engine.of(16, 8, 32);
  private static final Engine GROUPS = Engine.of(16, 8, 32, 4);
  /** Three times as many cycles as steps, and nobody to blame: below half whatever else there is. */
  private static final Waits IDLE = new Waits(0, 0, 2);

  /** Waits of a layer in shares of its steps: for masks, for the write side, and before the first or behind the last step. */
  private record Waits(double masks, double writes, double start) {}

  /** A layer of 3x3 taps over a map of 8 x 8 that keeps a fifth of its weights. */
  private static Network wide(int channels, int outputs) {
    var chain = new Chain("one", 1, new Shape(channels, 8, 8));
    conv(chain, "conv0", outputs);
    return classes(chain, "fc1");
  }

  private static void conv(Chain chain, String name, int outputs) {
    chain.hidden(name, Window.square(3, 1, 1), random(outputs, chain.shape().channels(), 9, .2), requantise(outputs));
  }

  private static Network classes(Chain chain, String name) {
    chain.hidden(name, Window.whole(chain.shape()), random(10, chain.shape().channels(), chain.shape().pixels(), .3), null);
    return chain.network();
  }

  private static Mask random(int outputs, int channels, int taps, double density) {
    var rng = new SplittableRandom(1);
    return Mask.of(outputs, channels, taps, (o, c, t) -> rng.nextDouble() < density);
  }

  private static Requantise requantise(int outputs) {
    return new Requantise(new int[outputs], new long[outputs], new int[outputs]);
  }

  private static List<String> remarks(Network network, Engine engine, Waits waits) {
    var plan = Planner.plan(network, engine);
    var steps = plan.layers().stream().map(p -> ran(p, engine, waits)).toList();
    return Losses.remarks(plan, steps);
  }

  private static RunReport.Ran ran(LayerPlan p, Engine e, Waits waits) {
    double cycles = p.steps() * (1 + waits.masks + waits.writes + waits.start);
    return new RunReport.Ran(EngineSteps.of(p, e, Math.round(cycles)), cycles, Map.of("maskWait", waits.masks * p.steps(), "writeWait", waits.writes * p.steps()), 0, 0);
  }

  private static String first(Network network, Engine engine, Waits waits) {
    return remarks(network, engine, waits).get(0);
  }

  @Test
  void aFullArrayNeedsNoWord() {
    assertThat(remarks(wide(16, 32), FREE, new Waits(.1, .1, .1))).noneMatch(line -> line.startsWith("conv0"));
  }

  @Test
  void aChannelOfManyIsNamed() {
    assertThat(first(wide(1, 32), FREE, new Waits(0, 0, 0))).isEqualTo("conv0, 6.3% utilised: fills 1 of 16 input channels");
    assertThat(first(wide(1, 32), GROUPS, new Waits(0, 0, 0))).as("an image lies spread, so a free mask takes no turns").isEqualTo("conv0, 6.3% utilised: fills 1 of 16 input channels");
  }

  @Test
  void severalRoundsAreCounted() {
    assertThat(first(wide(17, 33), FREE, new Waits(0, 0, 0))).isEqualTo("conv0, 27.4% utilised: fills 33 of 2 x 32 output channels, fills 17 of 2 x 16 input channels");
  }

  @Test
  void aFreeMaskOnGroupsTakesTurns() {
    var chain = new Chain("two", 1, new Shape(16, 8, 8));
    conv(chain, "conv0", 16);
    conv(chain, "conv1", 32);
    assertThat(remarks(classes(chain, "fc2"), GROUPS, new Waits(0, 0, 0)))
        .contains("conv1, 25.0% utilised: fills 16 of 4 x 16 input channels (of 4 that share an element, a free mask takes one a cycle)");
  }

  @Test
  void theClassesNamePixelsAndOutputs() {
    assertThat(remarks(wide(16, 32), FREE, new Waits(0, 0, 0))).contains("fc1, 3.9% utilised: fills 1 of 8 pixels, fills 10 of 32 output channels");
  }

  @Test
  void waitingIsNamedWithItsCycles() {
    assertThat(first(wide(16, 32), FREE, new Waits(2, 0, .1))).isEqualTo("conv0, 32.3% utilised: 144 of 223 cycles wait for masks");
    assertThat(first(wide(16, 32), FREE, new Waits(0, 2, .1))).isEqualTo("conv0, 32.3% utilised: 144 of 223 cycles wait for results to be written");
    assertThat(first(wide(16, 32), FREE, IDLE)).isEqualTo("conv0, 33.3% utilised: 144 of 216 cycles start and end it");
  }

  @Test
  void ofManySlightCausesTheGreatestIsNamed() {
    assertThat(first(wide(13, 26), FREE, new Waits(.2, .2, .2))).isEqualTo("conv0, 41.3% utilised: fills 13 of 16 input channels, fills 26 of 32 output channels");
  }

  @Test
  void aMaskAboveABitSaysWhatItIsMadeOf() {
    var free = wide(1, 16);
    assertThat(remarks(free, FREE, IDLE)).contains("conv0, 2.222 bit/weight: of 320 bits 192 are header, 108 entropy, 20 code and padding");
    assertThat(remarks(OtherMasks.oneOf(free, 4, 1), GROUPS, IDLE))
        .contains("conv0, 2.222 bit/weight: a free mask, as one of 4 needs 4 input channels; of 320 bits 192 are header, 108 entropy, 20 code and padding")
        .noneMatch(line -> line.startsWith("fc1") && line.contains("bit/weight"));
  }

  /** Half of the classes ask for 2 planes, half for 6, and a last layer is one descriptor: of six planes four are asked for. */
  @Test
  void planesThatFiltersDoNotAskForAreNamed() {
    var hidden = wide(16, 32);
    var last = (Linear) hidden.output().op();
    var planes = new Planes(Stream.generate(() -> random(10, last.weights().inputs(), last.weights().taps(), .5)).limit(6).toList(), IntStream.range(0, 10).map(o -> o < 5 ? 2 : 6).toArray());
    var network = hidden.with(hidden.nodes().stream().map(n -> n == hidden.output() ? new Node(n.name(), n.inputs(), new Linear(last.window(), planes, Optional.empty())) : n).toList());
    var engine = Needs.fitted(FREE, network, Set.of(), false);
    var plan = Planner.plan(network, engine).layers();
    var ran = ran(plan.get(plan.size() - 1), engine, new Waits(0, 0, 0));
    assertThat(ran.step().figures()).anySatisfy(f -> assertThat(List.of(f.title(), f.value())).isEqualTo(List.of("planes used", .667)));
    assertThat(Losses.of(plan.get(plan.size() - 1), engine, ran)).anySatisfy(l -> assertThat(l.left()).isCloseTo(4 / 6., within(1e-12)));
  }

  @Test
  void theCausesMultiplyToTheUtilisation() {
    for (long seed = 1; seed <= 100; seed++) {
      var rng = new SplittableRandom(seed);
      int group = 1 << rng.nextInt(3);
      var engine = Engine.of(8, 5, 8, group);
      var waits = new Waits(rng.nextDouble(), rng.nextDouble(), rng.nextDouble());
      var plan = Planner.plan(EngineNetworks.mixed(rng, group), engine);
      for (var p : plan.layers()) {
        var ran = ran(p, engine, waits);
        double product = Losses.of(p, engine, ran).stream().mapToDouble(Losses.Loss::left).reduce(1, (a, b) -> a * b);
        assertThat(product).as("network of seed %d, %s", seed, ran.step().name()).isCloseTo(ran.utilisation(), within(1e-9));
      }
    }
  }
}
