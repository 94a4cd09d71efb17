// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;

import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Network;
import kakure.network.Shared;
import kakure.network.golden.Accuracy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real images, at a third of the published schedule (3 epochs of 20,000): prototype 88.2 to 88.5% free, 88.2% one of 4. The whole schedule is {@code make bench-train}. */
@Tag("slow")
class FashionTest {
  @ParameterizedTest
  @CsvSource({"FREE, 8800", "ONE_OF_4, 8750"})
  void theIntegerNetworkReachesThePrototype(MaskKind mask, int right) {
    var folder = Shared.path("data/fashion-mnist");
    TrainConfig config = TrainConfig.of(NetSpec.parse("c32,c32,p,c64,c64,p,f10")).withEpochs(3).withLimit(20_000).withMask(mask);
    Network network = Trainer.train(config, Samples.of(IdxFiles.read(folder, Part.TRAIN)), TrainProgress.NONE).quantise();
    assertThat(network.weights()).isEqualTo(96_160);
    assertThat(Accuracy.correct(network, IdxFiles.read(folder, Part.TEST), "Fashion-MNIST")).isGreaterThanOrEqualTo(right);
  }
}
