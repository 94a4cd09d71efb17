// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import kakure.BadInput;

/**
 * Trains a network of stored weights whose products are all a given multiplier's: of the forward pass, of both gradients and of the step; sums are floats, in an order that threads do not change. Softmax and cross-entropy are
 * exact, in double precision.
 *
 * <p>Stochastic gradient descent, momentum .9, cosine decay of the rate over all steps, weight decay 5e-4, batches of {@value Trainer#BATCH}.
 */
public final class DenseTrainer {
  private static final int BATCH = Trainer.BATCH;

  private final DenseConfig config;
  private final Samples samples;
  private final Samples unseen;
  private final int count;
  private final DenseNet net;
  private final Loss loss;

  private DenseTrainer(DenseConfig config, Samples samples, Samples unseen, DenseNet net) {
    this.config = config;
    this.samples = samples;
    this.unseen = unseen;
    this.net = net;
    count = config.limit() == 0 ? samples.count() : Math.min(config.limit(), samples.count());
    int classes = net.last().acc.channels();
    if (count < BATCH) throw new BadInput("training takes a batch of " + BATCH + " images or more, not " + count);
    for (int i = 0; i < count; i++)
      if ((samples.labels()[i] & 255) >= classes) throw new BadInput("training image " + i + " has the label " + (samples.labels()[i] & 255) + ", but the network \"" + config.net() + "\" has " + classes + " classes (0 to " + (classes - 1) + ")");
    loss = new Loss(classes, 1);
  }

  /**
   * Trains a network. An epoch visits the images in an order of its own; those that do not fill its last batch wait for the next epoch.
   *
   * @param unseen images of the same shape, on which it is tried after each epoch
   * @return the network, equal in every bit for equal configuration (but threads and scalar) and samples
   * @throws BadInput if the images are too few, a label has no class, the network does not fit the images, or the loss is no number any more
   */
  public static DenseResult train(DenseConfig config, Samples samples, Samples unseen, TrainProgress progress) {
    try (DenseNet net = new DenseNet(config, samples.shape(), BATCH / Kernels.LANES)) {
      return new DenseTrainer(config, samples, unseen, net).epochs(progress);
    }
  }

  private DenseResult epochs(TrainProgress progress) {
    Sequence order = new Sequence(config.seed(), 0);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) indices[i] = i;
    int batches = count / BATCH;
    List<DenseResult.Epoch> epochs = new ArrayList<>();
    double seconds = 0;
    double cpuSeconds = 0;
    net.prepare();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      Stopwatch watch = new Stopwatch();
      order.shuffle(indices);
      loss.clear();
      for (int b = 0; b < batches; b++) {
        step(indices, b, rate((long) epoch * batches + b, (long) config.epochs() * batches));
        double images = ((double) epoch * batches + b + 1) * BATCH;
        double wall = seconds + watch.seconds();
        double cpu = cpuSeconds + watch.cpuSeconds();
        progress.report(new TrainProgress.State(epoch + 1, config.epochs(), (b + 1) * BATCH, batches * BATCH, loss.loss / loss.images, (double) loss.right / loss.images, images / wall, images / cpu));
      }
      seconds += watch.seconds();
      cpuSeconds += watch.cpuSeconds();
      epochs.add(new DenseResult.Epoch(loss.loss / loss.images, (double) loss.right / loss.images, correct()));
    }
    double images = (double) config.epochs() * batches * BATCH;
    return new DenseResult(epochs, layers(), images / seconds, images / cpuSeconds);
  }

  private float rate(long step, long steps) {
    return (float) (config.rate() * .5 * (1 + StrictMath.cos(Math.PI * step / steps)));
  }

  private void step(int[] indices, int batch, float rate) {
    for (int i = 0; i < BATCH; i++) net.load(i, samples.pixels(), indices[batch * BATCH + i] * samples.shape().elements());
    net.forward();
    DenseLayer last = net.last();
    for (int i = 0; i < BATCH; i++) {
      int g = i / Kernels.LANES;
      loss.image(last.sums[g], last.acc, last.gradient[g], last.grad, i % Kernels.LANES, samples.labels()[indices[batch * BATCH + i]] & 255, BATCH);
    }
    if (!Double.isFinite(loss.loss)) throw new BadInput("the loss is no number any more: the steps are too large for this network; give a smaller --rate than " + config.rate());
    net.backward();
    net.learn(rate);
  }

  /** Unseen images whose largest logit, the first of equal ones, is at their label. */
  private int correct() {
    Planes acc = net.last().acc;
    int correct = 0;
    for (int from = 0; from < unseen.count(); from += BATCH) {
      int n = Math.min(BATCH, unseen.count() - from);
      for (int i = 0; i < n; i++) net.load(i, unseen.pixels(), (from + i) * unseen.shape().elements());
      net.forward();
      for (int i = 0; i < n; i++) if (label(net.last().sums[i / Kernels.LANES], acc, i % Kernels.LANES) == (unseen.labels()[from + i] & 255)) correct++;
    }
    return correct;
  }

  private static int label(float[] logits, Planes acc, int lane) {
    int best = 0;
    for (int o = 1; o < acc.channels(); o++) if (logits[acc.at(o, 0, 0) + lane] > logits[acc.at(best, 0, 0) + lane]) best = o;
    return best;
  }

  private List<DenseResult.Layer> layers() {
    List<DenseResult.Layer> layers = new ArrayList<>();
    for (int l = 0; l < net.layers.size(); l++) {
      DenseWeights w = net.layers.get(l).weights;
      layers.add(new DenseResult.Layer(Net.name(config.net().layers().get(l), l), w.weight.clone(), w.bias.clone()));
    }
    return layers;
  }
}
