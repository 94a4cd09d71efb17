// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kakure.BadInput;
import kakure.network.Mask;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.golden.GoldenNetwork;
import kakure.train.NoiseConfig.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  /** An even and a large kernel, a stride, pooling of a map of odd sides, output channels that fill no block. */
  static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("k2c5,p,k5c6s2,k1c9,f4")).withEpochs(2).withSeed(0xACE1).withDensity(.4).withThreads(1);

  /** Every bit of a network but its name. */
  static int fingerprint(TrainedNetwork n) {
    int h = n.seed();
    for (TrainedLayer l : n.layers()) {
      h = 31 * h + l.mask().hashCode();
      h = 31 * h + Float.floatToIntBits(l.magnitude()) + 7 * Float.floatToIntBits(l.inputScale()) + 49 * Float.floatToIntBits(l.outputScale());
      h = 31 * h + (l.normalisation() == null ? 0 : l.normalisation().hashCode());
    }
    return h;
  }

  private static TrainedNetwork train(TrainConfig config) {
    return Trainer.train(config, Shapes.make(200, 1), TrainProgress.NONE);
  }

  @Test
  void sameNetworkOnAnyThreadsWithAndWithoutVectors() {
    TrainedNetwork network = train(CONFIG);
    assertThat(train(CONFIG)).isEqualTo(network);
    assertThat(train(CONFIG.withThreads(2))).isEqualTo(network);
    assertThat(train(CONFIG.withThreads(5))).isEqualTo(network);
    assertThat(train(CONFIG.withScalar(true))).isEqualTo(network);
    assertThat(train(CONFIG.withScalar(true).withThreads(2))).isEqualTo(network);
    assertThat(train(CONFIG.withSeed(2))).isNotEqualTo(network);
    assertThat(train(CONFIG.withNoise(new NoiseConfig(0, 8, Step.GEOMETRIC)))).isEqualTo(network);
    TrainedNetwork noisy = train(CONFIG.withNoise(new NoiseConfig(1, 8, Step.GEOMETRIC)));
    assertThat(train(CONFIG.withNoise(new NoiseConfig(1, 8, Step.GEOMETRIC)).withThreads(3))).isEqualTo(noisy).isNotEqualTo(network);
    assertThat(Trainer.train(CONFIG, Shapes.make(200, 2), TrainProgress.NONE)).isNotEqualTo(network);
  }

  /** The figure was printed by this trainer on x86-64, JDK 17 and 25, vectors of 512, 256 and 128 bits and none: elsewhere it must be the same. */
  @Test
  void sameNetworkEverywhere() {
    assertThat(Integer.toHexString(fingerprint(train(CONFIG)))).isEqualTo("35085811");
  }

  @Test
  void runsWithoutTheIncubatorModule() throws Exception {
    Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "kakure.train.Shapes").redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(out.strip()).isEqualTo("scalar " + fingerprint(train(CONFIG)));
  }

  @ParameterizedTest
  @EnumSource(MaskKind.class)
  void learnsAndTheIntegersOfTheHardwareKeepIt(MaskKind kind) {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c12,p,c24,p,f4")).withEpochs(12).withMask(kind);
    TrainedNetwork network = Trainer.train(config, Shapes.make(1200, 1), TrainProgress.NONE);
    Samples test = Shapes.make(300, 9);
    GoldenNetwork golden = new GoldenNetwork(network.quantise());
    int right = 0;
    for (int i = 0; i < test.count(); i++) if (golden.label(Arrays.copyOfRange(test.pixels(), i * 144, (i + 1) * 144)) == test.labels()[i]) right++;
    assertThat(right / (double) test.count()).isGreaterThan(.95);
    Mask second = network.layers().get(1).mask();
    int expected = kind == MaskKind.FREE ? (int) Math.round(.3 * second.weights()) : 24 * 9 * ((12 + kind.group() - 1) / kind.group());
    assertThat(second.count()).isEqualTo(expected);
    assertThat(network.layers().get(0).mask().count()).isEqualTo(Math.round(.3 * 12 * 9));
  }

  @Test
  void tellsHowFarItIs() {
    List<TrainProgress.State> states = new ArrayList<>();
    Trainer.train(CONFIG.withLimit(195), Shapes.make(200, 1), states::add);
    assertThat(states).hasSize(4);
    assertThat(states.get(3).epoch()).isEqualTo(2);
    assertThat(states.get(3).images()).isEqualTo(192).isEqualTo(states.get(3).imagesOfEpoch());
    assertThat(states).allSatisfy(s -> {
      assertThat(s.accuracy()).isBetween(0., 1.);
      assertThat(s.loss()).isPositive();
      assertThat(s.imagesPerSecond()).isPositive();
      assertThat(s.imagesPerCpuSecond()).isPositive();
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c4,f4 | 95 | training takes a batch of 96 images or more, not 95",
        "c4,f2 | 200 | training image 0 has the label 2, but the network \"c4,f2\" has 2 classes (0 to 1)",
        "c4,p,c4,p,c4,p,c4,p,f4 | 200 | weighted layer 4: its input is 4 x 1 x 1, too small or too large for it",
        "c4096,f4 | 200 | weighted layer 2: 589824 inputs per output do not fit the hardware's accumulator of 24 bits, which takes 32896",
        "k1c4096,k1c4096,k1c4096,k1c4096,f4 | 200 | training needs more than 4 GiB"
      })
  void refuses(String net, int images, String message) {
    assertThatThrownBy(() -> Trainer.train(TrainConfig.of(NetSpec.parse(net)).withLimit(images), Shapes.make(200, 1), TrainProgress.NONE)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void saysHowMuchMemoryItNeeds() {
    NetSpec net = NetSpec.parse("c32,c32,p,c64,c64,p,f10");
    assertThat(Net.geometries(net, new Shape(1, 28, 28), 6, 200L << 20)).hasSize(5);
    assertThatThrownBy(() -> Net.geometries(net, new Shape(1, 28, 28), 6, 64L << 20))
        .isInstanceOf(BadInput.class)
        .hasMessageMatching("network \"c32,c32,p,c64,c64,p,f10\" on images of 1 x 28 x 28: training needs about 1\\d\\d MiB, but the Java machine may use 64; take fewer channels, or give it more: KAKURE_JAVA_OPTS=-Xmx\\d{3}m");
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> CONFIG.withDensity(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("density 0.0: must be above 0 and at most 1");
    assertThatThrownBy(() -> CONFIG.withDensity(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CONFIG.withEpochs(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("epochs 0");
    assertThatThrownBy(() -> CONFIG.withLimit(-1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limit -1");
    assertThatThrownBy(() -> CONFIG.withThreads(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("threads 0");
    assertThatThrownBy(() -> MaskKind.parse("1of3")).isInstanceOf(BadInput.class).hasMessage("mask \"1of3\": must be free, 1of2, 1of4 or 1of8");
    assertThatThrownBy(() -> new Samples(new Shape(1, 2, 2), new byte[7], new byte[2])).isInstanceOf(IllegalArgumentException.class);
  }
}
