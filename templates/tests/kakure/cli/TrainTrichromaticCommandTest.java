// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kakure.network.Linear;
import kakure.network.Trichromatic;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kakure train --mode trichromatic}, and such a model on the simulated engine. */
class TrainTrichromaticCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void images() {
    TwoNoises.write(folder);
  }

  private Cli train(String more) {
    return Cli.run(("train --data " + folder + (more.contains("--net ") ? "" : " --net c4,p,f2") + " -o " + folder.resolve("m.onnx") + " " + more).strip().split(" +"));
  }

  private Cli model(String command) {
    return Cli.run(command.replace("M", folder.resolve("m.onnx").toString()).replace("D", folder.toString()).split(" +"));
  }

  /** 36 weights and 128, half of them not 0; three planes, so the array goes three times over each of 2,432 multiply-accumulates. */
  @Test
  void aTrainedModelRunsAsThreePlanes() throws Exception {
    Cli cli = train("--mode trichromatic --density .5 --epochs 4 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("164 weights of 3 planes: 492 bits, of which their values need ", "of 50 unseen images right");
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"kind\" : \"trichromatic\"", "\"kept\" : 82,", "\"storedBits\" : 492", "\"entropyBits\" : ");
    var network = OnnxReader.read(folder.resolve("m.onnx"));
    for (var node : network.nodes()) if (node.op() instanceof Linear l) assertThat(l.weights()).isInstanceOf(Trichromatic.class);
    Cli run = model("run M --data D --count 4 --array 4x4x4");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("every layer equal to the golden model");
    Cli plan = model("plan M --array 4x4x4 --json D/p.json");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(Files.readString(folder.resolve("p.json"))).contains("\"planes\" : 3", "\"planeMacs\" : " + 3 * 36 * 64, "\"planeMacs\" : " + 3 * 128);
    Cli bits = model("plan M --bits 2");
    assertThat(bits.code()).isEqualTo(2);
    assertThat(bits.err()).contains("--bits 2: network m has no bit-serial weights");
    Cli cim = model("plan M --target cim");
    assertThat(cim.code()).isEqualTo(2);
    assertThat(cim.err()).startsWith("kakure: ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--mode trichromatic --weights binary     | --weights: is another kind of weights than --mode trichromatic trains",
      "--mode trichromatic --choice global      | --choice: is another kind of weights than --mode trichromatic trains",
      "--mode trichromatic --mask 1of4          | the connectivity of trichromatic weights is a free mask",
      "--mode trichromatic --mask free          | --mask: is of hidden weights, not of trichromatic ones, whose connectivity is free",
      "--mode trichromatic --bits 4             | --bits: is of progressive weights: give --mode progressive with it",
      "--mode trichromatic --bits-target 4      | --bits-target: is of progressive weights",
      "--mode trichromatic --noise .25          | noise is of computing memories",
      "--mode trichromatic --unit 4x4           | --unit: is of units that are off, of which trichromatic weights have none",
      "--mode trichromatic --net c4g4,p,f2      | gG is of masks of hidden weights, not of trichromatic ones",
      "--mode trichromatic --net c4,r8s2,f2 --gates inside | gates are of computing memories, which hold no trichromatic weights",
      "--mode trichromatic --reward zeros       | reward and fill are of ternary weights, not of trichromatic ones",
      "--mode trichromatic --density 0          | density 0.0: must be above 0",
      "--mode trichromatic --target cim         | has trichromatic weights, which two cells do not hold: they hold -1, 0 and 1 (PAIR)",
      "--mode progressive --bits 4 --target cim | has bit-serial weights, which two cells do not hold",
      "--mode trichromatic --target matrix      | on images of 1 x 8 x 8: ",
      "--mode three                             | --mode three: must be hidden, progressive or trichromatic"})
  void wrongOptionsAreRefused(String more, String message) {
    Cli cli = train(more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }
}
