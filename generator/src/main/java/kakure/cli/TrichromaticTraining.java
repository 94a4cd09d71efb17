// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Trichromatic;
import kakure.network.golden.Accuracy;
import kakure.network.onnx.OnnxWriter;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;

/**
 * {@code kakure train --mode trichromatic}: connectivity, sign and magnitude of every weight.
 *
 * @param file of the model, as the user named it
 * @param refusal of hardware
 */
record TrichromaticTraining(TrainConfig config, String file, Refusal refusal) {
  void run(DataOptions data, OutputFile output, JsonOption json) {
    var sets = TrainingSets.read(data, config, refusal);
    Images unseen = sets.unseen();
    var watch = new TrainingWatch();
    TrainedGraph trained = Trainer.graph(config, Samples.of(sets.images()), watch);
    Terminal.progress("the accuracy on " + unseen.count() + " unseen images");
    Network network = trained.quantise();
    int correct = Accuracy.correct(network, unseen, data.source());
    Terminal.clear();
    output.write(OnnxWriter.bytes(trained));
    print(trained, watch.last(), correct, unseen.count(), json);
  }

  private void print(TrainedGraph trained, TrainProgress.State last, int correct, int unseen, JsonOption json) {
    var table = new Table("layer", ">weights", ">not 0", ">below 0", ">of 2", ">bits", ">entropy");
    long weights = 0;
    long kept = 0;
    double entropy = 0;
    for (TrainedNode.Layer layer : trained.layers()) {
      var w = (Trichromatic) layer.weights();
      int n = w.connected().weights();
      int k = w.connected().count();
      table.row(layer.name(), n, TrainCommand.percent(k, n), TrainCommand.percent(w.negative().count(), k), TrainCommand.percent(w.large().count(), k), Trichromatic.PLANES * (long) n, Math.round(w.entropyBits()));
      weights += n;
      kept += k;
      entropy += w.entropyBits();
    }
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "%d weights of %d planes: %d bits, of which their values need %d, %.3f a weight%n", weights, Trichromatic.PLANES, Trichromatic.PLANES * weights, Math.round(entropy), entropy / weights);
    System.out.printf(Locale.ROOT, "%s: %d of %d unseen images right (%s), %.0f images/s in training%n", file, correct, unseen, TrainCommand.percent(correct, unseen), last.imagesPerSecond());
    var result = new LinkedHashMap<String, Object>();
    result.put("model", file);
    result.put("net", config.net().toString());
    result.put("kind", config.weights().text());
    result.put("seed", Integer.toUnsignedLong(config.seed()));
    result.put("weights", weights);
    result.put("kept", kept);
    result.put("storedBits", Trichromatic.PLANES * weights);
    result.put("entropyBits", Math.round(entropy));
    result.put("images", unseen);
    result.put("correct", correct);
    result.put("accuracy", correct / (double) unseen);
    result.put("imagesPerSecond", last.imagesPerSecond());
    result.put("imagesPerCpuSecond", last.imagesPerCpuSecond());
    json.write(result);
  }
}
