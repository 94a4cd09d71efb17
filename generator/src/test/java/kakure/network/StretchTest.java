// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** Stretches of a network compute what the network computes there. */
class StretchTest {
  private static Requantise requantise(int channels) {
    var mul = new int[channels];
    var sh = new int[channels];
    Arrays.fill(mul, 3);
    Arrays.fill(sh, 3);
    return new Requantise(mul, new long[channels], sh);
  }

  private static Network chain() {
    var chain = new Chain("chain", 9, new Shape(2, 8, 6));
    chain.hidden("a", Window.square(3, 1, 1), mask(4, 2, 9), requantise(4));
    chain.halve("a");
    chain.hidden("b", Window.square(3, 1, 1), mask(5, 4, 9), requantise(5));
    chain.hidden("c", Window.square(1, 1, 0), mask(6, 5, 1), requantise(6));
    chain.hidden("d", Window.whole(chain.shape()), mask(3, 6, chain.shape().pixels()), null);
    return chain.network();
  }

  private static Mask mask(int outputs, int inputs, int taps) {
    return Mask.of(outputs, inputs, taps, (o, c, t) -> (o + 2 * c + t) % 3 != 0);
  }

  private static void equal(Network network, List<Stretch> stretches) {
    var image = new byte[network.input().elements()];
    new SplittableRandom(4).nextBytes(image);
    var whole = new GoldenNetwork(network).run(image);
    for (var stretch : stretches) {
      int[] read = whole.values(stretch.from());
      var bytes = new byte[read.length];
      for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) read[i];
      var part = new GoldenNetwork(stretch.network()).run(bytes);
      for (var node : stretch.network().nodes()) if (!node.name().equals(Stretch.END)) assertThat(part.values(node.name())).as(node.name()).isEqualTo(whole.values(node.name()));
    }
  }

  @Test
  void everyStretchComputesWhatTheChainDoes() {
    var network = chain();
    var stretches = Stretch.of(network, n -> Set.of("b", "d").contains(n.name()));
    assertThat(stretches).extracting(Stretch::from).containsExactly("image", "a.pool", "b", "c");
    assertThat(stretches).extracting(Stretch::chosen).containsExactly(false, true, false, true);
    equal(network, stretches);
    assertThat(stretches.get(3).network().nodes()).as("the last ends as the chain does").extracting(Node::name).containsExactly("d");
    assertThat(stretches.get(0).network().nodes()).extracting(Node::name).containsExactly("a", "a.pool", Stretch.END);
  }

  @Test
  void whatIsAllOnOneSideIsOneStretch() {
    var stretches = Stretch.of(chain(), n -> true);
    assertThat(stretches).hasSize(1);
    assertThat(stretches.get(0).network().nodes()).isEqualTo(chain().nodes());
  }

  /** A layer, a block of two ways whose shorter one is gated, average-pooling without requantise, and the last layer. */
  private static Network residual() {
    var in = new Shape(2, 4, 4);
    var gates = new Linear(Window.square(1, 1, 0), new Dense(3, 3, 1, 8, new int[] {1, 0, 0, 0, -1, 0, 0, 0, 2}), Optional.empty());
    return new Network("residual", 5, in, List.of(
        layer("a", "image", in, 3, true, 0),
        new Node("mean", "a", new AveragePool(Window.whole(in), Optional.empty())),
        new Node("decision", "mean", gates),
        layer("b", "a", new Shape(3, 4, 4), 3, true, 1),
        new Node("gate", List.of("b", "decision"), new Gate(new int[] {10, -900, 5})),
        layer("c", "gate", new Shape(3, 4, 4), 3, false, 2),
        new Node("sum", List.of("c", "a"), new Add(requantise(3), new int[] {1, 2, 1}, new int[3])),
        new Node("all", "sum", new AveragePool(Window.whole(in), Optional.empty())),
        layer("d", "all", new Shape(3, 1, 1), 2, false, 3)), Readout.plain(2, 1));
  }

  private static Node layer(String name, String reads, Shape in, int outputs, boolean requantised, int layer) {
    return new Node(name, reads, new Linear(Window.square(1, 1, 0), new Hidden(mask(outputs, in.channels(), 1), layer), requantised ? Optional.of(requantise(outputs)) : Optional.empty()));
  }

  @Test
  void aBlockOfTwoWaysGoesTogether() {
    var network = residual();
    var stretches = Stretch.of(network, n -> n.name().equals("c"));
    assertThat(stretches).extracting(Stretch::from).containsExactly("image", "a", "sum");
    assertThat(stretches).extracting(Stretch::chosen).containsExactly(false, true, false);
    assertThat(stretches.get(1).network().nodes()).extracting(Node::name).containsExactly("mean", "decision", "b", "gate", "c", "sum", Stretch.END);
    assertThat(stretches.get(2).network().nodes()).as("sums are no bytes, so nothing is cut behind them").extracting(Node::name).containsExactly("all", "d");
    equal(network, stretches);
  }
}
