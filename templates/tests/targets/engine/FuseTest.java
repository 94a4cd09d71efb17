// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Chain;
import kakure.network.Coats;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.RandomGraphs;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Trichromatic;
import kakure.network.Weights;
import kakure.network.Window;
import kakure.target.PlanException;
import org.junit.jupiter.api.Test;

/** Which nodes become which layers of the engine, and what is refused with which words. */
class FuseTest {
  private static final Shape MAP = new Shape(2, 8, 8);
  private static final Requantise TWO = new Requantise(new int[2], new long[2], new int[2]);
  private static final Mask MASK = Mask.of(2, 2, 9, (o, c, t) -> (o + c + t) % 3 == 0);
  private static final Window SAME = Window.square(3, 1, 1);

  /** "a", pooled, "b", "z". */
  private static Network chain() {
    var chain = new Chain("n", 7, MAP).hidden("a", SAME, MASK, TWO).halve("a").hidden("b", Window.square(3, 2, 1), MASK, TWO);
    return chain.hidden("z", Window.whole(chain.shape()), Mask.of(3, 2, 4, (o, c, t) -> true), null).network();
  }

  private static void refused(String message, Network network) {
    assertThatThrownBy(() -> Fuse.layers(network)).isInstanceOf(PlanException.class).hasMessage(message);
  }

  @Test
  void poolingIsFusedWithTheLayerBeforeIt() {
    var network = chain();
    var layers = Fuse.layers(network);
    assertThat(layers).extracting(Layer::name).containsExactly("a", "b", "z");
    assertThat(layers).extracting(Layer::output).containsExactly("a.pool", "b", "z");
    assertThat(layers).extracting(Layer::index).containsExactly(0, 1, 2);
    assertThat(layers).extracting(Layer::pools).containsExactly(true, false, false);
    assertThat(layers).extracting(Layer::last).containsExactly(false, false, true);
    assertThat(layers.get(0).out()).isEqualTo(MAP);
    for (var layer : layers) assertThat(layer.result()).isEqualTo(network.result(layer.output()).shape());
    assertThat(layers.get(1).in()).isEqualTo(layers.get(0).result());
    assertThat(layers.get(1).signs().words(0, 1, 9)).isEqualTo(new Hidden(MASK, 1).signs(7).words(0, 1, 9));
  }

  @Test
  void operationsThatTheEngineDoesNotComputeAreRefused() {
    refused("x: average-pooling 2x2 with stride 2 of a map of " + MAP + ", but the engine averages a whole map; let a layer of stride 2 do it", averaged());
    var one = new Network("n", 1, new Shape(2, 1, 1), List.of(new Node("x", List.of("image", "image"), new Gate(new int[2])), dense("z", "x")), Readout.plain(3, 1));
    refused("x: a gate, which this engine does not compute; train the network without it", one);
  }

  private static Network averaged() {
    var wide = chain().nodes().get(0);
    var nodes = List.of(wide, new Node("x", "a", new AveragePool(MaxPool.HALVE.window(), Optional.of(TWO))), hidden("z", "x", 16));
    return new Network("n", 1, MAP, nodes, Readout.plain(3, 1));
  }

  /** A last layer of so many taps, behind a map of as many pixels. */
  private static Node hidden(String name, String input, int taps) {
    int side = (int) Math.sqrt(taps);
    return new Node(name, input, new Linear(Window.square(side, 1, 0), new Hidden(Mask.of(3, 2, taps, (o, c, t) -> true), 0), Optional.empty()));
  }

