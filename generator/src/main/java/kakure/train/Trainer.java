// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedLadder;
import kakure.network.TrainedNetwork;

/**
 * w = sign x c stays as the seed makes it; a score per weight is learnt, and the mask keeps the largest |score|: the edge-popup algorithm of Ramanujan et al. (arXiv 1911.13299), with u8 activations in the forward pass, so that what is trained is what the hardware computes.
 *
 * <p>Stochastic gradient descent, momentum .9, rate .1 with cosine decay over all steps, weight decay 5e-4, batches of {@value #BATCH}; normalisation statistics are measured again at the end, layer by layer.
 */
public final class Trainer {
  /** Images per step. */
  public static final int BATCH = 96;

  private static final double RATE = .1;
  private static final Augmentation AS_THEY_ARE = new Augmentation(RecipeConfig.NONE, 0);
  /** Batches over which the final statistics run: 4,800 images. */
  private static final int STATISTICS_BATCHES = 50;

  private final TrainConfig config;
  private final Samples samples;
  private final int count;
  private final Net net;
  private final Loss loss;
  private final Augmentation augmentation;
  private final Passes passes;

  private Trainer(TrainConfig config, Samples samples, Net net) {
    this.config = config;
    this.samples = samples;
    this.net = net;
    this.count = config.limit() == 0 ? samples.count() : Math.min(config.limit(), samples.count());
    int classes = net.last().weights.outputs;
    if (count < BATCH) throw new BadInput("training takes a batch of " + BATCH + " images or more, not " + count);
    for (int i = 0; i < count; i++)
      if ((samples.labels()[i] & 255) >= classes) throw new BadInput("training image " + i + " has the label " + (samples.labels()[i] & 255) + ", but the network \"" + config.net() + "\" has " + classes + " classes (0 to " + (classes - 1) + ")");
    if (net.layers.stream().allMatch(TrainLayer::settled)) throw new BadInput("density " + config.density() + " keeps every weight of the network \"" + config.net() + "\": such a mask leaves nothing to learn; give less, such as 0.3");
    if (narrows()) refuseTarget();
    augmentation = new Augmentation(config.recipe(), config.seed());
    loss = new Loss(classes, (double) net.last().weights.magnitude() * (net.layers.size() == 1 ? Net.PIXEL : Net.STEP), config.recipe().smooth());
    passes = new Passes(net, loss, config.weights() == WeightKind.PROGRESSIVE ? config.ladder().bits() : 0);
  }

  /**
   * Trains a network. An epoch visits the images in an order of its own; those that do not fill its last batch wait for the next epoch.
   *
   * @return the network, equal in every bit for equal configuration (but threads and scalar) and samples
   * @throws BadInput if the images are too few, a label has no class, the density leaves nothing to learn, a target of bits cannot be reached, or the network does not fit the images
   */
  public static TrainedNetwork train(TrainConfig config, Samples samples, TrainProgress progress) {
    if (!config.chain()) throw new IllegalArgumentException("a network of residual blocks or stored weights is no chain of hidden layers: graph() trains it");
    return run(config, samples, progress, Trainer::result);
  }

  /** The same of any network: with residual blocks, gates, stored weights. */
  public static TrainedGraph graph(TrainConfig config, Samples samples, TrainProgress progress) {
    List<TrainedGraph> graphs = graphs(config, samples, progress);
    return graphs.get(graphs.size() - 1);
  }

  /** A network of progressive weights, with the statistics of every precision and the margins of {@link kakure.network.Ladder}. */
  public static TrainedLadder ladder(TrainConfig config, Samples samples, TrainProgress progress) {
    return run(config, samples, progress, Trainer::precisions);
  }

  TrainedLadder precisions() {
    List<TrainedGraph> graphs = new ArrayList<>();
    Calibration calibration = new Calibration();
    int[] indices = statisticsIndices();
    int batches = statisticsBatches();
    for (int n = 1; n <= config.ladder().bits(); n++) {
      net.stop(n);
      measureStatistics();
      graphs.add(trained());
      calibration.add(net, loss, batches, b -> load(indices, b));
    }
    return new TrainedLadder(graphs, calibration.bounds());
  }

