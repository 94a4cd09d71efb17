// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Layers and filters of precisions of their own, against a network whose real constants are put together channel by channel before they become integers. */
class MixedPrecisionTest {
  private static final int BITS = 5, CHANNELS = 6;
  private static final Shape IMAGE = new Shape(2, 6, 5);
  /** Filters of fewer bits among others. */
  private static final int[] STORED = {5, 3, 5, 1, 4, 5};

  /** By layer the precision of each channel. */
  private interface Precisions extends Function<String, int[]> {}

  private static int[] all(int n) {
    int[] all = new int[CHANNELS];
    Arrays.fill(all, n);
    return all;
  }

  private static Planes planes(String name, int inputs, int taps, int[] bits) {
    var rng = new SplittableRandom(name.hashCode());
    List<Mask> planes = new ArrayList<>();
    for (int p = 0; p < BITS; p++) planes.add(Mask.of(CHANNELS, inputs, taps, (o, c, t) -> rng.nextBoolean()));
    return new Planes(planes, IntStream.range(0, CHANNELS).map(o -> Math.min(STORED[o], bits[o])).toArray());
  }

  /** Of channel o that of precision of[o]: each has statistics of its own. */
  private static Normalisation normalisation(String name, int[] of) {
    float[] gamma = new float[CHANNELS], beta = new float[CHANNELS], mean = new float[CHANNELS], variance = new float[CHANNELS];
    for (int o = 0; o < CHANNELS; o++) {
      var rng = new SplittableRandom(name.hashCode() * 31L + of[o] * 1000L + o);
      gamma[o] = .5f + (float) rng.nextDouble();
      beta[o] = (float) rng.nextDouble() - .5f;
      mean[o] = (float) rng.nextDouble() - .5f;
      variance[o] = .1f + (float) rng.nextDouble();
    }
    return new Normalisation(gamma, beta, mean, variance, 1e-5f);
  }

  /** Layers with everything that constants go to: a requantise, an addition, a gate, the readout; and hidden weights, which have a normalisation for each precision, too. */
  private static TrainedGraph graph(Precisions at) {
    var whole = Window.square(1, 1, 0);
    var hidden = new Hidden(Mask.of(CHANNELS, CHANNELS, 9, (o, c, t) -> (o + 2 * c + t) % 3 == 0), 1);
    return new TrainedGraph("net", 9, IMAGE, 1f / 255, List.of(
        new TrainedNode.Layer("a", Network.IMAGE, Window.square(3, 1, 1), planes("a", 2, 9, at.apply("a")), .3f, normalisation("a", at.apply("a")), .05f, false),
        new TrainedNode.Layer("h", "a", Window.square(3, 1, 1), hidden, .3f, normalisation("h", at.apply("h")), .04f, false),
        new TrainedNode.Layer("s", "h", Window.square(3, 1, 1), planes("s", CHANNELS, 9, at.apply("s")), .2f, normalisation("s", at.apply("s")), 0, false),
        new TrainedNode.Sum("sum", "s", "a", .06f),
        new TrainedNode.Average("mean", "sum"),
        new TrainedNode.Layer("q", "mean", whole, planes("q", CHANNELS, 1, at.apply("q")), .2f, normalisation("q", at.apply("q")), .05f, false),
        new TrainedNode.Layer("d", "q", whole, planes("d", CHANNELS, 1, at.apply("d")), .2f, normalisation("d", at.apply("d")), 0, false),
        new TrainedNode.Gate("gate", "sum", "d", .06f),
        new TrainedNode.Layer("z", "gate", Window.whole(new Shape(CHANNELS, 6, 5)), planes("z", CHANNELS, 30, at.apply("z")), .25f, null, 0, false)));
  }

  private static Network stored() {
    return new TrainedLadder(IntStream.rangeClosed(1, BITS).mapToObj(n -> graph(layer -> all(n))).toList(), List.of()).quantise();
  }

