// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.network.Network;
import kakure.network.RandomGraphs;
import kakure.network.RandomNetworks;
import kakure.network.Requantise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quick golden functions against the equations in exact arithmetic, on random networks of every geometry, operation and kind of weights. */
class GoldenNetworkTest {
  private static void equalsTheEquations(Network network, SplittableRandom rng) {
    GoldenNetwork golden = new GoldenNetwork(network);
    for (int image = 0; image < 2; image++) {
      byte[] pixels = new byte[network.input().elements()];
      rng.nextBytes(pixels);
      GoldenNetwork.Trace trace = golden.run(pixels);
      var naive = Naive.run(network, pixels);
      assertThat(trace.tensors().keySet()).containsExactlyElementsOf(naive.keySet());
      naive.forEach((node, values) -> assertThat(trace.values(node)).as("%s, node %s", network, node).isEqualTo(Stream.of(values).mapToInt(BigInteger::intValueExact).toArray()));
      assertThat(golden.label(pixels)).isEqualTo(network.label(trace.logits()));
      assertThat(trace.logits()).isEqualTo(trace.values(network.output().name()));
    }
  }

  @Test
  void hiddenNetworksOfEveryGeometry() {
    SplittableRandom rng = new SplittableRandom(20240607);
    for (int n = 0; n < 60; n++) equalsTheEquations(RandomNetworks.network(rng), rng);
  }

  @Test
  void graphsOfEveryOperationAndKindOfWeights() {
    SplittableRandom rng = new SplittableRandom(20261128);
    for (int n = 0; n < 5; n++) equalsTheEquations(RandomGraphs.network(rng), rng);
  }

  @Test
  void graphsOfScaledPlanes() {
    SplittableRandom rng = new SplittableRandom(20270114);
    for (int n = 0; n < 10; n++) equalsTheEquations(RandomGraphs.withScaled(rng), rng);
  }

  @Test
  @Tag("slow")
  void moreGraphs() {
    SplittableRandom rng = new SplittableRandom(20261129);
    for (int n = 0; n < 60; n++) equalsTheEquations(n % 2 == 0 ? RandomGraphs.network(rng) : RandomGraphs.withScaled(rng), rng);
  }

  @Test
  void requantisesWithAnArithmeticShiftAndItsRounding() {
    Requantise r = new Requantise(new int[] {1, -3, 32767, 5}, new long[] {0, 7, -(1L << 39), 255}, new int[] {1, 0, 31, 2});
    assertThat(List.of(r.apply(0, 1), r.apply(0, -1), r.apply(0, 509), r.apply(0, 510), r.apply(0, 1000))).containsExactly(1, 0, 255, 255, 255);
    assertThat(List.of(r.apply(1, 2), r.apply(1, 3), r.apply(1, -100), r.apply(2, 8388607), r.apply(3, 1))).containsExactly(1, 0, 255, 0, 65);
    assertThat(new Requantise(new int[] {32767}, new long[] {(1L << 39) - 1}, new int[] {31}).apply(0, 8388607)).isEqualTo(255);
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    Network network = RandomNetworks.network(new SplittableRandom(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new GoldenNetwork(network).run(new byte[3])).withMessageContaining("an image of 3 bytes");
  }
}
