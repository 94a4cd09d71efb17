// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import kakure.network.Dense;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.TrainedGraph;
import kakure.network.Units;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import kakure.train.NoiseConfig.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks with residual blocks, with and without gates, of every kind of weights: learnt, written, read back and computed in integers. */
class ResidualTrainerTest {
  /** A pooled stem, blocks of both kinds, with and without shortcut, a stride on an odd map. */
  private static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("c12,p,r12,r20s2,b20,f4")).withEpochs(2).withSeed(0xACE1).withDensity(.4).withThreads(1);

  private static TrainedGraph train(TrainConfig config) {
    return Trainer.graph(config, Shapes.make(200, 1), TrainProgress.NONE);
  }

  private static int bytes(TrainConfig config) {
    return Arrays.hashCode(OnnxWriter.bytes(train(config)));
  }

  @ParameterizedTest
  @CsvSource({"hidden, false", "hidden, true", "binary, true", "ternary, false"})
  void sameBytesOnAnyThreadsWithAndWithoutVectors(String weights, boolean gates) {
    TrainConfig config = CONFIG.withWeights(WeightKind.parse(weights)).withGates(gates ? GateConfig.of(.5) : GateConfig.NONE);
    int bytes = bytes(config);
    assertThat(bytes(config.withThreads(3))).isEqualTo(bytes);
    assertThat(bytes(config.withScalar(true).withThreads(2))).isEqualTo(bytes);
    assertThat(bytes(config.withSeed(2))).isNotEqualTo(bytes);
  }

  /** Figures that this trainer printed on x86-64, JDK 17: elsewhere they must be the same. */
  @ParameterizedTest
  @CsvSource({"hidden, 3489732c", "ternary, 80eeeb17"})
  void sameNetworkEverywhere(String weights, String fingerprint) {
    TrainConfig config = CONFIG.withWeights(WeightKind.parse(weights)).withGates(new GateConfig(true, .4, 4));
    if (weights.equals("ternary")) config = config.withReward(new RewardConfig(RewardConfig.Kind.GATING, 8, 8, .01, 1)).withFill(new FillConfig(FillConfig.Kind.LEV4, 1));
    assertThat(Integer.toHexString(bytes(config))).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @CsvSource({"hidden", "ternary"})
  void noiseIsOfTheSeedAndNoneChangesNoByte(String weights) {
    TrainConfig config = CONFIG.withWeights(WeightKind.parse(weights)).withGates(GateConfig.of(.5));
    TrainConfig noisy = config.withNoise(new NoiseConfig(.5, 36, Step.GEOMETRIC));
    int none = bytes(config), bytes = bytes(noisy);
    assertThat(bytes(config.withNoise(new NoiseConfig(0, 9, Step.GEOMETRIC)))).isEqualTo(none);
    assertThat(bytes).isNotEqualTo(none).isNotEqualTo(bytes(noisy.withSeed(2))).isNotEqualTo(bytes(noisy.withNoise(new NoiseConfig(.4, 36, Step.GEOMETRIC)))).isNotEqualTo(bytes(noisy.withNoise(new NoiseConfig(.5, 9, Step.GEOMETRIC))));
    assertThat(bytes(noisy.withThreads(3))).isEqualTo(bytes);
    assertThat(bytes(noisy.withScalar(true).withThreads(2))).isEqualTo(bytes);
  }

  /** What hardware is asked has the layers, gates and levels of what is trained. */
  @Test
  void theUntrainedNetworkIsOfTheSameNodes() {
    TrainConfig config = CONFIG.withEpochs(1).withWeights(WeightKind.TERNARY).withGates(GateConfig.of(.5)).withFill(new FillConfig(FillConfig.Kind.LEV4, 1));
    Network untrained = Trainer.untrained(config, Shapes.make(1, 1).shape());
    Network trained = train(config).quantise();
    assertThat(untrained.nodes().stream().map(n -> n.name() + n.inputs() + n.op().getClass()).toList()).isEqualTo(trained.nodes().stream().map(n -> n.name() + n.inputs() + n.op().getClass()).toList());
    assertThat(((Linear) untrained.node("conv0").op()).weights()).isInstanceOfSatisfying(Dense.class, d -> assertThat(d.bits()).isEqualTo(3));
  }

  /** Units that are off stay off, the others have no weight of 0 any more where they are segments; before, the reward for units empties more of them than that for zeros. */
  @Test
  void rewardEmptiesUnitsAndFillKeepsThemEmpty() {
    TrainConfig config = CONFIG.withEpochs(6).withWeights(WeightKind.TERNARY).withFill(new FillConfig(FillConfig.Kind.LEV4, 1));
    List<TrainedGraph> gating = Trainer.graphs(config.withReward(new RewardConfig(RewardConfig.Kind.GATING, 9, 4, .01, 1)), Shapes.make(200, 1), TrainProgress.NONE);
    List<TrainedGraph> zeros = Trainer.graphs(config.withReward(new RewardConfig(RewardConfig.Kind.ZEROS, 9, 4, .01, 1)), Shapes.make(200, 1), TrainProgress.NONE);
    assertThat(gating).hasSize(2);
    assertThat(off(gating.get(0))).isGreaterThan(off(zeros.get(0))).isLessThanOrEqualTo(off(gating.get(1)));
    for (int l = 0; l < gating.get(0).layers().size(); l++) {
      int[] before = Units.filled(gating.get(0).layers().get(l).weights(), 0, 9, 4);
      int[] after = Units.filled(gating.get(1).layers().get(l).weights(), 0, 9, 4);
      boolean segments = Units.areSegments(9, gating.get(1).layers().get(l).weights().taps());
      for (int u = 0; u < before.length; u++) assertThat(after[u]).isBetween(segments ? before[u] : 0, before[u] == 0 ? 0 : 36);
    }
  }

  /** The reward ends where so many units are off, and begins again where one of them comes back: the same share whatever its weight. */
  @Test
  void rewardEndsAtItsTarget() {
    TrainConfig config = CONFIG.withEpochs(24).withWeights(WeightKind.TERNARY);
    int all = off(train(config.withReward(new RewardConfig(RewardConfig.Kind.GATING, 9, 4, .02, 1))));
    int units = train(config).layers().stream().mapToInt(l -> new Units(l.weights().outputs(), l.weights().inputs() * l.weights().taps(), 9, 4).count()).sum();
    assertThat(all / (double) units).isGreaterThan(.5);
    for (double weight : new double[] {.005, .01})
      for (var kind : new RewardConfig.Kind[] {RewardConfig.Kind.GATING, RewardConfig.Kind.ZEROS})
        assertThat(off(train(config.withReward(new RewardConfig(kind, 9, 4, weight, .3)))) / (double) units).as(kind + " " + weight).isBetween(.28, .4);
  }

  private static int off(TrainedGraph graph) {
    return graph.layers().stream().mapToInt(l -> Units.off(l.weights(), 0, 9, 4)).sum();
  }

  @ParameterizedTest
  @CsvSource({"hidden, false, 0, .93", "hidden, true, 0, .9", "binary, false, 0, .93", "binary, true, 0, .9", "ternary, true, 0, .9", "binary, true, .25, .9"})
  void learnsAndTheIntegersOfTheFileAreWhatItClaims(String weights, boolean gates, double noise, double least) {
    TrainConfig config = CONFIG.withEpochs(12).withNoise(new NoiseConfig(noise, 64, Step.GEOMETRIC)).withWeights(WeightKind.parse(weights)).withGates(gates ? GateConfig.of(.5) : GateConfig.NONE);
    Samples unseen = Shapes.make(288, 9);
    int[] claimed = new int[1];
    TrainedGraph trained = Trainer.run(config, Shapes.make(1200, 1), TrainProgress.NONE, t -> {
      claimed[0] = t.correct(unseen);
      return t.trained();
    });
    Network network = OnnxReader.read("model.onnx", "network", OnnxWriter.bytes(trained));
    assertThat(network).isEqualTo(trained.quantise());
    GoldenNetwork golden = new GoldenNetwork(network);
    int right = 0;
    for (int i = 0; i < unseen.count(); i++) if (golden.label(Arrays.copyOfRange(unseen.pixels(), i * 144, (i + 1) * 144)) == unseen.labels()[i]) right++;
    assertThat(right).isEqualTo(claimed[0]);
    assertThat(right / (double) unseen.count()).isGreaterThan(least);
  }

  /** Taps of the first layer as channels: the same sums, other signs, and one of G over taps. */
  @ParameterizedTest
  @CsvSource({"'tc8,p,f4', 9", "'tk5c8s2g4,f4', 25", "'tc8,b8s2,f4', 9"})
  void tapsOfTheFirstLayerAreChannels(String net, int taps) {
    Samples unseen = Shapes.make(96, 9);
    int[] claimed = new int[1];
    TrainedGraph trained = Trainer.run(TrainConfig.of(NetSpec.parse(net)).withEpochs(4), Shapes.make(600, 1), TrainProgress.NONE, t -> {
      claimed[0] = t.correct(unseen);
      return t.trained();
    });
    Network network = OnnxReader.read("model.onnx", "network", OnnxWriter.bytes(trained));
    assertThat(network).isEqualTo(trained.quantise());
    folded(network, unseen, taps);
    assertThat(net.contains("g4")).isEqualTo(((Hidden) ((Linear) network.nodes().get(0).op()).weights()).mask().keepsOneOf(4));
    var golden = new GoldenNetwork(network);
    int right = 0;
    for (int i = 0; i < unseen.count(); i++) if (golden.label(network.image(Arrays.copyOfRange(unseen.pixels(), i * 144, (i + 1) * 144))) == unseen.labels()[i]) right++;
    assertThat(right).isEqualTo(claimed[0]);
  }

  @Test
  void tapsOfTheFirstBitSerialLayerAreChannels() {
    Samples unseen = Shapes.make(96, 9);
    var ladder = Trainer.ladder(TrainConfig.of(NetSpec.parse("tc4,p,f4")).withEpochs(1).withWeights(WeightKind.PROGRESSIVE), Shapes.make(200, 1), TrainProgress.NONE);
    Network network = OnnxReader.read("model.onnx", "network", OnnxWriter.bytes(ladder));
    assertThat(network).isEqualTo(ladder.quantise());
    folded(network, unseen, 9);
    folded(network.at(2), unseen, 9);
  }

  private static void folded(Network network, Samples pictures, int taps) {
    assertThat(network.picture()).isEqualTo(pictures.shape());
    assertThat(network.input().channels()).isEqualTo(taps);
    assertThat(((Linear) network.nodes().get(0).op()).weights().inputs()).isEqualTo(taps);
  }

  @Test
  void layersAreNamedAndNumberedInTheOrderOfTheFile() {
    TrainedGraph graph = train(CONFIG.withEpochs(1).withGates(GateConfig.of(.5)));
    assertThat(graph.nodes().stream().map(n -> n.name()).toList().subList(0, 9)).isEqualTo(List.of("conv0", "block1.average", "block1.squeeze", "block1.first", "block1.decide", "block1.gate", "block1.second", "block1.add", "block2.average"));
    assertThat(graph.quantise().readers("conv0.pool").stream().map(n -> n.name()).toList()).isEqualTo(List.of("block1.average", "block1.first", "block1.add"));
  }

  @Test
  void refuses() {
    assertThatThrownBy(() -> Trainer.train(CONFIG, Shapes.make(200, 1), TrainProgress.NONE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no chain of hidden layers");
    assertThatThrownBy(() -> TrainConfig.of(NetSpec.parse("c4,f4")).withGates(GateConfig.of(.5))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gates are inside residual blocks, of which the network \"c4,f4\" has none");
    assertThatThrownBy(() -> GateConfig.of(1.5)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gate target 1.5: must be 0 to 1");
    assertThatThrownBy(() -> new GateConfig(true, .5, 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gate segment 0: must be 1 to 4096");
  }
}
