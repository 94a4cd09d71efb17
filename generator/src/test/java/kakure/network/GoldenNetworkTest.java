// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick golden model against the equation written as nested loops, on random networks of every geometry. */
class GoldenNetworkTest {
  @Test
  void equalsTheEquationOnRandomNetworks() {
    SplittableRandom rng = new SplittableRandom(20240607);
    for (int n = 0; n < 60; n++) {
      Network network = RandomNetworks.network(rng);
      GoldenNetwork golden = new GoldenNetwork(network);
      for (int image = 0; image < 2; image++) {
        byte[] pixels = new byte[network.input().elements()];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) rng.nextInt(256);
        GoldenNetwork.Trace trace = golden.run(pixels);
        List<int[]> naive = naive(network, pixels);
        for (int l = 0; l < naive.size(); l++) assertThat(trace.values(l)).as("network %d %s, layer %d", n, network, l).isEqualTo(naive.get(l));
        assertThat(golden.label(pixels)).isEqualTo(network.label(trace.logits()));
      }
    }
  }

  private static List<int[]> naive(Network network, byte[] image) {
    List<int[]> results = new ArrayList<>();
    int[] a = new int[image.length];
    for (int i = 0; i < a.length; i++) a[i] = image[i] & 255;
    for (Layer layer : network.layers()) results.add(a = naive(network, layer, a));
    return results;
  }

  private static int[] naive(Network network, Layer layer, int[] a) {
    Shape in = layer.in();
    Shape out = layer.out();
    int[] y = new int[out.elements()];
    for (int o = 0; o < out.channels(); o++)
      for (int oy = 0; oy < out.height(); oy++)
        for (int ox = 0; ox < out.width(); ox++) {
          int acc = 0;
          for (int c = 0; c < in.channels(); c++)
            for (int ky = 0; ky < layer.kernelHeight(); ky++)
              for (int kx = 0; kx < layer.kernelWidth(); kx++) {
                int t = ky * layer.kernelWidth() + kx;
                int iy = oy * layer.stride() + ky - layer.padTop();
                int ix = ox * layer.stride() + kx - layer.padLeft();
                if (iy < 0 || ix < 0 || iy >= in.height() || ix >= in.width() || !layer.mask().kept(o, c, t)) continue;
                acc += network.signs(layer.index()).sign(o, c, t) * a[(c * in.height() + iy) * in.width() + ix];
              }
          y[(o * out.height() + oy) * out.width() + ox] = layer.last() ? acc : layer.requantise().apply(o, acc);
        }
    if (!layer.pool2x2()) return y;
    Shape r = layer.result();
    int[] pooled = new int[r.elements()];
    for (int i = 0; i < pooled.length; i++) {
      int at = (i / r.pixels() * out.height() + 2 * (i / r.width() % r.height())) * out.width() + 2 * (i % r.width());
      pooled[i] = Math.max(Math.max(y[at], y[at + 1]), Math.max(y[at + out.width()], y[at + out.width() + 1]));
    }
    return pooled;
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