  private static void equal(Network mixed, Precisions at) {
    Network expected = graph(at).quantise();
    assertThat(mixed.nodes()).isEqualTo(expected.nodes());
    assertThat(mixed.readout()).isEqualTo(expected.readout());
    assertThat(mixed).isEqualTo(expected);
  }

  @Test
  void onePrecisionOfAllLayersIsThatOfTheLadder() {
    Network stored = stored();
    for (int n = 1; n <= BITS; n++) {
      assertThat(stored.at(n, Map.of())).isSameAs(stored.at(n));
      assertThat(stored.at(n, Map.of("a", all(n)))).isEqualTo(graph(precisions(n, Map.of())).quantise());
    }
  }

  private static Precisions precisions(int rest, Map<String, int[]> layers) {
    return layer -> layers.getOrDefault(layer, all(rest));
  }

  /** Every layer at every precision, the others at another. */
  @Test
  void aLayerHasPlanesAndConstantsOfItsOwn() {
    Network stored = stored();
    for (String layer : List.of("a", "s", "q", "d", "z")) {
      for (int n = 1; n <= BITS; n++) {
        for (int rest : new int[] {2, BITS}) equal(stored.at(rest, Map.of(layer, all(n))), precisions(rest, Map.of(layer, all(n))));
        if (n < BITS) assertThat(stored.at(BITS, Map.of(layer, all(n)))).as("%s at %d bits", layer, n).isNotEqualTo(graph(precisions(BITS, Map.of())).quantise());
      }
    }
  }

  @Test
  void filtersDoToo() {
    Network stored = stored();
    var rng = new SplittableRandom(7);
    for (int i = 0; i < 40; i++) {
      var layers = Map.of("a", rng.ints(CHANNELS, 1, BITS + 1).toArray(), "s", rng.ints(CHANNELS, 1, BITS + 1).toArray(), "d", rng.ints(CHANNELS, 1, BITS + 1).toArray(), "z", rng.ints(CHANNELS, 1, BITS + 1).toArray());
      int rest = 1 + rng.nextInt(BITS);
      equal(stored.at(rest, layers), precisions(rest, layers));
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    Network stored = stored();
    assertThatThrownBy(() -> stored.at(2, Map.of("b", all(1)))).hasMessage("the network has no node \"b\"");
    assertThatThrownBy(() -> stored.at(2, Map.of("h", all(1)))).hasMessage("layer h has no bit-serial weights");
    assertThatThrownBy(() -> stored.at(2, Map.of("gate", all(1)))).hasMessage("layer gate has no bit-serial weights");
    assertThatThrownBy(() -> stored.at(2, Map.of("a", new int[] {1, 2}))).hasMessage("2 precisions of 6 filters of layer a");
    assertThatThrownBy(() -> stored.at(2, Map.of("a", all(0)))).hasMessage("precision 0 of network net: must be 1 to 5, the bits of its weights");
    assertThatThrownBy(() -> stored.at(6, Map.of("a", all(1)))).hasMessage("precision 6 of network net: must be 1 to 5, the bits of its weights");
    Network plain = graph(layer -> all(BITS)).quantise();
    assertThatThrownBy(() -> plain.at(5, Map.of("a", all(2)))).hasMessageContaining("its file has constants for 5 bits only");
  }

  @Test
  void aLadderIsOfTheSameNodes() {
    var nodes = new ArrayList<>(stored().at(2).nodes());
    nodes.replaceAll(n -> n.name().equals("s") ? new Node("t", n.inputs(), n.op()) : new Node(n.name(), n.inputs().stream().map(i -> i.equals("s") ? "t" : i).toList(), n.op()));
    var lower = new ArrayList<>(stored().ladder().orElseThrow().lower());
    lower.set(1, lower.get(1).with(nodes));
    assertThatThrownBy(() -> stored().withLadder(new Ladder(lower, List.of()))).hasMessage("the network of 2 bits has other nodes than the stored one");
  }
}
