// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kakure.BadInput;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Shared;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseTrainerTest {
  /** An even and a large kernel, a stride, pooling of a map of odd sides, output channels that fill no block. */
  private static final NetSpec NET = NetSpec.parse("k2c5,p,k5c6s2,k1c9,f4");

  private static DenseConfig config(String multiplier) {
    return DenseConfig.of(NET, Multiplier.parse(multiplier)).withEpochs(2).withSeed(0xACE1).withThreads(1);
  }

  private static DenseResult train(DenseConfig config) {
    return DenseTrainer.train(config, Shapes.make(200, 1), Shapes.make(100, 2), TrainProgress.NONE);
  }

  /** Every bit of a network, and how it went. */
  static int fingerprint(DenseResult r) {
    int h = r.epochs().hashCode();
    for (DenseResult.Layer l : r.layers()) {
      for (float w : l.weights()) h = 31 * h + Float.floatToRawIntBits(w);
      for (float b : l.biases()) h = 31 * h + Float.floatToRawIntBits(b);
    }
    return h;
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "exact:bf16", "lam", "lam:bf16:minbias:6:one"})
  void sameNetworkOnAnyThreadsWithAndWithoutVectors(String multiplier) {
    var kinds = new ArrayList<>(List.of(GradientKind.PLAIN));
    if (multiplier.startsWith("lam")) kinds.add(GradientKind.OWN);
    for (GradientKind kind : kinds) {
      DenseConfig config = config(multiplier).withGradient(kind);
      int network = fingerprint(train(config));
      assertThat(fingerprint(train(config.withThreads(2)))).isEqualTo(network);
      assertThat(fingerprint(train(config.withThreads(5)))).isEqualTo(network);
      assertThat(fingerprint(train(config.withScalar(true).withThreads(2)))).isEqualTo(network);
      assertThat(fingerprint(train(config.withSeed(2)))).isNotEqualTo(network);
    }
  }

  @Test
  void multipliersAndGradientsDiffer() {
    var seen = new ArrayList<Integer>();
    for (String multiplier : List.of("exact", "exact:bf16", "lam", "lam:bf16", "lam:fp32:constant", "lam:fp32:minbias", "lam:fp32:none:8", "lam:fp32:none:8:one")) seen.add(fingerprint(train(config(multiplier))));
    seen.add(fingerprint(train(config("lam").withGradient(GradientKind.OWN))));
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void runsWithoutTheIncubatorModule() throws Exception {
    Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "kakure.train.DenseTrainerTest").redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(out.strip()).isEqualTo("scalar " + fingerprint(train(config("lam"))) + " " + fingerprint(train(config("exact"))));
  }

  /** The fingerprints of two trained networks, on standard output: run in a JVM of its own. */
  public static void main(String[] args) {
    System.out.println(Trainer.kernels() + " " + fingerprint(train(config("lam"))) + " " + fingerprint(train(config("exact"))));
  }

  @ParameterizedTest
  @CsvSource({"exact, PLAIN", "lam, PLAIN", "lam, OWN", "lam:bf16:minbias, PLAIN", "lam:bf16:minbias, OWN", "lam:e8m4:none:3:one, PLAIN"})
  void learns(String multiplier, GradientKind kind) {
    DenseConfig config = DenseConfig.of(NetSpec.parse("c8,p,c16,p,f4"), Multiplier.parse(multiplier)).withGradient(kind).withEpochs(6);
    DenseResult result = DenseTrainer.train(config, Shapes.make(960, 1), Shapes.make(300, 9), TrainProgress.NONE);
    assertThat(result.epochs()).hasSize(6);
    assertThat(result.epochs().get(5).correct()).isGreaterThan(285);
    assertThat(result.epochs().get(5).loss()).isLessThan(result.epochs().get(0).loss());
    assertThat(result.layers()).extracting(DenseResult.Layer::name).containsExactly("conv0", "conv1", "fc2");
    assertThat(result.imagesPerSecond()).isPositive();
    assertThat(result.imagesPerCpuSecond()).isPositive();
  }

  @Test
  void tellsHowFarItIs() {
    List<TrainProgress.State> states = new ArrayList<>();
    DenseTrainer.train(config("lam").withLimit(195), Shapes.make(200, 1), Shapes.make(10, 2), states::add);
    assertThat(states).hasSize(4);
    assertThat(states.get(3).epoch()).isEqualTo(2);
    assertThat(states.get(3).images()).isEqualTo(192).isEqualTo(states.get(3).imagesOfEpoch());
  }

  @Test
  void refuses() {
    assertThatThrownBy(() -> train(config("lam").withLimit(95))).isInstanceOf(BadInput.class).hasMessage("training takes a batch of 96 images or more, not 95");
    var two = DenseConfig.of(NetSpec.parse("c4,f2"), Multiplier.EXACT);
    assertThatThrownBy(() -> train(two)).isInstanceOf(BadInput.class).hasMessageContaining("has the label 2, but the network \"c4,f2\" has 2 classes (0 to 1)");
    assertThatThrownBy(() -> config("exact").withGradient(GradientKind.OWN)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gradient own");
    assertThatThrownBy(() -> config("lam").withRate(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rate 0.0");
    assertThatThrownBy(() -> config("lam").withEpochs(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("epochs 0");
    assertThatThrownBy(() -> config("lam").withThreads(65)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("threads 65");
  }

  /** A training that runs away ends with a message, however its numbers leave the fast loops. */
  @ParameterizedTest
  @ValueSource(strings = {"exact", "lam"})
  void aLossThatIsNoNumberIsTold(String multiplier) {
    DenseConfig config = DenseConfig.of(NetSpec.parse("c8,c8,c8,f4"), Multiplier.parse(multiplier)).withRate(1e6).withEpochs(20);
    byte[] wrong = new byte[200];
    for (int i = 0; i < 200; i++) wrong[i] = (byte) (i & 3);
    var samples = new Samples(Shapes.make(200, 1).shape(), Shapes.make(200, 1).pixels(), wrong);
    assertThatThrownBy(() -> DenseTrainer.train(config, samples, Shapes.make(10, 2), TrainProgress.NONE)).isInstanceOf(BadInput.class).hasMessageContaining("give a smaller --rate than 1000000.0");
  }

  /** Real images: the same steps with log-approximate products lose no half a point of 5,000 images. The whole figure is {@code make bench-lam-train}. */
  @Test
  @Tag("slow")
  void fashionIsLearntAsWellAsExactly() {
    var folder = Shared.path("data/fashion-mnist");
    var samples = Samples.of(IdxFiles.read(folder, Part.TRAIN));
    var unseen = Samples.of(IdxFiles.read(folder, Part.TEST).first(5000));
    DenseConfig exact = DenseConfig.of(NetSpec.parse("c8,p,c16,p,f10"), Multiplier.EXACT).withEpochs(3).withLimit(20_000);
    DenseConfig lam = new DenseConfig(exact.net(), Multiplier.parse("lam"), exact.gradient(), exact.rate(), exact.epochs(), exact.seed(), exact.limit(), exact.threads(), exact.scalar());
    int expected = DenseTrainer.train(exact, samples, unseen, TrainProgress.NONE).epochs().get(2).correct();
    assertThat(expected).isGreaterThan(4200);
    assertThat(DenseTrainer.train(lam, samples, unseen, TrainProgress.NONE).epochs().get(2).correct()).isGreaterThan(expected - 50);
  }
}
