// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.BadInput;
import kakure.console.Countdown;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.data.Part;
import kakure.network.Images;
import kakure.train.DenseConfig;
import kakure.train.DenseResult;
import kakure.train.DenseTrainer;
import kakure.train.GradientKind;
import kakure.train.Multiplier;
import kakure.train.NetSpec;
import kakure.train.Samples;

/**
 * {@code kakure train --multiplier}: a dense network whose products are all a given multiplier's.
 *
 * @param gradient null for the default
 * @param rate null for the default
 */
record DenseTraining(String net, String multiplier, String gradient, Double rate, int epochs, int seed, int limit) {
  void run(DataOptions data, JsonOption json) {
    DenseConfig config = config();
    Images images = data.read(Part.TRAIN);
    Images unseen = data.read(Part.TEST);
    TrainCommand.refuseOthers(data, config.net(), images, unseen);
    var countdown = new Countdown();
    DenseResult result = DenseTrainer.train(config, Samples.of(images), Samples.of(unseen), state -> Terminal.progress(TrainCommand.line(state, countdown)));
    Terminal.clear();
    print(config, result, unseen.count(), json);
  }

  private DenseConfig config() {
    try {
      DenseConfig config = DenseConfig.of(NetSpec.parse(net), Multiplier.parse(multiplier)).withEpochs(epochs).withSeed(seed).withLimit(limit);
      if (rate != null) config = config.withRate(rate);
      return gradient == null ? config : config.withGradient(GradientKind.parse(gradient));
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private void print(DenseConfig config, DenseResult result, int unseen, JsonOption json) {
    var table = new Table(">epoch", ">loss", ">right in training", ">unseen right");
    List<DenseResult.Epoch> epochs = result.epochs();
    for (int e = 0; e < epochs.size(); e++) {
      DenseResult.Epoch epoch = epochs.get(e);
      table.row(e + 1, String.format(Locale.ROOT, "%.4f", epoch.loss()), String.format(Locale.ROOT, "%.1f%%", 100 * epoch.accuracy()), TrainCommand.percent(epoch.correct(), unseen));
    }
    System.out.print(table.text());
    int correct = epochs.get(epochs.size() - 1).correct();
    String gradientKind = config.gradient().name().toLowerCase(Locale.ROOT);
    System.out.printf(Locale.ROOT, "%s, %s gradient: %d of %d unseen images right (%s), %.0f images/s in training%n",
        config.multiplier(), gradientKind, correct, unseen, TrainCommand.percent(correct, unseen), result.imagesPerSecond());
    var figures = new LinkedHashMap<String, Object>();
    figures.put("net", net);
    figures.put("multiplier", config.multiplier().toString());
    figures.put("gradient", gradientKind);
    figures.put("rate", config.rate());
    figures.put("seed", Integer.toUnsignedLong(seed));
    figures.put("weights", result.layers().stream().mapToLong(layer -> layer.weights().length).sum());
    figures.put("images", unseen);
    figures.put("correct", correct);
    figures.put("accuracy", correct / (double) unseen);
    figures.put("imagesPerSecond", result.imagesPerSecond());
    figures.put("imagesPerCpuSecond", result.imagesPerCpuSecond());
    figures.put("epochs", epochs.stream().map(e -> epoch(e, unseen)).toList());
    json.write(figures);
  }

  private static Map<String, Object> epoch(DenseResult.Epoch epoch, int unseen) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("loss", epoch.loss());
    figures.put("trained", epoch.accuracy());
    figures.put("unseen", epoch.correct() / (double) unseen);
    return figures;
  }
}