  /** {@link #graph}; where there is a second training, the network before it and the one behind. */
  public static List<TrainedGraph> graphs(TrainConfig config, Samples samples, TrainProgress progress) {
    return run(config, samples, progress, t -> t.filled(progress));
  }

  /**
   * The network before it is trained, with its first weights, and those levels that it is to have in the end: what hardware is asked that is to compute it.
   *
   * @throws BadInput if a layer does not fit its input, or all of them the memory
   */
  public static Network untrained(TrainConfig config, Shape image) {
    Kernels kernels = new ScalarKernels();
    try (Net net = new Net(config.withThreads(1), image, 1, kernels, kernels)) {
      if (config.fill().levels() != null) for (TrainLayer layer : net.layers) layer.fill(config.fill().levels().levels());
      return graph(config, image, net).quantise();
    }
  }

  private static TrainedGraph graph(TrainConfig config, Shape image, Net net) {
    return new TrainedGraph(config.name(), config.seed(), config.net().intake(image), Net.PIXEL, net.layers.stream().map(TrainLayer::result).toList());
  }

  private List<TrainedGraph> filled(TrainProgress progress) {
    if (config.fill().levels() == null) return List.of(trained());
    TrainedGraph before = trained();
    for (TrainLayer layer : net.layers) layer.fill(config.fill().levels().levels());
    epochs(config.fill().epochs(), config.epochs(), progress);
    measureStatistics();
    return List.of(before, trained());
  }

  static <T> T run(TrainConfig config, Samples samples, TrainProgress progress, Function<Trainer, T> result) {
    Kernels kernels = config.scalar() ? new ScalarKernels() : KernelChoice.best();
    try (Net net = new Net(config, samples.shape(), BATCH / Kernels.LANES, kernels, kernels)) {
      Trainer trainer = new Trainer(config, samples, net);
      net.noise.set(true);
      trainer.epochs(config.epochs(), 0, progress);
      if (config.weights() != WeightKind.PROGRESSIVE) trainer.measureStatistics(); // of those, every precision has its own
      return result.apply(trainer);
    }
  }

  /** What the loops of {@link #train} run on here: "scalar" or the width of the vectors. */
  public static String kernels() {
    return KernelChoice.best().name();
  }

  /**
   * A training.
   *
   * @param before epochs of an earlier one
   */
  private void epochs(int epochs, int before, TrainProgress progress) {
    Sequence order = new Sequence(config.seed(), before == 0 ? 0 : Integer.MIN_VALUE);
    int[] indices = indices();
    int batches = count / BATCH;
    Stopwatch watch = new Stopwatch();
    net.prepare();
    for (int epoch = 0; epoch < epochs; epoch++) {
      if (epoch == (epochs + 1) / 2) narrow();
      order.shuffle(indices);
      loss.clear();
      for (int b = 0; b < batches; b++) {
        load(samples, indices, b, augmentation, before + epoch);
        long step = (long) epoch * batches + b;
        int at = b * BATCH;
        passes.run(i -> samples.labels()[indices[at + i]] & 255, step);
        net.learn(rate(step, (long) epochs * batches));
        double images = ((double) epoch * batches + b + 1) * BATCH;
        progress.report(new TrainProgress.State(before + epoch + 1, config.epochs() + config.fill().epochs(), (b + 1) * BATCH, batches * BATCH, loss.loss / loss.images, (double) loss.right / loss.images, images / watch.seconds(), images / watch.cpuSeconds()));
      }
    }
  }

  /** Filters get bits of their own, with which the second half of the training goes on. */
  private void narrow() {
    if (!narrows()) return;
    filterBits().settle(config.ladder().target());
    net.prepare();
  }

  private boolean narrows() {
    return config.weights() == WeightKind.PROGRESSIVE && config.ladder().target() > 0;
  }

  private FilterBits filterBits() {
    return new FilterBits(net.layers.stream().filter(LinearLayer.class::isInstance).map(LinearLayer.class::cast).toList(), config.ladder().bits());
  }

