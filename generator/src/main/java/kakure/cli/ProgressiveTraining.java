// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.network.Images;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.TrainedLadder;
import kakure.network.golden.Accuracy;
import kakure.network.golden.LadderReport;
import kakure.network.onnx.OnnxWriter;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;

/**
 * {@code kakure train --mode progressive}: one stored copy of weights for all precisions.
 *
 * @param file of the model, as the user named it
 * @param refusal of hardware
 */
record ProgressiveTraining(TrainConfig config, String file, Refusal refusal) {
  void run(DataOptions data, OutputFile output, JsonOption json) {
    var sets = TrainingSets.read(data, config, refusal);
    Images unseen = sets.unseen();
    var watch = new TrainingWatch();
    TrainedLadder trained = Trainer.ladder(config, Samples.of(sets.images()), watch);
    Terminal.progress("the accuracy on " + unseen.count() + " unseen images, at every precision");
    Network network = trained.quantise();
    Accuracy.refuseOtherShape(network, unseen, data.source());
    LadderReport report = LadderReport.of(network, unseen);
    Terminal.clear();
    output.write(OnnxWriter.bytes(trained));
    print(network, report, watch.last(), json);
  }

  private void print(Network network, LadderReport report, TrainProgress.State last, JsonOption json) {
    var layers = new Table("layer", ">weights", ">bits a weight", "of filters");
    long weights = 0;
    long stored = 0;
    double macs = 0;
    double passes = 0;
    for (Node node : network.nodes()) {
      if (!(node.op() instanceof Linear linear && linear.weights() instanceof Planes planes)) continue;
      int filter = planes.inputs() * planes.taps();
      int bits = Arrays.stream(planes.bits()).sum();
      double pixels = network.result(node.name()).shape().pixels();
      layers.row(node.name(), linear.weightCount(), decimal(bits / (double) planes.outputs()), filters(planes));
      weights += linear.weightCount();
      stored += (long) bits * filter;
      macs += planes.outputs() * filter * pixels;
      passes += bits * filter * pixels;
    }
    System.out.print(layers.text());
    System.out.printf(Locale.ROOT, "%d weights of %d bits in all, %.2f bits a multiply-accumulate%n", weights, stored, passes / macs);
    var table = new Table(">bits", ">right of " + report.images(), ">accuracy", ">stop there");
    Map<String, Object> precisions = new LinkedHashMap<>();
    for (int k = 0; k < report.correct().length; k++) {
      int right = report.correct()[k];
      table.row(report.precisions().get(k), right, percent(right, report.images()), report.decided()[k]);
      precisions.put(String.valueOf(report.precisions().get(k)), right / (double) report.images());
    }
    System.out.print(table.text());
    int finest = report.correct()[report.correct().length - 1];
    System.out.printf(Locale.ROOT, "auto: %d of %d right (%s) by %.2f bits in the mean, %.2f with those of the attempts before%n", report.correctAuto(), report.images(), percent(report.correctAuto(), report.images()), report.meanBits(), report.meanPlanes());
    System.out.printf(Locale.ROOT, "%s: %d of %d unseen images right (%s), %.0f images/s in training%n", file, finest, report.images(), percent(finest, report.images()), last.imagesPerSecond());
    var result = new LinkedHashMap<String, Object>();
    result.put("model", file);
    result.put("net", config.net().toString());
    result.put("kind", config.weights().text());
    result.put("seed", Integer.toUnsignedLong(config.seed()));
    result.put("weights", weights);
    result.put("storedBits", stored);
    result.put("bitsPerMac", passes / macs);
    result.put("images", report.images());
    result.put("correct", finest);
    result.put("accuracy", finest / (double) report.images());
    result.put("bits", precisions);
    result.put("autoAccuracy", report.correctAuto() / (double) report.images());
    result.put("autoBits", report.meanBits());
    result.put("autoPlanes", report.meanPlanes());
    result.put("imagesPerSecond", last.imagesPerSecond());
    result.put("imagesPerCpuSecond", last.imagesPerCpuSecond());
    json.write(result);
  }

  /** "8", or "12 of 3, 20 of 4". */
  private static String filters(Planes planes) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int b : planes.bits()) counts.merge(b, 1, Integer::sum);
    if (counts.size() == 1) return planes.outputs() + " of " + counts.keySet().iterator().next();
    return counts.entrySet().stream().map(e -> e.getValue() + " of " + e.getKey()).collect(Collectors.joining(", "));
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
