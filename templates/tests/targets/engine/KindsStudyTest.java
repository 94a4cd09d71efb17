// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.network.Coats;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Readout;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.Given;
import kakure.target.Study;
import org.junit.jupiter.api.Test;

class KindsStudyTest {
  private static final Shape INPUT = new Shape(64, 6, 6);

  /** One layer of coats that keep 30, 7.88 and 3.15% of 36,864 weights; its channels fill the groups of the array. */
  private static Network coats() {
    var rng = new SplittableRandom(1);
    int classes = 16, taps = INPUT.pixels();
    var draws = rng.doubles((long) classes * INPUT.channels() * taps).toArray();
    var masks = new ArrayList<Mask>();
    for (double density : new double[] {.30, .0788, .0315}) masks.add(Mask.of(classes, INPUT.channels(), taps, (o, c, t) -> draws[(o * INPUT.channels() + c) * taps + t] < density));
    return new Network("coats", 1, INPUT, List.of(new Node("l", Network.IMAGE, new Linear(Window.whole(INPUT), new Coats(masks, 0), Optional.empty()))), Readout.plain(classes, 1));
  }

  private static Study.Answer answer(Network network) {
    return new KindsStudy(new EngineTarget()).answer(network, Given.NOTHING.with(EngineTarget.ARRAY, "8x1x8"), said -> {});
  }

  private static double figure(Map<String, Object> row, String key) {
    return ((Number) row.get(key)).doubleValue();
  }

  /** The entropy of how many coats keep a weight is 1.207 bits, that of two digits of it apart 1.213, and codes of four digits take 1.31. */
  @Test
  void coatsAreTheModelsOwn() {
    var answer = answer(coats());
    assertThat(answer.rows()).extracting(r -> r.get("mask")).containsExactly("own, digits of coats", "own, coats nested");
    double entropy = figure(answer.rows().get(1), "entropyBitsPerWeight"), nested = figure(answer.rows().get(1), "maskBitsPerWeight"), digits = figure(answer.rows().get(0), "maskBitsPerWeight");
    assertThat(entropy).isBetween(1.19, 1.23);
    assertThat(nested).isBetween(entropy, 1.03 * entropy);
    assertThat(digits).isBetween(1.28, 1.34);
    assertThat(figure(answer.rows().get(1), "maskBits") / coats().weights()).isEqualTo(nested);
    assertThat(answer.cells().get(1)).contains(String.format(java.util.Locale.ROOT, "%.3f", nested)).anyMatch(cell -> cell.endsWith("the engine has no decoder for it"));
  }

  @Test
  void masksOfHiddenWeightsAreDrawn() {
    assertThat(answer(EngineNetworks.full(new SplittableRandom(1), new Shape(16, 2, 2), 8, 4)).rows()).extracting(r -> r.get("mask")).containsExactly("free, 30%", "one of 2", "one of 4", "one of 8");
  }

  @Test
  void storedWeightsHaveNoMasks() {
    var stored = PlaneNetworks.of(EngineNetworks.full(new SplittableRandom(1), new Shape(16, 2, 2), 8, 4), 3, false, new SplittableRandom(2));
    assertThatThrownBy(() -> answer(stored)).isInstanceOf(BadInput.class).hasMessage("--kinds: network full has no hidden weights, whose masks could be others; leave it out");
  }
}
