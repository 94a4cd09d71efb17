// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import kakure.BadInput;
import kakure.console.Countdown;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Seed;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.golden.Accuracy;
import kakure.network.onnx.OnnxWriter;
import kakure.train.FillConfig;
import kakure.train.GateConfig;
import kakure.train.MaskKind;
import kakure.train.NetSpec;
import kakure.train.NoiseConfig;
import kakure.train.RecipeConfig;
import kakure.train.RewardConfig;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;
import kakure.train.WeightKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kakure train}: finds the mask of a hidden network and writes it as ONNX, or with {@code --multiplier} trains the weights of a dense one. */
@Command(
    name = "train",
    header = "Find the mask of a hidden network and write it as ONNX.",
    description = "With residual blocks, --gates, --weights or --mode: a network that is more than a chain of hidden layers, written likewise.%nWith --multiplier: train the weights of a dense network of the same shape, all products being that multiplier's, and tell how well it did; it is not written.",
    footerHeading = "%nLayers of --net:%n",
    footer = {
      "  cN    3x3 convolution to N channels, stride 1, padding 1; cNsS: stride S; kKcN: a K x K kernel",
      "  tcN   the same first of all, its taps channels of what the host sends: fills more of an array",
      "  p     2x2 max-pooling behind a convolution",
      "  rN    residual block: 1x1 and 3x3 convolution to N channels; bN: two of 3x3; rNsS, bNsS: stride S",
      "  fN    fully connected to N classes, last",
      "  gG    behind any of them: its masks keep one of G weights, 2, 4 or 8, or with 1 a free share",
      "",
      "Multipliers of --multiplier:",
      "  exact[:FORMAT]   rounded to FORMAT: fp32 (unless given), bf16, or e8mY of 1 to 23 fraction bits",
      "  lam[:FORMAT[:COMPENSATION[:KEPT[:one]]]]   log-approximate; none (unless given), constant, zeromean",
      "                   or minbias; KEPT bits of the fraction, the others cut; a one behind them",
    })
final class TrainCommand implements Runnable {
  @Mixin
  private DataOptions data;

  @Option(names = "--net", required = true, paramLabel = "LAYERS", description = "For example c32,c32,p,c64,c64,p,f10.")
  private String net;

  @Option(names = "--density", paramLabel = "SHARE", description = "Share of the weights that a free mask keeps (${DEFAULT-VALUE}).")
  private double density = 0.3;

  @Option(names = "--mask", paramLabel = "KIND", description = "free, 1of2, 1of4 or 1of8 (${DEFAULT-VALUE}).")
  private String mask = "free";

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images (${DEFAULT-VALUE}).")
  private int epochs = 5;

