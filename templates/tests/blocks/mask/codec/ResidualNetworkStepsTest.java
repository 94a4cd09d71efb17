// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of the array for the layers of ResNet-18 and ResNet-50 at 224 x 224, stem as its 2 x 2 space-to-depth equivalent: figures computed by hand, apart from this project's code. */
class ResidualNetworkStepsTest {
  private static final MaskLayout FREE = new MaskLayout(16, 32, 1);
  private static final MaskLayout ONE_OF_4 = new MaskLayout(64, 32, 1, 4, 4);
  private static final int PIXELS = 8;

  /** A layer of {@code channels} input channels whose result is {@code side} x {@code side} pixels of {@code outputs} channels. */
  private record Conv(int channels, int side, int outputs, int taps) {
    long steps(MaskLayout layout) {
      var kind = layout.group() > 1 && channels > 12 ? MaskKind.oneOf(layout.oneof()) : MaskKind.free();
      long tiles = (side * side + PIXELS - 1) / PIXELS;
      return tiles * new MaskOrder(layout, new MaskShape(outputs, channels, taps), kind).entries();
    }
  }

  @Test
  void resNet18() {
    var layers = new ArrayList<Conv>(List.of(new Conv(12, 112, 64, 16)));
    for (int i = 0; i < 4; i++) layers.add(new Conv(64, 56, 64, 9));
    for (int channels = 64, side = 28; channels < 512; channels *= 2, side /= 2) {
      layers.add(new Conv(channels, side, 2 * channels, 9));
      layers.add(new Conv(channels, side, 2 * channels, 1));
      for (int i = 0; i < 3; i++) layers.add(new Conv(2 * channels, side, 2 * channels, 9));
    }
    layers.add(new Conv(512, 1, 1000, 1));
    assertThat(steps(layers, FREE)).isEqualTo(481_536);
    assertThat(steps(layers, ONE_OF_4)).isEqualTo(158_016);
  }

  @Test
  void resNet50() {
    var layers = new ArrayList<Conv>(List.of(new Conv(12, 112, 64, 16)));
    int channels = 64, width = 64, side = 56;
    for (int blocks : new int[] {3, 4, 6, 3}) {
      for (int b = 0; b < blocks; b++) {
        layers.add(new Conv(channels, b == 0 && width > 64 ? 2 * side : side, width, 1));
        layers.add(new Conv(width, side, width, 9));
        layers.add(new Conv(width, side, 4 * width, 1));
        if (b == 0) layers.add(new Conv(channels, side, 4 * width, 1));
        channels = 4 * width;
      }
      width *= 2;
      side /= 2;
    }
    layers.add(new Conv(2048, 1, 1000, 1));
    assertThat(steps(layers, FREE)).isEqualTo(1_055_232);
    assertThat(steps(layers, ONE_OF_4)).isEqualTo(301_440);
  }

  private static long steps(List<Conv> layers, MaskLayout layout) {
    return layers.stream().mapToLong(l -> l.steps(layout)).sum();
  }
}
