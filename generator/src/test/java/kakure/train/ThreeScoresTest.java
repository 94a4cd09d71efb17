// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import kakure.network.Images;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.TrainedGraph;
import kakure.network.Trichromatic;
import kakure.network.golden.Accuracy;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import org.junit.jupiter.api.Test;

/** Trichromatic weights: what is learnt of them, written, read back and computed in integers. */
class ThreeScoresTest {
  private static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("c12,p,r12s2,f4")).withEpochs(2).withSeed(0xACE1).withDensity(.4).withThreads(1).withWeights(WeightKind.TRICHROMATIC);

  private static ThreeScores weights() {
    return new ThreeScores(4, 16, 9, new Sequence(3, 1), .25);
  }

  private static int bytes(TrainConfig config) {
    return Arrays.hashCode(OnnxWriter.bytes(Trainer.graph(config, Shapes.make(200, 1), TrainProgress.NONE)));
  }

  @Test
  void aQuarterIsKeptHalfOfItNegativeAndHalfLarge() {
    ThreeScores w = weights();
    Trichromatic result = (Trichromatic) w.result(0);
    assertThat(result.connected().count()).isEqualTo(144).isEqualTo(w.count());
    assertThat(result.negative().count()).isBetween(50, 94);
    assertThat(result.large().count()).isBetween(50, 94);
    for (int i = 0; i < w.value.length; i++) assertThat(result.weight(i / 144, i / 9 % 16, i % 9)).isEqualTo(w.kept[i] ? (int) w.value[i] : 0);
    double square = 0;
    for (int i = 0; i < w.value.length; i++) if (w.kept[i]) square += w.value[i] * w.value[i] / 4;
    assertThat(w.magnitude() * w.magnitude() * square).as("variance of an output").isCloseTo(2, within(.3));
  }

  /** The gradient asks a kept weight of +2 for less: its sign turns and its size falls. Where a weight is 0 only its place is judged. */
  @Test
  void eachScoreFollowsItsOwnGradient() {
    ThreeScores w = weights();
    int kept = 0;
    while (!w.kept[kept] || w.value[kept] != 2) kept++;
    int out = 0;
    while (w.kept[out] || w.value[out] != -1) out++;
    Arrays.fill(w.gradient, 0f);
    w.gradient[kept] = 2; // scores begin within 1/12; a step of .1 moves that of the size by .2, of the sign by .4
    w.gradient[out] = 4;
    w.learn(.1f);
    assertThat(w.value[kept]).isEqualTo(-1);
    assertThat(w.value[out]).as("of a weight that is 0 neither sign nor size moves").isEqualTo(-1);
    assertThat(w.kept[out]).as("with -1 the loss falls: it comes in").isTrue();
    int count = 0;
    for (boolean k : w.kept) if (k) count++;
    assertThat(count).isEqualTo(144);
  }

  @Test
  void sameBytesOnAnyThreadsWithAndWithoutVectors() {
    int bytes = bytes(CONFIG);
    assertThat(bytes(CONFIG.withThreads(3))).isEqualTo(bytes);
    assertThat(bytes(CONFIG.withScalar(true).withThreads(2))).isEqualTo(bytes);
    assertThat(bytes(CONFIG.withSeed(2))).isNotEqualTo(bytes);
  }

  @Test
  void itLearnsAndTheIntegersLabelAsTheTrainerDoes() {
    Samples unseen = Shapes.make(480, 7);
    Images images = new Images(unseen.shape(), unseen.pixels(), unseen.labels());
    int[] claimed = new int[1];
    TrainedGraph trained = Trainer.run(CONFIG.withEpochs(12), Shapes.make(400, 1), TrainProgress.NONE, t -> {
      claimed[0] = t.correct(unseen);
      return t.trained();
    });
    Network network = trained.quantise();
    assertThat(OnnxReader.read("model.onnx", network.name(), OnnxWriter.bytes(trained))).isEqualTo(network);
    assertThat(Accuracy.correct(network, images, "shapes")).isEqualTo(claimed[0]).isGreaterThan(380);
    for (var node : network.nodes()) if (node.op() instanceof Linear l) assertThat(l.weights()).isInstanceOf(Trichromatic.class);
  }

  @Test
  void configurationsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> CONFIG.withGates(GateConfig.of(.5))).hasMessage("gates are of computing memories, which hold no trichromatic weights");
    assertThatThrownBy(() -> CONFIG.withNoise(new NoiseConfig(.5, 36, NoiseConfig.Step.GEOMETRIC))).hasMessage("noise is of computing memories, which hold no trichromatic weights");
    assertThatThrownBy(() -> CONFIG.withMask(MaskKind.ONE_OF_4)).hasMessage("the connectivity of trichromatic weights is a free mask");
    assertThatThrownBy(() -> CONFIG.withReward(new RewardConfig(RewardConfig.Kind.ZEROS, 8, 8, .01, 1))).hasMessageContaining("not of trichromatic ones");
    assertThatThrownBy(() -> WeightKind.parse("trichromatic")).hasMessageContaining("must be hidden, binary or ternary");
  }
}
