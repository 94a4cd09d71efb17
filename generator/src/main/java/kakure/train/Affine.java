// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/** Scale and shift behind a normalisation, learnt per channel: y = gamma x + beta, Ioffe and Szegedy (arXiv 1502.03167). Gamma stays positive, as signs are the weights' affair and the gradient is divided by it. */
final class Affine {
  private static final float MOMENTUM = .9f;
  private static final double LEAST = .01;

  final double[] gamma;
  final double[] beta;
  private final double[] gammaSlope;
  private final double[] betaSlope;
  private final double[] gammaSpeed;
  private final double[] betaSpeed;

  Affine(int channels) {
    gamma = new double[channels];
    Arrays.fill(gamma, 1);
    beta = new double[channels];
    gammaSlope = new double[channels];
    betaSlope = new double[channels];
    gammaSpeed = new double[channels];
    betaSpeed = new double[channels];
  }

  /** Derivatives of the loss by channel o's scale and shift. */
  void slope(int o, double byGamma, double byBeta) {
    gammaSlope[o] = byGamma;
    betaSlope[o] = byBeta;
  }

  /** A step of gradient descent with momentum; neither decays. */
  void learn(float rate) {
    for (int o = 0; o < gamma.length; o++) {
      gammaSpeed[o] = MOMENTUM * gammaSpeed[o] + gammaSlope[o];
      betaSpeed[o] = MOMENTUM * betaSpeed[o] + betaSlope[o];
      gamma[o] = Math.max(LEAST, gamma[o] - rate * gammaSpeed[o]);
      beta[o] -= rate * betaSpeed[o];
    }
  }

  /** As a file holds it. */
  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
    return floats;
  }
}