  @Option(names = "--seed", paramLabel = "SEED", converter = Seed.class, description = "32 bits that all weights follow from (${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(names = "--limit", paramLabel = "N", description = "Train on the first N images only; 0 for all (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--weights", paramLabel = "KIND", description = "hidden, or stored: binary, ternary (${DEFAULT-VALUE}).")
  private String weights = "hidden";

  @Mixin
  private ModeOptions mode;

  @Option(names = "--gates", paramLabel = "PLACE", description = "inside: channels inside each block on or off by image.")
  private String gates;

  @Option(names = "--target", paramLabel = "NAME", description = "Refuse at once what that hardware does not compute (" + TargetOptions.USUAL + "; of residual blocks, stored weights: what none computes).")
  private String target;

  @Option(names = "--gate-target", paramLabel = "SHARE", description = "Share of gated channels on that is not punished (.5).")
  private Double gateTarget;

  @Option(names = "--gate-segment", paramLabel = "G", description = "Count G channels as one, on if one of them is (1).")
  private Integer gateSegment;

  @Option(names = "--reward", paramLabel = "KIND", description = "Of ternary weights: zeros, or gating: whole units.")
  private String reward;

  @Option(names = "--unit", paramLabel = "LxW", description = "Unit that is off as one: weights x outputs, as the macro's segments and groups are (${DEFAULT-VALUE}).")
  private String unit = "9x8";

  @Option(names = "--reward-weight", paramLabel = "X", description = "Of --reward (.0001 unless given).")
  private Double rewardWeight;

  @Option(names = "--reward-target", paramLabel = "SHARE", description = "Of --reward: share of units off beyond which nothing is rewarded (1).")
  private Double rewardTarget;

  @Option(names = "--fill", paramLabel = "MODE", description = "Then train what is on again: pair, twos or lev4.")
  private String fill;

  @Option(names = "--fill-epochs", paramLabel = "N", description = "Of --fill (as --epochs unless given).")
  private Integer fillEpochs;

  @Option(names = "--noise", paramLabel = "ONES", description = "Train with noise of each analog conversion of a macro, root mean square (0).")
  private double noise;

  @Option(names = "--segment-rows", paramLabel = "L", description = "Of --noise: rows that are converted together, 1 to 1024 (64 unless given).")
  private Integer segmentRows;

  @Option(names = "--noise-full-scale", paramLabel = "FS", description = "Of --noise: geometric, the rows, or auto, steps of one (${DEFAULT-VALUE}).")
  private String noiseScale = "geometric";

  @Option(names = "--augment", paramLabel = "KINDS", description = "none, or of shift, flip, cut with commas between: images are moved by up to an eighth of their side, mirrored, lose a square of a quarter of it (${DEFAULT-VALUE}).")
  private String augment = "none";

  @Option(names = "--smooth", paramLabel = "P", description = "Probability wanted of all classes alike in place of the label, from 0 to below 1 (${DEFAULT-VALUE}).")
  private double smooth = 0;

  @Option(names = "--learnt-scale", description = "Learn scale and shift of the normalisation, which the hardware has already.")
  private boolean learnt;

  @Option(names = "--choice", paramLabel = "WHO", description = "Who chooses the weights that a free mask keeps: layer, each its share, or global, all layers together (${DEFAULT-VALUE}).")
  private String choice = "layer";

  @Option(names = "--multiplier", paramLabel = "KIND", description = "Train a dense network: exact or lam, see below.")
  private String multiplier;

  @Option(names = "--gradient", paramLabel = "KIND", description = "Of lam: plain, as if its products were exact (unless given), or own, its own derivative.")
  private String gradient;

  @Option(names = "--rate", paramLabel = "RATE", description = "Of a dense network: rate of the first step (.05 unless given).")
  private Double rate;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The model to write.")
  private Path output;

  @Mixin
  private JsonOption json;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    json.check();
    if (multiplier != null) {
      refuse("--multiplier trains a dense network, which has no mask and is not written", "--density", "--mask", "--output", "--weights", "--mode", "--bits", "--bits-target", "--gates", "--gate-target", "--gate-segment", "--reward", "--unit", "--reward-weight", "--reward-target", "--fill", "--fill-epochs", "--noise", "--segment-rows", "--noise-full-scale", "--augment", "--smooth", "--learnt-scale", "--choice");
      new DenseTraining(net, multiplier, gradient, rate, epochs, seed, limit).run(data, json);
      return;
    }
    refuse("is of a dense network: give --multiplier with it", "--gradient", "--rate");
    if (output == null) throw new BadInput("-o FILE is missing: the model to write");
    var file = new OutputFile("-o", output);
    var config = config();
    if (!config.chain()) {
      if (config.weights() == WeightKind.TRICHROMATIC) refuse("is of hidden weights, not of trichromatic ones, whose connectivity is free", "--mask");
      else if (config.weights() != WeightKind.HIDDEN) refuse("is of hidden weights, not of stored ones", "--density", "--mask");
      if (config.weights() == WeightKind.TRICHROMATIC) new TrichromaticTraining(config, output.toString(), new Refusal(target)).run(data, file, json);
      else if (config.weights() == WeightKind.PROGRESSIVE) new ProgressiveTraining(config, output.toString(), new Refusal(target)).run(data, file, json);
      else new GraphTraining(config, output.toString(), new Refusal(target)).run(data, file, json);
      return;
    }
    refuse("is of a residual network or of stored weights", "--unit");
    var sets = TrainingSets.read(data, config, new Refusal(target));
    Images unseen = sets.unseen();
    var watch = new TrainingWatch();
    TrainedNetwork trained = Trainer.train(config, Samples.of(sets.images()), watch);
    Terminal.progress("the accuracy on " + unseen.count() + " unseen images");
    int correct = Accuracy.correct(trained.quantise(), unseen, data.source());
    Terminal.clear();
    file.write(OnnxWriter.bytes(trained));
    print(trained, watch.last(), correct, unseen.count());
  }

  /** What was given and has no effect would mislead. */
  private void refuse(String why, String... options) {
    for (String option : options) if (spec.commandLine().getParseResult().hasMatchedOption(option)) throw new BadInput(option + ": " + why);
  }

  /** The trainer judges what it is given; that the network cannot be tried on the other half would be told after hours. */
  static void refuseOthers(DataOptions data, NetSpec net, Images images, Images unseen) {
    if (!images.shape().equals(unseen.shape())) throw new BadInput(data.source() + ": training images of " + images.shape() + ", but test images of " + unseen.shape() + " (channels x rows x columns); --resize and --channels make them alike");
    Accuracy.refuseLabels(net.layers().get(net.layers().size() - 1).outputs(), unseen, 0, unseen.count(), data.source() + ", test image", "network \"" + net + "\"");
  }

  private TrainConfig config() {
    if (mode.chosen()) {
      refuse("is another kind of weights than --mode " + mode.mode() + " trains", "--weights", "--choice");
      refuse("is of units that are off, of which " + mode.mode() + " weights have none", "--unit");
    }
    if (gates == null) refuse("is of gates: give --gates inside with it", "--gate-target", "--gate-segment");
    if (gates != null && !gates.equals("inside")) throw new BadInput("--gates " + gates + ": must be inside; gates behind a block's last convolution would save nothing of it");
    if (reward == null) refuse("is of a reward: give --reward with it", "--reward-weight", "--reward-target");
    if (!spec.commandLine().getParseResult().hasMatchedOption("--noise")) refuse("is of a macro's noise: give --noise with it", "--segment-rows", "--noise-full-scale");
    if (fill == null) refuse("is of a second training: give --fill with it", "--fill-epochs");
    try {
      var config = TrainConfig.of(NetSpec.parse(net)).withName(name()).withDensity(density).withMask(MaskKind.parse(mask)).withEpochs(epochs).withSeed(seed).withLimit(limit).withWeights(WeightKind.parse(weights)).withNoise(NoiseConfig.parse(noise, segmentRows == null ? NoiseConfig.NONE.rows() : segmentRows, noiseScale)).withRecipe(RecipeConfig.parse(augment, learnt, choice, smooth));
      config = mode.into(config);
      if (gates != null) config = config.withGates(new GateConfig(true, gateTarget == null ? .5 : gateTarget, gateSegment == null ? 1 : gateSegment));
      if (reward != null) config = config.withReward(RewardConfig.parse(reward, unit, rewardWeight == null ? 1e-4 : rewardWeight, rewardTarget == null ? 1 : rewardTarget));
      else config = config.withReward(RewardConfig.none(unit));
      return fill == null ? config : config.withFill(FillConfig.parse(fill, fillEpochs == null ? epochs : fillEpochs));
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private void print(TrainedNetwork network, TrainProgress.State last, int correct, int unseen) {
    var table = new Table("layer", ">weights", ">kept", ">density");
    for (TrainedLayer layer : network.layers()) {
      int kept = layer.mask().count();
      table.row(layer.name(), layer.mask().weights(), kept, percent(kept, layer.mask().weights()));
    }
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "%s: %d of %d unseen images right (%s), %.0f images/s in training%n",
        output, correct, unseen, percent(correct, unseen), last.imagesPerSecond());
    var result = new LinkedHashMap<String, Object>();
    result.put("model", output.toString());
    result.put("net", net);
    result.put("mask", mask);
    result.put("seed", Integer.toUnsignedLong(seed));
    result.putAll(GraphTraining.noise(config().noise()));
    result.put("weights", network.layers().stream().mapToLong(layer -> layer.mask().weights()).sum());
    result.put("kept", network.layers().stream().mapToLong(layer -> layer.mask().count()).sum());
    result.put("images", unseen);
    result.put("correct", correct);
    result.put("accuracy", correct / (double) unseen);
    result.put("imagesPerSecond", last.imagesPerSecond());
    result.put("imagesPerCpuSecond", last.imagesPerCpuSecond());
    json.write(result);
  }

  private String name() {
    String file = String.valueOf(output.getFileName());
    return file.endsWith(".onnx") ? file.substring(0, file.length() - 5) : file;
  }

  static String line(TrainProgress.State s, Countdown countdown) {
    long done = (s.epoch() - 1L) * s.imagesOfEpoch() + s.images();
    return String.format(Locale.ROOT, "epoch %d of %d%s, %d of %d images, loss %.3f, %.1f%% right, %.0f images/s",
        s.epoch(), s.epochs(), countdown.left(done, (long) s.epochs() * s.imagesOfEpoch()), s.images(), s.imagesOfEpoch(), s.loss(), 100 * s.accuracy(), s.imagesPerSecond());
  }

  static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }
}
