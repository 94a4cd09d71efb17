// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.cosim.SimOptions;
import kakure.network.Hidden;
import kakure.network.Intake;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.Runner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First layers over a folded picture on the engine: every layer equal, in the fewer cycles that are planned. */
class FoldedImageTest {
  static Network network(SplittableRandom rng, Intake intake, Window window) {
    Shape map = window.over(intake.image(), 6);
    var nodes = new ArrayList<Node>();
    nodes.add(new Node("a", Network.IMAGE, new Linear(window, new Hidden(mask(rng, 6, intake.image().channels(), window.taps()), 0), Optional.of(new Requantise(new int[] {99, 80, 70, 60, 90, 50}, new long[6], new int[] {8, 8, 8, 8, 8, 8})))));
    nodes.add(new Node("b", "a", new Linear(Window.whole(map), new Hidden(mask(rng, 4, 6, map.pixels()), 1), Optional.empty())));
    return new Network("folded", rng.nextInt(), intake, nodes, kakure.network.Readout.plain(4, 1));
  }

  private static Mask mask(SplittableRandom rng, int outputs, int inputs, int taps) {
    return Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(3) == 0);
  }

  @Test
  void everyLayerIsEqual(@TempDir Path dir) {
    var simulator = EngineTest.build(EngineTest.ENGINE, dir);
    for (int n = 0; n < 8; n++) {
      var rng = new SplittableRandom(n);
      boolean depth = n % 2 == 0;
      var picture = new Shape(1 + rng.nextInt(3), 10, 12);
      var network = network(rng, Intake.of(picture).folded(depth ? Window.square(2, 2, 0) : Window.square(3, 1 + rng.nextInt(2), 1)), depth ? new Window(4, 4, 1, 2, 2, 1, 1) : Window.square(1, 1, 0));
      var pictures = new byte[2][picture.elements()];
      for (var p : pictures) rng.nextBytes(p);
      var plan = new EngineRun(Planner.plan(network, EngineTest.ENGINE));
      var report = new Runner(plan, simulator, SimOptions.seed(n).stalls(.2, .2)).run(2, i -> network.image(pictures[i]), i -> 0, 1, i -> {});
      assertThat(report.first()).as("network %d", n).isEmpty();
      assertThat(report.compared()).isEqualTo(2L * (network.result("a").shape().elements() + 4));
      assertThat(HostKeys.of(plan.plan()).get("fold")).as("what the host must know").isNotNull();
    }
  }

  /** Nine taps of one channel are nine of sixteen channels: a step in place of nine. */
  @Test
  void tapsTakeFewerSteps() {
    var rng = new SplittableRandom(1);
    var picture = new Shape(1, 12, 12);
    var engine = Engine.of(16, 8, 32);
    long plain = Planner.plan(network(rng, Intake.of(picture), Window.square(3, 1, 1)), engine).layers().get(0).stepsOfTile();
    long folded = Planner.plan(network(rng, Intake.of(picture).folded(Window.square(3, 1, 1)), Window.square(1, 1, 0)), engine).layers().get(0).stepsOfTile();
    assertThat(plain).isEqualTo(9);
    assertThat(folded).isEqualTo(1);
  }
}
