// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;
import kakure.BadInput;
import kakure.network.Shape;

/** The layers of a network with memory for one batch, and a pass through them in both directions. */
final class Net implements AutoCloseable {
  /** Real value of one step of an activation: a normalised value of up to 8 standard deviations fits, 32 steps to each. */
  static final float STEP = 1f / 32;
  /** Real value of one step of a pixel. */
  static final float PIXEL = 1f / 255;

  final List<TrainLayer> layers;
  final Planes input;
  final float[][] images;
  private final LinearLayer last;
  /** Of all sums, switched off at first. */
  final Noise noise;
  private final GateReward gates;
  private final GlobalChoice global;
  private final UnitReward units;
  private final Crew crew;
  private final float[][] scratch;

  /** @param products handed to every layer: the kernels' own are exact */
  Net(TrainConfig config, Shape shape, int groups, Products products, Kernels kernels) {
    List<Part> parts = Part.of(config.net(), config.gates().inside(), shape, groups, Runtime.getRuntime().maxMemory());
    input = new Planes(shape.channels(), shape.height(), shape.width(), parts.get(0).geometry().pad());
    images = input.allocate(groups);
    gates = new GateReward(config.gates());
    noise = new Noise(config.noise(), config.seed());
    layers = new NetBuilder(config, parts, gates, noise, products, kernels).layers(TrainLayer.Maps.image(input, images));
    last = (LinearLayer) layers.get(layers.size() - 1);
    global = new GlobalChoice(config.recipe().global() ? layers.stream().filter(LinearLayer.class::isInstance).map(l -> ((LinearLayer) l).weights).filter(Scores.class::isInstance).map(Scores.class::cast).filter(Scores::free).toList() : List.of());
    global.select();
    units = new UnitReward(config.reward(), layers.stream().filter(LinearLayer.class::isInstance).map(l -> ((LinearLayer) l).weights).filter(LevelWeights.class::isInstance).map(LevelWeights.class::cast).filter(LevelWeights::rewarding).toList());
    crew = new Crew(config.threads());
    scratch = new float[crew.threads()][layers.stream().mapToInt(TrainLayer::scratch).max().orElseThrow()];
  }

  /** What weighted layer l of a chain is called. */
  static String name(NetSpec.Item item, int l) {
    return (item.full() ? "fc" : "conv") + l;
  }

  /**
   * The sizes of all layers of a chain.
   *
   * @param heap bytes that may be used
   * @throws BadInput if a layer does not fit its input, its accumulators 24 bits, or all of them the heap
   */
  static List<Geometry> geometries(NetSpec net, Shape image, int groups, long heap) {
    return Part.of(net, false, image, groups, heap).stream().map(Part::geometry).toList();
  }

  /** The last layer, whose accumulators are the logits. */
  LinearLayer last() {
    return last;
  }

  /** What follows from the masks after a change. */
  void prepare() {
    crew.run(layers.size(), (l, worker) -> layers.get(l).prepare());
  }

  /**
   * From the images to the accumulators of layer {@code upTo}.
   *
   * @param settled statistics of the layers below are fixed up to this one; from it on each batch settles its own
   */
  void forward(int upTo, int settled) {
    noise.next();
    for (int l = 0; l <= upTo; l++) layers.get(l).forward(crew, l >= settled);
  }

  /** From the gradient of the last accumulators, set by the caller, to that of all scores. */
  void backward() {
    gates.settle();
    for (int l = layers.size() - 1; l >= 0; l--) layers.get(l).backward(crew, scratch);
  }

  /** So many planes of bit-serial weights are multiplied from now on. */
  void stop(int planes) {
    crew.run(layers.size(), (l, worker) -> {
      layers.get(l).stop(planes);
      layers.get(l).prepare();
    });
  }

  /** Adds the gradients of this pass to those of the other precisions. */
  void collect() {
    crew.run(layers.size(), (l, worker) -> layers.get(l).collect());
  }

  /** A step of all scores along their gradient, and the masks that follow. */
  void learn(float rate) {
    crew.run(layers.size(), (l, worker) -> layers.get(l).learn(rate));
    global.select();
    units.settle();
    prepare();
  }

  @Override
  public void close() {
    crew.close();
  }
}
