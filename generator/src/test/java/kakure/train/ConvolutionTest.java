// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import kakure.golden.SignGenerator;
import kakure.network.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sum and both gradients against four nested loops written from the definition, at strides, kernels and sizes that are no multiple of a block. */
class ConvolutionTest {
  private static final int LANES = Kernels.LANES;

  @ParameterizedTest
  @CsvSource({
    "1, 28, 28, 8, 3, 1", "32, 14, 14, 5, 3, 1", "3, 9, 16, 6, 3, 2", "2, 7, 5, 9, 5, 1", "4, 11, 10, 3, 5, 3", "5, 4, 4, 7, 1, 1", "6, 8, 9, 4, 1, 2", "2, 6, 6, 3, 2, 1", "3, 32, 30, 2, 3, 1", "7, 5, 6, 10, 0, 1",
    "1, 1, 1, 3, 0, 1", "2, 16, 16, 3, 7, 2", "2, 3, 3, 3, 7, 1", "13, 5, 17, 35, 3, 1"
  })
  void isTheDefinition(int channels, int height, int width, int outputs, int kernel, int stride) {
    Random random = new Random(1);
    Geometry g = Geometry.of(new Shape(channels, height, width), new NetSpec.Item(outputs, kernel, stride, false));
    Scores s = new Scores(outputs, channels, g.taps(), new SignGenerator(SignGenerator.base(3, 0), channels), new Sequence(1, 1), .4, MaskKind.FREE);
    Planes from = new Planes(channels, height, width, g.pad() + 1);
    Planes acc = new Planes(outputs, g.out().height(), g.out().width(), 0);
    Planes grad = new Planes(outputs, g.out().height(), g.out().width(), g.gradientBorder());
    Planes back = new Planes(channels, height, width, 2);
    float[][] a = from.allocate(2);
    float[][] y = acc.allocate(2);
    float[][] dy = grad.allocate(2);
    float[][] da = back.allocate(2);
    Convolution convolution = new Convolution(g, from, acc, grad, s, false, KernelChoice.best(), null);
    convolution.prepare();
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < channels; c++) for (int v = 0; v < height; v++) for (int u = 0; u < width * LANES; u++) a[n][from.at(c, v, 0) + u] = random.nextInt(256);
      for (int o = 0; o < outputs; o++) for (int v = 0; v < acc.height(); v++) for (int u = 0; u < acc.width() * LANES; u++) dy[n][grad.at(o, v, 0) + u] = (float) random.nextGaussian();
      for (int v = 0; v < acc.height(); v++) convolution.forwardRow(a[n], y[n], v);
      java.util.Arrays.fill(da[n], 99f); // what was there before does not count
      convolution.backward(dy[n], a[n], da[n], back, false);
    }
    float[] scratch = new float[convolution.gradient().scratch()];
    for (int t = 0; t < convolution.gradient().tasks(); t++) convolution.gradient().run(t, dy, a, scratch);

    double[] dw = new double[outputs * channels * g.taps()];
    for (int n = 0; n < 2; n++)
      for (int l = 0; l < LANES; l++) {
        double[] expectedY = new double[outputs * g.out().pixels()];
        double[] expectedA = new double[channels * height * width];
        for (int o = 0; o < outputs; o++)
          for (int v = 0; v < acc.height(); v++)
            for (int u = 0; u < acc.width(); u++)
              for (int c = 0; c < channels; c++)
                for (int t = 0; t < g.taps(); t++) {
                  int iy = v * stride + t / g.kernelWidth() - g.pad();
                  int ix = u * stride + t % g.kernelWidth() - g.pad();
                  if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
                  int w = (o * channels + c) * g.taps() + t;
                  double gy = dy[n][grad.at(o, v, u) + l];
                  double in = a[n][from.at(c, iy, ix) + l];
                  dw[w] += gy * in;
                  if (!s.kept[w]) continue;
                  expectedY[(o * acc.height() + v) * acc.width() + u] += s.sign[w] * in;
                  expectedA[(c * height + iy) * width + ix] += s.sign[w] * gy;
                }
        for (int o = 0, i = 0; o < outputs; o++) for (int v = 0; v < acc.height(); v++) for (int u = 0; u < acc.width(); u++, i++) assertThat((double) y[n][acc.at(o, v, u) + l]).isEqualTo(expectedY[i]);
        for (int c = 0, i = 0; c < channels; c++) for (int v = 0; v < height; v++) for (int u = 0; u < width; u++, i++) assertThat((double) da[n][back.at(c, v, u) + l]).isCloseTo(expectedA[i], within(1e-4));
      }
    for (int w = 0; w < dw.length; w++) assertThat((double) s.gradient[w]).isCloseTo(dw[w], within(.5));
  }
}
