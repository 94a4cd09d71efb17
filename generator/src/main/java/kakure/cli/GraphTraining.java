// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.network.Dense;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Units;
import kakure.network.Weights;
import kakure.network.golden.Accuracy;
import kakure.network.golden.GateReport;
import kakure.network.onnx.OnnxWriter;
import kakure.train.FillConfig;
import kakure.train.NoiseConfig;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;

/**
 * {@code kakure train} of a network that is no chain of hidden layers: residual blocks, gates, stored weights.
 *
 * @param target of the file, as the user named it
 * @param refusal of hardware
 */
record GraphTraining(TrainConfig config, String target, Refusal refusal) {
  void run(DataOptions data, OutputFile file, JsonOption json) {
    var sets = TrainingSets.read(data, config, refusal);
    Images unseen = sets.unseen();
    var watch = new TrainingWatch();
    List<TrainedGraph> graphs = Trainer.graphs(config, Samples.of(sets.images()), watch);
    Terminal.progress("the accuracy on " + unseen.count() + " unseen images");
    TrainedGraph trained = graphs.get(graphs.size() - 1);
    Network network = trained.quantise();
    Accuracy.refuseOtherShape(network, unseen, data.source());
    Integer before = graphs.size() == 1 ? null : GateReport.of(graphs.get(0).quantise(), unseen).correct();
    GateReport report = GateReport.of(network, unseen);
    Terminal.clear();
    file.write(OnnxWriter.bytes(trained));
    print(trained, network, report, before, watch.last(), json);
  }

  private void print(TrainedGraph trained, Network network, GateReport report, Integer before, TrainProgress.State last, JsonOption json) {
    String unit = config.reward().rows() + "x" + config.reward().columns();
    var table = new Table("layer", ">weights", ">not 0", ">share", ">units of " + unit, ">off");
    int weights = 0;
    int kept = 0;
    int units = 0;
    int off = 0;
    for (TrainedNode.Layer layer : trained.layers()) {
      int[] filled = Units.filled(layer.weights(), network.seed(), config.reward().rows(), config.reward().columns());
      int n = layer.weights().outputs() * layer.weights().inputs() * layer.weights().taps();
      int k = 0;
      int empty = 0;
      for (int f : filled) {
        k += f;
        if (f == 0) empty++;
      }
      table.row(layer.name(), n, k, TrainCommand.percent(k, n), filled.length, empty);
      if (byte8(layer.weights())) continue;
      weights += n;
      kept += k;
      units += filled.length;
      off += empty;
    }
    System.out.print(table.text());
    var result = new LinkedHashMap<String, Object>();
    result.put("model", target);
    result.put("net", config.net().toString());
    result.put("kind", config.weights().text());
    result.put("seed", Integer.toUnsignedLong(config.seed()));
    result.putAll(noise(config.noise()));
    result.put("weights", weights);
    result.put("kept", kept);
    result.put("unitsOff", off / (double) units);
    System.out.printf(Locale.ROOT, "%d of %d units of %s off (%s)%n", off, units, unit, TrainCommand.percent(off, units));
    twos(trained).forEach(System.out::println);
    if (report.channels() > 0) gates(report, result);
    if (before != null) {
      System.out.printf(Locale.ROOT, "before the fill %d of %d unseen images right (%s)%n", before, report.images(), TrainCommand.percent(before, report.images()));
      result.put("accuracyBeforeFill", before / (double) report.images());
    }
    System.out.printf(Locale.ROOT, "%s: %d of %d unseen images right (%s), %.0f images/s in training%n", target, report.correct(), report.images(), TrainCommand.percent(report.correct(), report.images()), last.imagesPerSecond());
    result.put("images", report.images());
    result.put("correct", report.correct());
    result.put("accuracy", report.correct() / (double) report.images());
    result.put("imagesPerSecond", last.imagesPerSecond());
    result.put("imagesPerCpuSecond", last.imagesPerCpuSecond());
    json.write(result);
  }

  /** Layers that were not filled as asked for, as lev4 has no 0. */
  private List<String> twos(TrainedGraph trained) {
    if (config.fill().levels() != FillConfig.Kind.LEV4) return List.of();
    String unit = config.reward().rows() + "x" + config.reward().columns();
    var names = trained.layers().stream().filter(l -> !byte8(l.weights()) && !Units.areSegments(config.reward().rows(), l.weights().taps())).map(TrainedNode.Layer::name).toList();
    var lines = new ArrayList<String>();
    if (!names.isEmpty()) lines.add("filled with -2, -1, 0 and 1 instead, as no segments of a macro hold units of " + unit + " of them: " + String.join(", ", names));
    lines.add("for macros of segments of " + config.reward().rows() + " rows and groups of " + config.reward().columns() + " outputs: lev4 has no 0");
    return lines;
  }

  /** What is said of it; nothing where there is none. */
  static Map<String, Object> noise(NoiseConfig noise) {
    if (noise.ones() == 0) return Map.of();
    var said = new LinkedHashMap<String, Object>();
    said.put("noise", noise.ones());
    said.put("segmentRows", noise.rows());
    said.put("noiseFullScale", noise.step().name().toLowerCase(Locale.ROOT));
    return said;
  }

  private static boolean byte8(Weights weights) {
    return weights instanceof Dense d && d.bits() == 8;
  }

  private static void gates(GateReport report, Map<String, Object> result) {
    System.out.printf(Locale.ROOT, "%d gated channels: %.1f%% on, %d always off, %d always on, %d decided by the image (%s)%n",
        report.channels(), 100 * report.share(), report.never(), report.always(), report.decided(), TrainCommand.percent(report.decided(), report.channels()));
    result.put("gates", report.channels());
    result.put("gatesOn", report.share());
    result.put("gatesNever", report.never());
    result.put("gatesAlways", report.always());
    result.put("gatesDecided", report.decided() / (double) report.channels());
  }
}
