// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** Stretches of a chain compute what the chain computes there. */
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

  @Test
  void everyStretchComputesWhatTheChainDoes() {
    var network = chain();
    var image = new byte[network.input().elements()];
    new SplittableRandom(4).nextBytes(image);
    var whole = new GoldenNetwork(network).run(image);
    var stretches = Stretch.of(network, n -> Set.of("b", "d").contains(n.name()));
    assertThat(stretches).extracting(Stretch::from).containsExactly("image", "a.pool", "b", "c");
    assertThat(stretches).extracting(Stretch::chosen).containsExactly(false, true, false, true);
    for (var stretch : stretches) {
      int[] read = whole.values(stretch.from());
      var bytes = new byte[read.length];
      for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) read[i];
      var part = new GoldenNetwork(stretch.network()).run(bytes);
      for (var node : stretch.network().nodes()) if (!node.name().equals(Stretch.END)) assertThat(part.values(node.name())).as(node.name()).isEqualTo(whole.values(node.name()));
    }
    assertThat(stretches.get(3).network().nodes()).as("the last ends as the chain does").extracting(Node::name).containsExactly("d");
    assertThat(stretches.get(0).network().nodes()).extracting(Node::name).containsExactly("a", "a.pool", Stretch.END);
  }

  @Test
  void whatIsAllOnOneSideIsOneStretch() {
    var stretches = Stretch.of(chain(), n -> true);
    assertThat(stretches).hasSize(1);
    assertThat(stretches.get(0).network().nodes()).isEqualTo(chain().nodes());
  }

  @Test
  void whatIsNoChainIsRefused() {
    var two = new Network("two", 0, new Shape(2, 4, 4), List.of(
        new Node("a", "image", new Linear(Window.square(1, 1, 0), new Hidden(mask(2, 2, 1), 0), Optional.of(requantise(2)))),
        new Node("b", "image", new Linear(Window.square(1, 1, 0), new Hidden(mask(2, 2, 1), 1), Optional.empty())),
        new Node("sum", List.of("b", "a"), new Add(requantise(2), new int[] {1, 1}, new int[2])),
        new Node("c", "sum", new Linear(Window.whole(new Shape(2, 4, 4)), new Hidden(mask(2, 2, 16), 2), Optional.empty()))), Readout.plain(2, 1));
    assertThatThrownBy(() -> Stretch.of(two, n -> n.name().equals("c"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("only a chain of layers");
  }
}
