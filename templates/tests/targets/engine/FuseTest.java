// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
import kakure.network.Op;
import kakure.network.Planes;
import kakure.network.RandomGraphs;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Shape;
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

  /** The chain with a node between "b" and "z". */
  private static Network with(List<String> inputs, Op op) {
    var nodes = new ArrayList<>(chain().nodes().subList(0, 3));
    nodes.add(new Node("x", inputs, op));
    var shape = op.result(inputs.stream().map(chain()::result).toList()).shape();
    nodes.add(new Node("z", "x", new Linear(Window.whole(shape), new Dense(3, 2, shape.pixels(), 8, new int[6 * shape.pixels()]), Optional.empty())));
    return chain().with(nodes);
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
    assertThat(layers).extracting(Layer::pool2x2).containsExactly(true, false, false);
    assertThat(layers).extracting(Layer::last).containsExactly(false, false, true);
    assertThat(layers.get(0).out()).isEqualTo(MAP);
    for (var layer : layers) assertThat(layer.result()).isEqualTo(network.result(layer.output()).shape());
    assertThat(layers.get(1).in()).isEqualTo(layers.get(0).result());
    assertThat(layers.get(1).signs().words(0, 1, 9)).isEqualTo(new Hidden(MASK, 1).signs(7).words(0, 1, 9));
  }

  @Test
  void operationsThatTheEngineDoesNotComputeAreRefused() {
    refused("x: an addition, which this engine does not compute; train the network without it", with(List.of("b", "b"), new Add(TWO, new int[2], new int[2])));
    refused("x: average-pooling, which this engine does not compute; train the network without it", with(List.of("b"), new AveragePool(MaxPool.HALVE.window(), Optional.of(TWO))));
    var one = new Network("n", 1, new Shape(2, 1, 1), List.of(new Node("x", List.of("image", "image"), new Gate(new int[2])), dense("z", "x")), Readout.plain(3, 1));
    refused("x: a gate, which this engine does not compute; train the network without it", one);
    refused("x: max-pooling 2x2 with stride 1, but the engine pools 2x2 with stride 2, without padding", with(List.of("b"), new MaxPool(Window.square(2, 1, 0))));
    refused("x: max-pooling 3x3 with stride 2, padded, but the engine pools 2x2 with stride 2, without padding", with(List.of("b"), new MaxPool(Window.square(3, 2, 1))));
  }

  private static Node dense(String name, String input) {
    return new Node(name, input, new Linear(Window.square(1, 1, 0), new Dense(3, 2, 1, 8, new int[6]), Optional.empty()));
  }

  @Test
  void poolingWithoutALayerIsRefused() {
    var nodes = List.of(new Node("first", "image", MaxPool.HALVE), new Node("z", "first", new Linear(Window.square(4, 1, 0), new Hidden(Mask.of(3, 2, 16, (o, c, t) -> true), 0), Optional.empty())));
    refused("first: the engine pools once, behind a layer; let a layer of stride 2 or a fully connected one do it", new Network("n", 1, MAP, nodes, Readout.plain(3, 1)));
  }

  @Test
  void weightsOfOtherKindsAreRefused() {
    String reason = ", but the engine regenerates hidden weights of one mask; train it as a hidden network";
    refused("a: a multicoated supermask" + reason, first(new Coats(List.of(MASK, MASK), 0)));
    refused("a: bit-serial weights" + reason, first(new Planes(List.of(MASK, MASK), new int[] {1, 2})));
    refused("a: stored weights" + reason, first(new Dense(2, 2, 9, 8, new int[36])));
  }

  private static Network first(Weights weights) {
    var network = chain();
    return network.with(network.nodes().stream().map(n -> n.name().equals("a") ? new Node("a", "image", new Linear(SAME, weights, Optional.of(TWO))) : n).toList());
  }

  @Test
  void randomGraphsAreRefusedByName() {
    for (int n = 0; n < 20; n++) {
      var network = RandomGraphs.network(new SplittableRandom(n));
      assertThatThrownBy(() -> Fuse.layers(network)).isInstanceOf(PlanException.class).hasMessageMatching("(stem|inside\\d|second\\d|add\\d|sum\\d): .*");
    }
  }
}
