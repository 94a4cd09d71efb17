// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import kakure.golden.FloatEdges;
import kakure.golden.LogProduct;
import kakure.network.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step of a tiny network against loops written from the definition, with the golden function of the block for every product and Java's sums of floats, bit for bit. */
class DenseStepTest {
  private static final int LANES = Kernels.LANES;
  private static final int SIDE = 5;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 4;
  private static final int HALF = SIDE / 2;

  /** One image of each lane is enough: a group of one batch. The network is c3,p,f4 on 1 x 5 x 5. */
  @ParameterizedTest
  @CsvSource({"lam, PLAIN", "lam:bf16:minbias, PLAIN", "lam:fp32:constant:5:one, PLAIN", "lam, OWN", "lam:bf16:zeromean, OWN"})
  void isTheDefinition(String text, GradientKind kind) {
    Multiplier multiplier = Multiplier.parse(text);
    var reference = new Reference(multiplier, kind);
    DenseConfig config = DenseConfig.of(NetSpec.parse("c3,p,f4"), multiplier).withGradient(kind).withSeed(9).withThreads(2);
    byte[] pixels = new byte[LANES * SIDE * SIDE];
    new Random(4).nextBytes(pixels);
    float[] logitGradient = new float[LANES * CLASSES];
    for (int i = 0; i < logitGradient.length; i++) logitGradient[i] = (float) new Random(i).nextGaussian() / LANES;
    try (DenseNet net = new DenseNet(config, new Shape(1, SIDE, SIDE), 1)) {
      reference.first = net.layers.get(0).weights.weight.clone();
      reference.second = net.layers.get(1).weights.weight.clone();
      net.prepare();
      for (int step = 0; step < 3; step++) {
        for (int l = 0; l < LANES; l++) net.load(l, pixels, l * SIDE * SIDE);
        net.forward();
        DenseLayer last = net.last();
        for (int l = 0; l < LANES; l++) for (int k = 0; k < CLASSES; k++) last.gradient[0][last.grad.at(k, 0, 0) + l] = logitGradient[l * CLASSES + k];
        net.backward();
        net.learn(.1f);
        reference.step(pixels, logitGradient, .1f);
        for (int l = 0; l < LANES; l++) for (int k = 0; k < CLASSES; k++) assertThat(last.sums[0][last.acc.at(k, 0, 0) + l]).as("logit").isEqualTo(reference.logits[l][k]);
        assertThat(net.layers.get(1).weights.weight).as("step %d", step).isEqualTo(reference.second);
        assertThat(net.layers.get(1).weights.bias).isEqualTo(reference.secondBias);
        assertThat(net.layers.get(0).weights.weight).isEqualTo(reference.first);
        assertThat(net.layers.get(0).weights.bias).isEqualTo(reference.firstBias);
      }
    }
  }

  private static final class Reference {
    private final LogProduct golden;
    private final Multiplier multiplier;
    private final GradientKind kind;
    private final int drop;
    private float[] first;
    private float[] second;
    private final float[] firstBias = new float[CHANNELS];
    private final float[] secondBias = new float[CLASSES];
    private final float[][] speed = {new float[CHANNELS * 9], new float[CHANNELS], new float[CLASSES * CHANNELS * HALF * HALF], new float[CLASSES]};
    private float[][] logits;

    Reference(Multiplier multiplier, GradientKind kind) {
      this.multiplier = multiplier;
      this.kind = kind;
      golden = new LogProduct(multiplier.format(), multiplier.compensation(), multiplier.kept(), multiplier.one(), FloatEdges.Overflow.INF);
      drop = 23 - multiplier.format().fractionBits();
    }

    private int format(float x) {
      return (int) multiplier.format().ofDouble(x, FloatEdges.IEEE);
    }

    private float product(float a, float b) {
      return Float.intBitsToFloat((int) golden.of(format(a), format(b)) << drop);
    }

    /** The gradient times the derivative of a b by a. */
    private float back(float g, float a, float b) {
      if (kind == GradientKind.PLAIN) return product(g, b);
      float x = Float.intBitsToFloat(format(a) << drop);
      float y = Float.intBitsToFloat(format(b) << drop);
      float h = Float.intBitsToFloat(format(g) << drop);
      if (y == 0) return 0;
      double sum = fraction(x) + fraction(y) + Math.scalb((double) multiplier.compensation().units(multiplier.kept(), false), -multiplier.kept());
      return (float) (h * Math.scalb(Math.signum(y), Math.getExponent(y) + (int) Math.floor(sum)));
    }

    private static double fraction(float x) {
      return x == 0 ? 0 : Math.abs(x) / Math.scalb(1.0, Math.getExponent(x)) - 1;
    }

