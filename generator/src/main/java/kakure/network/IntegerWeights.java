// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/**
 * Weights that are integers times one real value per output channel, by which their sums are multiplied. Its array is not copied.
 *
 * @param weights the integers
 * @param magnitude c, the real value of 1, per output channel; may be negative, 0 where no weight is kept
 */
public record IntegerWeights(Weights weights, double[] magnitude) implements RealWeights {
  @Override
  public int outputs() {
    return weights.outputs();
  }

  @Override
  public Folded<Requantise> requantised(LayerConstants layer, double step) {
    return new Folded<>(weights, Folding.requantise(layer.name(), weights, magnitude, layer.bias(), layer.norm(), layer.in(), step));
  }

  @Override
  public Folded<int[]> thresholds(LayerConstants layer) {
    return new Folded<>(weights, Folding.thresholds(layer.name(), weights, magnitude, layer.bias(), layer.norm(), layer.in()));
  }

  /** logit = acc scale + bias, the normalisation folded in. */
  @Override
  public Folded<Readout> readout(LayerConstants layer) {
    float[] gamma = layer.norm().gamma();
    double[] sd = Folding.deviations(layer.norm());
    double[] scale = new double[magnitude.length];
    // a class without a kept weight always sums to 0; it takes another's scale, so that one scale stays one scale
    double other = Arrays.stream(magnitude).filter(c -> c != 0).findFirst().orElse(1);
    for (int o = 0; o < scale.length; o++) scale[o] = (magnitude[o] == 0 ? other : magnitude[o]) * layer.in() * gamma[o] / sd[o];
    return new Folded<>(weights, new Readout(scale, Folding.addends(layer.bias(), layer.norm())));
  }
}
