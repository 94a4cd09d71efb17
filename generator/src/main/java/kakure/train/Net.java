// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import kakure.network.Hidden;
import kakure.network.Shape;

/** The layers of a network with memory for one batch, and a pass through them in both directions. */
final class Net implements AutoCloseable {
  /** Real value of one step of an activation: a normalised value of up to 8 standard deviations fits, 32 steps to each. */
  static final float STEP = 1f / 32;
  /** Real value of one step of a pixel. */
  static final float PIXEL = 1f / 255;
  /** Floats of all maps of a batch: 4 GiB. */
  private static final long MAX_FLOATS = 1L << 30;

  final List<TrainLayer> layers = new ArrayList<>();
  final Planes input;
  final float[][] images;
  private final HiddenLayer last;
  private final Crew crew;
  private final float[][] scratch;

  /** @param products handed to every layer: the kernels' own are exact */
  Net(TrainConfig config, Shape shape, int groups, Products products, Kernels kernels) {
    List<Geometry> geometries = geometries(config.net(), shape, groups, Runtime.getRuntime().maxMemory());
    input = new Planes(shape.channels(), shape.height(), shape.width(), geometries.get(0).pad());
    images = input.allocate(groups);
    HiddenLayer previous = null;
    int scratchSize = 0;
    for (int l = 0; l < geometries.size(); l++) {
      Geometry geometry = geometries.get(l);
      NetSpec.Item item = config.net().layers().get(l);
      boolean last = l == geometries.size() - 1;
      float step = l == 0 ? PIXEL : STEP;
      SignGenerator signs = new SignGenerator(SignGenerator.base(config.seed(), l), geometry.in().channels());
      Scores scores = new Scores(geometry.out().channels(), geometry.in().channels(), geometry.taps(), signs, new Sequence(config.seed(), l + 1), config.density(), config.mask());
      Statistics statistics = last ? null : new Statistics(groups, scores.outputs, (double) HiddenLayer.magnitude(scores) * step, STEP);
      HiddenLayer.Named named = new HiddenLayer.Named(name(item, l), step, STEP);
      TrainLayer.Maps in = previous == null ? TrainLayer.Maps.image(input, images) : previous.output();
      previous = new HiddenLayer(named, geometry, item.pooled(), scores, statistics, previous, in, last ? 0 : geometries.get(l + 1).pad(), products, kernels);
      layers.add(previous);
      scratchSize = Math.max(scratchSize, previous.scratch());
    }
    last = previous;
    crew = new Crew(config.threads());
    scratch = new float[crew.threads()][scratchSize];
  }

  /** What weighted layer l is called. */
  static String name(NetSpec.Item item, int l) {
    return (item.full() ? "fc" : "conv") + l;
  }

  /**
   * The sizes of all layers.
   *
   * @param heap bytes that may be used
   * @throws BadInput if a layer does not fit its input, its accumulators 24 bits, or all of them the heap
   */
  static List<Geometry> geometries(NetSpec net, Shape image, int groups, long heap) {
    List<Geometry> all = new ArrayList<>();
    Shape in = image;
    long floats = 0;
    for (int l = 0; l < net.layers().size(); l++) {
      NetSpec.Item item = net.layers().get(l);
      String where = "network \"" + net + "\", weighted layer " + (l + 1) + ": ";
      Geometry g;
      Shape out;
      try {
        g = Geometry.of(in, item);
        out = item.pooled() ? new Shape(g.out().channels(), g.out().height() / 2, g.out().width() / 2) : g.out();
      } catch (IllegalArgumentException e) {
        throw new BadInput(where + "its input is " + in + ", too small or too large for it (" + e.getMessage() + ")", e);
      }
      int fanIn = in.channels() * g.taps();
      if (fanIn > Hidden.MAX_KEPT) throw new BadInput(where + fanIn + " inputs per output do not fit the hardware's accumulator of " + Hidden.ACCUMULATOR_BITS + " bits, which takes " + Hidden.MAX_KEPT + "; pool or use a stride before it, or fewer channels");
      // per layer four maps at most, and per weight sign, score, speed, gradient, selection and two lists
      floats += 4L * groups * new Planes(g.out().channels(), g.out().height(), g.out().width(), Math.max(1, g.gradientBorder())).size() + 9L * g.out().channels() * fanIn;
      if (floats > MAX_FLOATS) throw new BadInput(String.format(Locale.ROOT, "%straining needs more than %d GiB for the maps of a batch of images of %s; take fewer channels or a larger stride", where, MAX_FLOATS >> 28, image));
      all.add(g);
      in = out;
    }
    if (floats * Float.BYTES > heap)
      throw new BadInput(String.format(Locale.ROOT, "network \"%s\" on images of %s: training needs about %d MiB, but the Java machine may use %d; take fewer channels, or give it more: KAKURE_JAVA_OPTS=-Xmx%dm", net, image, floats >> 18, heap >> 20, floats / 3 >> 16));
    return all;
  }

  /** The last layer, whose accumulators are the logits. */
  HiddenLayer last() {
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
    for (int l = 0; l <= upTo; l++) layers.get(l).forward(crew, l >= settled);
  }

  /** From the gradient of the last accumulators, set by the caller, to that of all scores. */
  void backward() {
    for (int l = layers.size() - 1; l >= 0; l--) layers.get(l).backward(crew, scratch);
  }

  /** A step of all scores along their gradient, and the masks that follow. */
  void learn(float rate) {
    crew.run(layers.size(), (l, worker) -> layers.get(l).learn(rate));
    prepare();
  }

  @Override
  public void close() {
    crew.close();
  }
}
