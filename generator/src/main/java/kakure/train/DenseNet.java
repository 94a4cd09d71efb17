// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;

/** The layers of a dense network with memory for one batch, and a pass through them in both directions. */
final class DenseNet implements AutoCloseable {
  final List<DenseLayer> layers = new ArrayList<>();
  final Planes input;
  final float[][] images;
  final Multiplication multiplication;
  private final Crew crew;
  private final float[][] scratch;

  DenseNet(DenseConfig config, Shape shape, int groups) {
    List<Geometry> geometries = Net.geometries(config.net(), shape, groups, Runtime.getRuntime().maxMemory());
    multiplication = Multiplication.of(config.multiplier(), config.scalar());
    input = new Planes(shape.channels(), shape.height(), shape.width(), geometries.get(0).pad());
    images = input.allocate(groups);
    TrainLayer.Maps maps = TrainLayer.Maps.image(input, images);
    int scratchSize = Kernels.LANES;
    for (int l = 0; l < geometries.size(); l++) {
      Geometry g = geometries.get(l);
      DenseWeights weights = new DenseWeights(g.out().channels(), g.in().channels(), g.taps(), new Sequence(config.seed(), l + 1), multiplication);
      int border = l == geometries.size() - 1 ? -1 : geometries.get(l + 1).pad();
      DenseLayer layer = new DenseLayer(g, config.net().layers().get(l).pooled(), weights, maps, border, multiplication, config.gradient() == GradientKind.OWN);
      layers.add(layer);
      maps = layer.output();
      scratchSize = Math.max(scratchSize, layer.scratch());
    }
    crew = new Crew(config.threads());
    scratch = new float[crew.threads()][scratchSize];
  }

  /** The last layer, whose sums are the logits. */
  DenseLayer last() {
    return layers.get(layers.size() - 1);
  }

  /** Writes an image, pixels of 0 to 255, into a lane: operands of pixel / 255. */
  void load(int lane, byte[] pixels, int at) {
    float[] group = images[lane / Kernels.LANES];
    for (int c = 0; c < input.channels(); c++)
      for (int y = 0; y < input.height(); y++) {
        int to = input.at(c, y, 0) + lane % Kernels.LANES;
        for (int x = 0; x < input.width(); x++, at++, to += Kernels.LANES) group[to] = multiplication.operand((pixels[at] & 255) / 255f);
      }
  }

  /** What follows from the weights after a change. */
  void prepare() {
    crew.run(layers.size(), (l, worker) -> layers.get(l).prepare());
  }

  /** From the images to the logits. */
  void forward() {
    for (DenseLayer layer : layers) layer.forward(crew);
  }

  /** From the gradient of the logits, set by the caller, to that of all weights. */
  void backward() {
    for (int l = layers.size() - 1; l >= 0; l--) layers.get(l).backward(crew, scratch);
  }

  /** A step of all weights along their gradient. */
  void learn(float rate) {
    crew.run(layers.size(), (l, worker) -> layers.get(l).weights.learn(rate));
    prepare();
  }

  @Override
  public void close() {
    crew.close();
  }
}