  @Test
  void residualsAveragesAndOtherPoolingAreLayersOrPartsOfThem() {
    var a = chain().nodes().get(0);
    var sums = new Node("s", "a", new Linear(SAME, new Hidden(MASK, 1), Optional.empty()));
    var add = new Node("x", List.of("s", "a"), new Add(TWO, new int[] {3, 4}, new int[] {5, 6}));
    var layers = Fuse.layers(new Network("n", 1, MAP, List.of(a, sums, add, hidden("z", "x", 64)), Readout.plain(3, 1)));
    assertThat(layers).extracting(Layer::name).containsExactly("a", "s", "z");
    assertThat(layers).extracting(Layer::output).containsExactly("a", "x", "z");
    assertThat(layers.get(1).links().residual().orElseThrow().map()).isEqualTo("a");
    assertThat(Fuse.isChain(layers)).isFalse();
    assertThat(Fuse.isChain(Fuse.layers(chain()))).isTrue();
    var pooled = Fuse.layers(new Network("n", 1, MAP, List.of(new Node("x", "image", new MaxPool(Window.square(3, 2, 1))), hidden("z", "x", 16)), Readout.plain(3, 1)));
    assertThat(pooled).hasSize(10);
    assertThat(pooled).extracting(l -> l.links().told()).containsExactly(false, false, false, false, false, false, false, false, true, true);
    var average = new Node("x", "a", new AveragePool(Window.whole(MAP), Optional.empty()));
    assertThat(Fuse.layers(new Network("n", 1, MAP, List.of(a, average, hidden("z", "x", 1)), Readout.plain(3, 1))).get(1).links().fold()).isTrue();
  }

  /** 3x3 in steps of two from a line and a column before the map on; from elsewhere, or where a row of the memory is a pixel, it takes a pass for each tap. */
  @Test
  void poolingOfOverlappingWindowsIsFused() {
    var a = chain().nodes().get(0);
    for (var window : List.of(Window.square(3, 2, 1), new Window(3, 3, 2, 1, 1, 0, 1), new Window(3, 3, 2, 1, 1, 0, 0))) {
      var network = pooled(a, window);
      var layers = Fuse.layers(network);
      assertThat(layers).extracting(Layer::output).containsExactly("x", "z");
      assertThat(layers.get(0).overlaps()).isTrue();
      assertThat(layers.get(0).result()).isEqualTo(network.result("x").shape());
      assertThat(Fuse.isChain(layers)).isFalse();
      assertThat(Fuse.layers(network, false)).hasSize(11);
    }
    for (var window : List.of(Window.square(3, 2, 0), Window.square(3, 1, 1), new Window(3, 3, 2, 1, 1, 2, 1), new Window(3, 3, 2, 0, 1, 1, 1), Window.square(2, 2, 1)))
      assertThat(Fuse.layers(pooled(a, window))).as("%s", window).hasSize(window.taps() + 2);
  }

  private static Network pooled(Node before, Window window) {
    var shape = window.over(MAP, 2);
    var last = new Node("z", "x", new Linear(Window.whole(shape), new Hidden(Mask.of(3, 2, shape.pixels(), (o, c, t) -> true), 1), Optional.empty()));
    return new Network("n", 1, MAP, List.of(before, new Node("x", "a", new MaxPool(window)), last), Readout.plain(3, 1));
  }

  private static Node dense(String name, String input) {
    return new Node(name, input, new Linear(Window.square(1, 1, 0), new Dense(3, 2, 1, 8, new int[6]), Optional.empty()));
  }

  @Test
  void weightsOfOtherKindsAreRefused() {
    refused("a: stored weights, but the engine computes hidden weights, coats of them, trichromatic and bit-serial ones; train it as one of these", first(new Dense(2, 2, 9, 8, new int[36])));
  }

  @Test
  void planesShareTheTapsOfAMask() {
    // two coats, none, one and three of a weight: the digits of their number, the 2s first
    int[] number = {0, 1, 2, 3, 2, 2, 0, 3, 1};
    var masks = List.of(1, 2, 3).stream().map(k -> Mask.of(2, 2, 9, (o, c, t) -> o == 1 && number[t] >= k)).toList();
    var coats = Fuse.layers(first(new Coats(masks, 0))).get(0);
    assertThat(coats.planes()).isEqualTo(new PlaneKind(2, 1, false, List.of()));
    assertThat(coats.taps()).isEqualTo(9);
    assertThat(coats.mask().taps()).isEqualTo(18);
    for (int t = 0; t < 9; t++) assertThat(2 * bit(coats, 1, 1, t) + bit(coats, 1, 1, 9 + t)).isEqualTo(number[t]);
    assertThat(SumReach.of(coats)).isEqualTo(2 * 14);
    assertThat(Fuse.layers(first(new Coats(Collections.nCopies(8, MASK), 0))).get(0).planes().count()).isEqualTo(4);
    assertThat(Fuse.layers(first(new Coats(List.of(MASK), 0))).get(0).planes()).isEqualTo(PlaneKind.ONE);
  }

