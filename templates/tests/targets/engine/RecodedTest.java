// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.network.Network;
import kakure.network.OtherMasks;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.spec.Parameters;
import kakure.target.Given;
import org.junit.jupiter.api.Test;

/** A mask of one of G that goes as a free one is told of, with the array that would not, and that array keeps the promise. */
class RecodedTest {
  private static final EngineTarget TARGET = new EngineTarget();
  private static final Network FREE = EngineNetworks.behind(new SplittableRandom(3), new Shape(16, 6, 6), Window.square(3, 1, 1), 24);

  private static Given given(String options) {
    var words = options.split(" ");
    var given = Given.NOTHING;
    for (int i = 0; i < words.length; i += 2) {
      if (words[i].equals("--set")) given = new Given(given.options(), Map.of(words[i + 1].split("=")[0], words[i + 1].split("=")[1]));
      else given = given.with(words[i], words[i + 1]);
    }
    return given;
  }

  @Test
  void theArrayThatIsNamedTakesTheMaskAsItIs() {
    for (int group : new int[] {2, 4, 8}) {
      var network = OtherMasks.oneOf(FREE, group, 1);
      for (String options : new String[] {"--array 2x2x4", "--array 3x2x4", "--array 16x8x32", "--array 16x8x32 --set oneof=1", "--array 8x2x4 --group 2", "--array 8x2x4 --group 4", "--array 8x2x4 --group 8"}) {
        var plan = Planner.plan(network, TARGET.top(given(options), network));
        var remarks = new EngineRun(plan).remarks().stream().filter(line -> line.contains("goes as a free one")).toList();
        if (plan.engine().oneof() == group) {
          assertThat(remarks).as("one of %d on %s", group, options).isEmpty();
          continue;
        }
        assertThat(remarks).as("one of %d on %s", group, options).singleElement().asString().startsWith("l0, l1: the mask keeps one of " + group);
        var better = TARGET.top(given(remarks.get(0).replaceAll(".*: (--array.*) takes it as it is", "$1")), network);
        assertThat(Planner.plan(network, better).layers()).as(remarks.get(0)).allMatch(p -> p.order().kind().isOneOf());
        assertThat(EngineSteps.of(plan.layers().get(0), plan.engine(), 1).figures()).anyMatch(f -> f.key().equals("codec") && f.value().toString().endsWith(", not one of " + group));
      }
    }
    assertThat(new EngineRun(Planner.plan(FREE, Parameters.with(Engine.of(2, 2, 4), Map.of("maskDepth", "4000")))).remarks()).noneMatch(line -> line.contains("goes as a free one"));
  }

  @Test
  void theEntropyIsThatOfTheKind() {
    var network = OtherMasks.oneOf(EngineNetworks.behind(new SplittableRandom(3), new Shape(11, 6, 6), Window.square(3, 1, 1), 24), 4, 1);
    var layer = Fuse.layers(network).get(0);
    assertThat(EngineSteps.entropyBits(layer)).as("24 outputs x 9 taps x (2 groups of four and one of three)").isEqualTo(24 * 9 * (2 * 2 + Math.log(3) / Math.log(2)));
    var mask = Fuse.layers(FREE).get(0).mask();
    double k = (double) mask.count() / mask.weights();
    assertThat(EngineSteps.entropyBits(Fuse.layers(FREE).get(0))).isEqualTo(mask.weights() * -(k * Math.log(k) + (1 - k) * Math.log(1 - k)) / Math.log(2));
  }
}
