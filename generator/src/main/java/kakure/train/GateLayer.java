// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.TrainedNode;

/**
 * y[c] = a[c] where h[c] > 0, else 0: the channels inside a block that are on for an image. h = gamma v + beta, v the normalised sums of the second of two small layers behind the average of what the block reads, so that they are known before the
 * block is computed. Straight through with slope 1/2 where |h| is at most 1; {@link GateReward} adds its own gradient.
 */
final class GateLayer implements TrainLayer {
  private static final float MOMENTUM = .9f;
  private static final float SLOPE = .5f;
  /** At first all are on, and near enough to 0 that the loss tells which may go off. */
  private static final float FIRST_GAMMA = .03f;

  private static final float FIRST_BETA = .3f;
  /** Of gamma's steps: faster ones let gates follow every image before they have learnt what for, which costs two points. */
  private static final float GAMMA_RATE = .1f;
  /** A negative one would turn the comparison; the weights before it have signs. */
  private static final float LEAST_GAMMA = 1e-3f;

  private final String name;
  private final String mapName;
  private final String decisionName;
  private final LinearLayer map;
  private final LinearLayer decide;
  private final GateReward reward;
  private final int channels;
  private final Maps output;
  /** Per group, 1 or 0 per channel and lane. */
  private final float[][] on;

  private final float[] gamma;
  private final float[] beta;
  private final float[] gammaSpeed;
  private final float[] betaSpeed;
  /** Per group, per channel and lane: by h, and that times v. */
  private final float[][] hGradient;

  private final float[][] vGradient;

  /**
   * A gate.
   *
   * @param map the activations that are gated
   * @param decide h, one value per channel
   * @param border that the next layer's padding wants
   */
  GateLayer(String name, String mapName, String decisionName, LinearLayer map, LinearLayer decide, GateReward reward, int border) {
    this.name = name;
    this.mapName = mapName;
    this.decisionName = decisionName;
    this.map = map;
    this.decide = decide;
    this.reward = reward;
    Planes acc = map.acc;
    channels = acc.channels();
    int groups = map.accumulators.length;
    Planes layout = new Planes(channels, acc.height(), acc.width(), border);
    output = new Maps(layout, layout.allocate(groups), map.resultGrad, map.valueGrad);
    on = new float[groups][channels * Kernels.LANES];
    gamma = new float[channels];
    beta = new float[channels];
    Arrays.fill(gamma, FIRST_GAMMA);
    Arrays.fill(beta, FIRST_BETA);
    gammaSpeed = new float[channels];
    betaSpeed = new float[channels];
    hGradient = new float[groups][channels * Kernels.LANES];
    vGradient = new float[groups][channels * Kernels.LANES];
    decide.gamma = gamma;
    decide.beta = beta;
    reward.add(on);
  }

  @Override
  public Maps output() {
    return output;
  }

  private float v(int g, int c, int l) {
    return Math.fma(decide.accumulators[g][decide.acc.at(c, 0, 0) + l], decide.statistics.scale[c], decide.statistics.shift[c]);
  }

  private float h(float v, int c) {
    return Math.fma(gamma[c], v, beta[c]);
  }

  @Override
  public void forward(Crew crew, boolean settle) {
    for (int g = 0; g < on.length; g++) for (int c = 0; c < channels; c++) for (int l = 0; l < Kernels.LANES; l++) on[g][c * Kernels.LANES + l] = h(v(g, c, l), c) > 0 ? 1f : 0f;
  }

  @Override
  public void activate(int g) {
    map.activate(g);
    for (int c = 0; c < channels; c++)
      for (int y = 0; y < map.acc.height(); y++) Elements.scale(map.value[g], map.result.at(c, y, 0), on[g], c * Kernels.LANES, output.values()[g], output.layout().at(c, y, 0), map.acc.width());
  }

  @Override
  public void backward(Crew crew, float[][] scratch) {
    crew.run(on.length, (g, worker) -> {
      float[] dots = new float[Kernels.LANES];
      Planes to = output.gradientLayout();
      for (int c = 0; c < channels; c++) {
        Arrays.fill(dots, 0f);
        for (int y = 0; y < map.acc.height(); y++) {
          Elements.dots(map.value[g], map.result.at(c, y, 0), output.gradients()[g], to.at(c, y, 0), map.acc.width(), dots, 0);
          Elements.scale(output.gradients()[g], to.at(c, y, 0), on[g], c * Kernels.LANES, output.gradients()[g], to.at(c, y, 0), map.acc.width());
        }
        for (int l = 0; l < Kernels.LANES; l++) {
          float v = v(g, c, l);
          float slope = Math.abs(h(v, c)) <= 1 ? SLOPE : 0f;
          float gradient = slope * (dots[l] + reward.gradient(on[g], c, l));
          decide.gradient[g][decide.grad.at(c, 0, 0) + l] = gradient * gamma[c];
          hGradient[g][c * Kernels.LANES + l] = gradient;
          vGradient[g][c * Kernels.LANES + l] = gradient * v;
        }
      }
    });
  }

  @Override
  public void learn(float rate) {
    for (int c = 0; c < channels; c++) {
      gammaSpeed[c] = MOMENTUM * gammaSpeed[c] + sum(vGradient, c);
      betaSpeed[c] = MOMENTUM * betaSpeed[c] + sum(hGradient, c);
      gamma[c] = Math.max(LEAST_GAMMA, gamma[c] - GAMMA_RATE * rate * gammaSpeed[c]);
      beta[c] -= rate * betaSpeed[c];
    }
  }

  private static float sum(float[][] groups, int c) {
    double sum = 0;
    for (float[] group : groups) for (int l = 0; l < Kernels.LANES; l++) sum += group[c * Kernels.LANES + l];
    return (float) sum;
  }

  @Override
  public TrainedNode result() {
    return new TrainedNode.Gate(name, mapName, decisionName, Net.STEP);
  }
}