  private static int bit(Layer layer, int o, int c, int t) {
    return layer.mask().kept(o, c, t) ? 1 : 0;
  }

  /** A filter of one bit among three: +1 = 4 - 2 - 1, -1 = -4 + 2 + 1; one of three as it is. */
  @Test
  void filtersOfFewerBitsAreTheSameIntegers() {
    Mask one = Mask.of(2, 2, 9, (o, c, t) -> c == 0), two = Mask.of(2, 2, 9, (o, c, t) -> t == 4), three = Mask.of(2, 2, 9, (o, c, t) -> c == 1);
    var layer = Fuse.layers(first(new Planes(List.of(one, two, three), new int[] {1, 3}))).get(0);
    assertThat(layer.planes()).isEqualTo(new PlaneKind(3, 2, true, List.of(1, 3)));
    for (int c = 0; c < 2; c++) {
      for (int t = 0; t < 9; t++) {
        assertThat(integer(layer, 0, c, t)).isEqualTo(c == 0 ? 1 : -1);
        assertThat(integer(layer, 1, c, t)).isEqualTo((c == 0 ? 4 : -4) + (t == 4 ? 2 : -2) + (c == 1 ? 1 : -1));
      }
    }
  }

  /** 2 w = 2 p_1 + p_2 + p_3, and the sums reach 255 times two for each weight of 0, three of one and four of two. */
  @Test
  void trichromaticWeightsAreThreeSigns() {
    int[] w = {-2, -1, 0, 1, 2, 0, -1, 2, 1};
    var layer = Fuse.layers(first(Trichromatic.of(2, 2, 9, (o, c, t) -> o == 0 ? w[t] : 0))).get(0);
    assertThat(layer.planes()).isEqualTo(PlaneKind.TRICHROMATIC);
    assertThat(layer.planes().bitSerial()).isFalse();
    for (int c = 0; c < 2; c++) {
      for (int t = 0; t < 9; t++) {
        int[] p = new int[3];
        for (int k = 0; k < 3; k++) p[k] = layer.mask().kept(0, c, 9 * k + t) ? 1 : -1;
        assertThat(2 * p[0] + p[1] + p[2]).isEqualTo(2 * w[t]);
      }
    }
    assertThat(List.of(layer.planes().weight(0), layer.planes().weight(1), layer.planes().weight(2))).containsExactly(2L, 1L, 1L);
    assertThat(SumReach.of(layer)).isEqualTo(2 * (2 * 2 + 4 * 3 + 3 * 4));
    var values = Trichromatic.of(2, 2, 9, (o, c, t) -> o == 0 ? w[t] : 0);
    assertThat(ValueEntropy.bits(layer.mask(), 3)).isEqualTo(values.entropyBits(), org.assertj.core.api.Assertions.offset(1e-9));
    assertThat(PlaneKind.of(new Planes(List.of(MASK), new int[] {1, 1})).bitSerial()).isTrue();
  }

  private static int integer(Layer layer, int o, int c, int t) {
    int q = 0;
    for (int k = 0; k < layer.planes().count(); k++) q = 2 * q + (layer.mask().kept(o, c, k * layer.taps() + t) ? 1 : -1);
    return q;
  }

  private static Network first(Weights weights) {
    var network = chain();
    return network.with(network.nodes().stream().map(n -> n.name().equals("a") ? new Node("a", "image", new Linear(SAME, weights, Optional.of(TWO))) : n).toList());
  }

  @Test
  void randomGraphsAreFusedOrRefusedByName() {
    for (int n = 0; n < 20; n++) {
      var network = RandomGraphs.network(new SplittableRandom(n));
      try {
        assertThat(Fuse.layers(network)).as("graph %d", n).allMatch(l -> network.nodes().stream().anyMatch(node -> node.name().equals(l.output())));
      } catch (PlanException refused) {
        assertThat(refused).as("graph %d", n).hasMessageMatching("(stem|inside\\d|second\\d|add\\d|sum\\d|squeeze\\d|decide\\d|gate\\d|pool|logits): .*");
      }
    }
  }
}