    void step(byte[] pixels, float[] logitGradient, float rate) {
      var gradient = new float[][] {new float[speed[0].length], new float[speed[1].length], new float[speed[2].length], new float[speed[3].length]};
      var byLane = new float[LANES][][];
      logits = new float[LANES][CLASSES];
      for (int l = 0; l < LANES; l++) byLane[l] = image(pixels, l, logitGradient);
      for (int a = 0; a < 4; a++)
        for (int i = 0; i < gradient[a].length; i++) {
          float[] sums = new float[LANES];
          for (int l = 0; l < LANES; l++) sums[l] = byLane[l][a][i];
          for (int half = LANES / 2; half > 0; half /= 2) for (int l = 0; l < half; l++) sums[l] += sums[l + half];
          gradient[a][i] = sums[0];
        }
      float[][] learnt = {first, firstBias, second, secondBias};
      for (int a = 0; a < 4; a++)
        for (int i = 0; i < learnt[a].length; i++) {
          float v = speed[a][i] - product(.1f, speed[a][i]) + (gradient[a][i] + (a % 2 == 0 ? product(5e-4f, learnt[a][i]) : 0f));
          speed[a][i] = v;
          learnt[a][i] -= product(rate, v);
        }
    }

    private static float at(float[] x, int y, int u) {
      return y < 0 || y >= SIDE || u < 0 || u >= SIDE ? 0 : x[y * SIDE + u];
    }

    /** Forward and backward of one image; its share of the four gradients. */
    private float[][] image(byte[] pixels, int l, float[] logitGradient) {
      float[] x = new float[SIDE * SIDE];
      for (int i = 0; i < x.length; i++) x[i] = (pixels[l * SIDE * SIDE + i] & 255) / 255f;
      float[][] a = new float[CHANNELS][SIDE * SIDE];
      for (int o = 0; o < CHANNELS; o++)
        for (int p = 0; p < SIDE * SIDE; p++) {
          float sum = 0;
          for (int t = 0; t < 9; t++) sum += product(at(x, p / SIDE + t / 3 - 1, p % SIDE + t % 3 - 1), first[o * 9 + t]);
          // the operand that the multiplier makes is what is pooled, and what the gradient is masked by
          a[o][p] = operand(Math.max(sum + firstBias[o], 0f));
        }
      int n = CHANNELS * HALF * HALF;
      float[] pooled = new float[n];
      int[] from = new int[n];
      for (int i = 0; i < n; i++) {
        int y = 2 * (i / HALF % HALF);
        int u = 2 * (i % HALF);
        from[i] = -1;
        for (int w = 0; w < 4; w++) {
          int p = (y + w / 2) * SIDE + u + w % 2;
          if (from[i] < 0 || a[i / HALF / HALF][p] > pooled[i]) {
            pooled[i] = a[i / HALF / HALF][p];
            from[i] = p;
          }
        }
      }
      float[][] result = {new float[CHANNELS * 9], new float[CHANNELS], new float[CLASSES * n], new float[CLASSES]};
      float[] back = new float[n];
      for (int k = 0; k < CLASSES; k++) {
        float sum = 0;
        for (int i = 0; i < n; i++) sum += product(pooled[i], second[k * n + i]);
        logits[l][k] = sum + secondBias[k];
        float g = logitGradient[l * CLASSES + k];
        result[3][k] = operand(g);
        for (int i = 0; i < n; i++) {
          result[2][k * n + i] = 0f + back(g, second[k * n + i], pooled[i]);
          back[i] += back(g, pooled[i], second[k * n + i]);
        }
      }
      float[][] inner = new float[CHANNELS][SIDE * SIDE];
      for (int i = 0; i < n; i++) if (pooled[i] > 0) inner[i / HALF / HALF][from[i]] = back[i];
      for (int o = 0; o < CHANNELS; o++)
        for (int p = 0; p < SIDE * SIDE; p++) {
          result[1][o] += operand(inner[o][p]);
          for (int t = 0; t < 9; t++) result[0][o * 9 + t] += back(inner[o][p], first[o * 9 + t], at(x, p / SIDE + t / 3 - 1, p % SIDE + t % 3 - 1));
        }
      return result;
    }

    /** What the adder of the multiplier sees, which for a cut is not the number itself. */
    private float operand(float v) {
      int raw = format(v);
      long lost = multiplier.format().fractionBits() - multiplier.kept();
      if ((raw & multiplier.format().magnitudeMask()) < multiplier.format().leastNormal()) return 0;
      int kept = (int) (raw & -1L << lost | (multiplier.one() && lost > 0 ? 1L << lost - 1 : 0));
      return Float.intBitsToFloat(kept << drop);
    }
  }
}
