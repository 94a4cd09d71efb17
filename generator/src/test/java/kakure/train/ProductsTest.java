// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;

/** All multiplications of weights, activations and their gradients go through the products that a net is given, and nothing else does. */
class ProductsTest {
  private static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("c6,p,c8s2,f4")).withThreads(2);
  private static final Shape IMAGE = new Shape(1, 12, 12);

  /** Hands on to exact products, times a factor, and counts. */
  private static final class Scaled implements Products {
    private final Products exact = new ScalarKernels();
    private final float factor;
    private final AtomicLong gathered = new AtomicLong();
    private final AtomicLong dotted = new AtomicLong();

    Scaled(float factor) {
      this.factor = factor;
    }

    @Override
    public void gather(float[] in, int i, int inStep, int[] offset, float[] sign, int from, int to, float[] out, int o, int outStep, int n) {
      gathered.addAndGet((long) (to - from) * n);
      float[] weights = sign.clone();
      for (int j = from; j < to; j++) weights[j] *= factor;
      exact.gather(in, i, inStep, offset, weights, from, to, out, o, outStep, n);
    }

    @Override
    public void dots(
        float[] rows, int[] row, int rowAt, float[] columns, int[] column, int columnAt, int[] rowPixel, int[] columnPixel, int from, int to, float[] acc, int at) {
      dotted.addAndGet(to - from);
      if (factor != 0) exact.dots(rows, row, rowAt, columns, column, columnAt, rowPixel, columnPixel, from, to, acc, at);
    }
  }

  /** A step of training on random images; the gradient of the logits is given. */
  private static Net step(Products products) {
    Net net = new Net(CONFIG, IMAGE, 2, products, KernelChoice.best());
    Sequence random = new Sequence(5, 1);
    for (float[] group : net.images)
      for (int y = 0; y < 12; y++) for (int x = 0; x < 12; x++) for (int l = 0; l < Kernels.LANES; l++) group[net.input.at(0, y, x) + l] = random.next() & 255;
    net.prepare();
    net.forward(2, 0);
    for (float[] group : net.last().gradient) for (int o = 0; o < 4; o++) Arrays.fill(group, net.last().grad.at(o, 0, 0), net.last().grad.at(o, 0, 1), o - 1.5f);
    net.backward();
    return net;
  }

  private static List<float[]> gradients(Net net) {
    return net.layers.stream().map(l -> ((LinearLayer) l).weights.gradient.clone()).toList();
  }

  @Test
  void exactProductsOfAnotherKindGiveTheSameBytes() {
    Kernels kernels = KernelChoice.best();
    Scaled counted = new Scaled(1);
    try (Net expected = step(kernels); Net net = step(counted)) {
      for (int l = 0; l < 3; l++) assertThat(gradients(net).get(l)).as("layer %d", l).isEqualTo(gradients(expected).get(l));
      assertThat(net.last().accumulators).isEqualTo(expected.last().accumulators);
      assertThat(gradients(net)).allSatisfy(g -> assertThat(g).as("the gradient is not all zero").isNotEqualTo(new float[g.length]));
      long macs = 0; // kept weights over the pixels of both groups, forward
      for (TrainLayer l : net.layers) macs += 2L * ((LinearLayer) l).weights.count() * ((LinearLayer) l).geometry.out().pixels();
      assertThat(counted.gathered.get()).isGreaterThan(macs);
      assertThat(counted.dotted.get()).isPositive();
    }
  }

  @Test
  void productsOfZeroLeaveNothing() {
    try (Net net = step(new Scaled(0))) {
      for (TrainLayer l : net.layers) for (float[] group : ((LinearLayer) l).accumulators) for (float sum : group) assertThat(sum).isZero();
      assertThat(gradients(net)).allSatisfy(g -> assertThat(g).containsOnly(0f));
    }
  }

  @Test
  void otherProductsChangeWhatIsLearnt() {
    try (Net expected = step(KernelChoice.best()); Net net = step(new Scaled(.5f))) {
      assertThat(net.last().accumulators[0][net.last().acc.at(0, 0, 0)]).isNotZero();
      assertThat(gradients(net).get(0)).isNotEqualTo(gradients(expected).get(0));
    }
  }
}
