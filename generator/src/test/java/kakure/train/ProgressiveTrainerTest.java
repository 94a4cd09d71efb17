// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import kakure.network.Images;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Planes;
import kakure.network.TrainedLadder;
import kakure.network.golden.Accuracy;
import kakure.network.golden.LadderReport;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that serve every precision: learnt jointly, written, read back and computed in integers. */
class ProgressiveTrainerTest {
  private static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("c12,p,r12s2,f4")).withEpochs(4).withSeed(0xACE1).withThreads(1).withWeights(WeightKind.PROGRESSIVE).withLadder(new LadderConfig(4, 0));

  private static TrainedLadder train(TrainConfig config) {
    return Trainer.ladder(config, Shapes.make(200, 1), TrainProgress.NONE);
  }

  private static int bytes(TrainConfig config) {
    return Arrays.hashCode(OnnxWriter.bytes(train(config)));
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "8, 5"})
  void sameBytesOnAnyThreadsWithAndWithoutVectors(int bits, double target) {
    TrainConfig config = CONFIG.withEpochs(2).withLadder(new LadderConfig(bits, target));
    int bytes = bytes(config);
    assertThat(bytes(config.withThreads(3))).isEqualTo(bytes);
    assertThat(bytes(config.withScalar(true).withThreads(2))).isEqualTo(bytes);
    assertThat(bytes(config.withSeed(2))).isNotEqualTo(bytes);
  }

  /** Figures that this trainer printed on x86-64, JDK 17: elsewhere they must be the same. */
  @ParameterizedTest
  @CsvSource({"4, 0, 42177c06", "8, 5, b180e12e"})
  void sameNetworkEverywhere(int bits, double target, String fingerprint) {
    assertThat(Integer.toHexString(bytes(CONFIG.withEpochs(2).withLadder(new LadderConfig(bits, target))))).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "4, 0", "8, 4.5"})
  void whatIsWrittenIsReadBackAtEveryPrecision(int bits, double target) {
    TrainedLadder trained = train(CONFIG.withEpochs(2).withLadder(new LadderConfig(bits, target)));
    Network network = trained.quantise();
    assertThat(OnnxReader.read("model.onnx", network.name(), OnnxWriter.bytes(trained))).isEqualTo(network);
    assertThat(network.bits()).isEqualTo(bits);
    assertThat(network.precisions()).hasSize(bits);
    for (int n : network.precisions())
      for (int l = 0; l < network.nodes().size(); l++)
        if (network.nodes().get(l).op() instanceof Linear linear) assertThat(((Linear) network.at(n).nodes().get(l).op()).weights()).isEqualTo(((Planes) linear.weights()).stoppedAfter(n));
  }

  /** Every precision has learnt, and the integer network labels as the trainer's own forward pass does. */
  @Test
  void everyPrecisionLearns() {
    Samples unseen = Shapes.make(480, 7);
    Images images = new Images(unseen.shape(), unseen.pixels(), unseen.labels());
    int[] claimed = new int[1];
    TrainedLadder trained = Trainer.run(CONFIG.withEpochs(12), Shapes.make(400, 1), TrainProgress.NONE, t -> {
      TrainedLadder ladder = t.precisions();
      claimed[0] = t.correct(unseen);
      return ladder;
    });
    Network network = trained.quantise();
    for (int n = 1; n <= 4; n++) assertThat(Accuracy.correct(network.at(n), images, "shapes")).as(n + " bits").isGreaterThan(350);
    assertThat(claimed[0]).isEqualTo(Accuracy.correct(network, images, "shapes"));
    LadderReport report = LadderReport.of(network, images);
    assertThat(report.correct()).containsExactly(Accuracy.correct(network.at(1), images, "shapes"), Accuracy.correct(network.at(2), images, "shapes"), Accuracy.correct(network.at(3), images, "shapes"), claimed[0]);
    assertThat(Arrays.stream(report.decided()).sum()).isEqualTo(480);
    assertThat(report.meanBits()).isBetween(1.0, 3.9);
    assertThat(report.meanPlanes()).isGreaterThanOrEqualTo(report.meanBits());
    assertThat(report.correctAuto()).isBetween(claimed[0] - 15, claimed[0] + 15);
    LadderReport never = LadderReport.of(trained.withMargins(List.of(1e9, 1e9, 1e9)).quantise(), images);
    assertThat(never.decided()).containsExactly(0, 0, 0, 480);
    assertThat(never.correctAuto()).isEqualTo(claimed[0]);
    assertThat(never.meanBits()).isEqualTo(4);
    assertThat(never.meanPlanes()).isEqualTo(10);
    LadderReport second = LadderReport.of(trained.withMargins(List.of(1e9, 0.0, 0.0)).quantise(), images);
    assertThat(second.decided()[0]).isZero();
    assertThat(second.decided()[1]).isGreaterThan(470);
    assertThat(second.correctAuto()).isCloseTo(report.correct()[1], org.assertj.core.api.Assertions.within(10));
  }

  @Test
  void filtersHaveBitsWithinTheTarget() {
    Network network = train(CONFIG.withLadder(new LadderConfig(8, 4.5))).quantise();
    double macs = 0;
    double passes = 0;
    for (var node : network.nodes()) {
      if (!(node.op() instanceof Linear linear)) continue;
      Planes planes = (Planes) linear.weights();
      double each = (double) planes.inputs() * planes.taps() * network.result(node.name()).shape().pixels();
      for (int b : planes.bits()) {
        macs += each;
        passes += each * b;
      }
    }
    assertThat(passes / macs).isLessThanOrEqualTo(4.5).isGreaterThan(3.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 5, '2, 1'", "3, 4, '3, 2, 1'", "3, 5, '3, 2, 1'", "8, 0, '8, 2, 1'", "8, 1, '8, 3, 1'", "8, 9, '8, 7, 1'", "8, 11, '8, 3, 1'"})
  void aStepPassesTheFinestOneBetweenAndOneBit(int bits, long step, String precisions) {
    assertThat(Passes.precisions(bits, step)).containsExactly(Arrays.stream(precisions.split(", ")).mapToInt(Integer::parseInt).toArray());
  }

  @Test
  void configurationsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> new LadderConfig(0, 0)).hasMessage("bits 0: must be 1 to 8");
    assertThatThrownBy(() -> new LadderConfig(9, 0)).hasMessage("bits 9: must be 1 to 8");
    assertThatThrownBy(() -> new LadderConfig(8, 8)).hasMessageContaining("must be at least 1 and below 8");
    assertThatThrownBy(() -> CONFIG.withGates(GateConfig.of(.5))).hasMessageContaining("gates are not trained with progressive weights");
    assertThatThrownBy(() -> CONFIG.withRecipe(RecipeConfig.parse("none", true, "layer", 0))).hasMessageContaining("scale and shift are not learnt");
    assertThatThrownBy(() -> CONFIG.withEpochs(1).withLadder(new LadderConfig(8, 4))).hasMessageContaining("takes 2 epochs or more");
    assertThat(List.of(WeightKind.values())).contains(WeightKind.PROGRESSIVE);
  }
}