  /** What cannot be reached would be missed without a word. */
  private void refuseTarget() {
    double least = filterBits().least();
    if (config.ladder().target() >= least) return;
    throw new BadInput(String.format(Locale.ROOT, "target of %s bits a multiply-accumulate: the last layer keeps %d bits, so the network \"%s\" takes %.2f or more", config.ladder().target(), config.ladder().bits(), config.net(), Math.ceil(least * 100) / 100));
  }

  private int[] indices() {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) indices[i] = i;
    return indices;
  }

  /** The images over which the final statistics run, first. */
  private int[] statisticsIndices() {
    int[] indices = indices();
    new Sequence(config.seed(), -1).shuffle(indices);
    return indices;
  }

  private int statisticsBatches() {
    return Math.min(count / BATCH, STATISTICS_BATCHES);
  }

  private static float rate(long step, long steps) {
    return (float) (RATE * .5 * (1 + StrictMath.cos(Math.PI * step / steps)));
  }

  /** Spreads a batch's pixels over the lanes. */
  private void load(int[] indices, int batch) {
    load(samples, indices, batch, AS_THEY_ARE, 0);
  }

  /** @param indices null for the images in their order */
  private void load(Samples samples, int[] indices, int batch, Augmentation augmentation, int epoch) {
    int size = samples.shape().elements();
    int height = net.input.height();
    int width = net.input.width();
    for (int i = 0; i < BATCH; i++) {
      float[] group = net.images[i / Kernels.LANES];
      int image = indices == null ? batch * BATCH + i : indices[batch * BATCH + i];
      int first = image * size;
      Augmentation.View view = augmentation.next(height, width, image, epoch);
      for (int c = 0; c < net.input.channels(); c++)
        for (int y = 0; y < height; y++) {
          int to = net.input.at(c, y, 0) + i % Kernels.LANES;
          int row = y - view.dy();
          int at = first + (c * height + row) * width;
          for (int x = 0; x < width; x++, to += Kernels.LANES) {
            int column = view.column(x, width);
            boolean inside = row >= 0 && row < height && column >= 0 && column < width && !view.hole().holds(x, y);
            group[to] = inside ? samples.pixels()[at + column] & 255 : 0;
          }
        }
    }
  }

  /** Each layer's statistics over some thousand images, on top of the final ones of the layers below. */
  private void measureStatistics() {
    int[] indices = statisticsIndices();
    int batches = statisticsBatches();
    for (int l = 0; l < net.layers.size() - 1; l++) {
      Statistics statistics = net.layers.get(l).statistics();
      if (statistics == null) continue;
      int channels = statistics.scale.length;
      double[] mean = new double[channels];
      double[] square = new double[channels];
      double n = (double) batches * net.layers.get(l).population();
      for (int b = 0; b < batches; b++) {
        load(indices, b);
        net.forward(l, l);
        for (int o = 0; o < channels; o++) {
          mean[o] += statistics.total(o, 0) / n;
          square[o] += statistics.total(o, 1) / n;
        }
      }
      for (int o = 0; o < channels; o++) square[o] = Math.max(0, square[o] - mean[o] * mean[o]);
      statistics.fix(mean, square);
    }
  }

  private TrainedNetwork result() {
    return new TrainedNetwork(config.name(), config.seed(), config.net().intake(samples.shape()), net.layers.stream().map(l -> ((LinearLayer) l).chained()).toList());
  }

  TrainedGraph trained() {
    return graph(config, samples.shape(), net);
  }

  /** Of the first images of a set, in whole batches, those whose largest logit is at their label, by the trainer's own forward pass with its fixed statistics, without noise. */
  int correct(Samples unseen) {
    net.noise.set(false);
    int right = 0;
    for (int b = 0; b < unseen.count() / BATCH; b++) {
      load(unseen, null, b, AS_THEY_ARE, 0);
      net.forward(net.layers.size() - 1, net.layers.size());
      for (int i = 0; i < BATCH; i++) if (loss.label(net.last().accumulators[i / Kernels.LANES], net.last().acc, i % Kernels.LANES) == (unseen.labels()[b * BATCH + i] & 255)) right++;
    }
    return right;
  }
}
