// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import kakure.console.Countdown;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.data.Part;
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
    Images images = data.read(Part.TRAIN);
    refusal.ask(config, images.shape());
    Images unseen = data.read(Part.TEST);
    TrainCommand.refuseOthers(data, config.net(), images, unseen);
    var last = new TrainProgress.State[1];
    var countdown = new Countdown();
    TrainedGraph trained = Trainer.graph(config, Samples.of(images), state -> {
      last[0] = state;
      Terminal.progress(TrainCommand.line(state, countdown));
    });
    Terminal.progress("the accuracy on " + unseen.count() + " unseen images");
    Network network = trained.quantise();
    int correct = Accuracy.correct(network, unseen, data.source());
    Terminal.clear();
    output.write(OnnxWriter.bytes(trained));
    print(trained, last[0], correct, unseen.count(), json);
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
