// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.ExternalTool;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code kakure train} of residual blocks, gates and stored weights: what it writes, says and refuses. */
class TrainGraphCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void images() {
    TwoNoises.write(folder);
  }

  private Cli train(String more) {
    String net = more.contains("--net ") ? "" : " --net c4,p,f2";
    String line = "train --data " + folder + net + " -o " + folder.resolve("m.onnx") + " " + more;
    return Cli.run(line.strip().split(" +"));
  }

  @Test
  void aResidualNetworkWithGatesIsWritten() throws Exception {
    Cli cli = train("--net c4,r8s2,f2 --gates inside --gate-target .5 --density .4 --epochs 4 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("block1.decide", "8 gated channels: ", "always off", "decided by the image", "of 50 unseen images right");
    assertThat(OnnxReader.read(folder.resolve("m.onnx")).node("block1.gate").inputs()).containsExactly("block1.first", "block1.decide");
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"gates\" : 8", "\"gatesOn\" : ", "\"kind\" : \"hidden\"");
  }

  /** A gated block runs on macros whole, whichever layer of it is named, what comes before and behind it on the element array. */
  @Test
  @Tag("slow")
  void aGatedBlockLiesOnMacrosAndTheRestOnTheArray() throws Exception {
    new ExternalTool("verilator").require();
    assertThat(train("--net c4,r8s2,f2 --gates inside --gate-target .5 --density .4 --epochs 1").code()).isZero();
    Cli cli = Cli.run("run", folder.resolve("m.onnx").toString(), "--data", folder.toString(), "--count", "3", "--array", "4x4x4", "--also", "cim=block1.second", "--json", folder.resolve("run.json").toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("with them on cim are ", "block1.first, block1.decide, block1.shortcut: no one map of bytes parts them", "every layer equal to the golden model");
    var json = JsonMapper.shared().readTree(Files.readString(folder.resolve("run.json")));
    assertThat(json.get("parts").valueStream().map(part -> part.get("target").asString())).containsExactly("engine", "cim", "engine");
    assertThat(json.get("mismatches").asInt()).isZero();
  }

  @Test
  void ternaryWeightsAreRewardedAndFilled() throws Exception {
    Cli cli = train("--net c4,r8s2,f2 --weights ternary --reward gating --unit 4x4 --reward-weight .05 --epochs 2 --fill lev4 --fill-epochs 1 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("units of 4x4 off", "before the fill ");
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"accuracyBeforeFill\" : ", "\"unitsOff\" : ");
    assertThat(OnnxReader.read(folder.resolve("m.onnx")).node("block1.second")).isNotNull();
  }

  @Test
  void theRewardOfTheCommandEndsAtItsTarget() throws Exception {
    assertThat(unitsOff("")).isGreaterThan(unitsOff("--reward-target .01"));
  }

  private double unitsOff(String more) throws Exception {
    Path json = folder.resolve("t.json");
    Cli cli = train("--net c4,r8s2,f2 --weights ternary --reward gating --unit 4x4 --reward-weight .05 --epochs 3 " + more + " --json " + json);
    assertThat(cli.code()).as(cli.err()).isZero();
    return JsonMapper.shared().readTree(Files.readString(json)).get("unitsOff").asDouble();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--net c4,r8,f2 --gates outside                          | --gates outside: must be inside",
      "--net c4,r8,f2 --gate-target .5                         | --gate-target: is of gates: give --gates inside with it",
      "--net c4,r8,f2 --gates inside --gate-target 2           | gate target 2.0: must be 0 to 1",
      "--net c4,r8,f2 --gates inside --gate-segment 0          | gate segment 0: must be 1 to 4096",
      "--gates inside                                          | gates are inside residual blocks, of which the network \"c4,p,f2\" has none",
      "--net r8,f2                                             | a residual block adds activations to what it reads, not the image",
      "--net c4,r8,p,f2                                        | pooling behind a block is not computed",
      "--weights float                                         | weights \"float\": must be hidden, binary or ternary",
      "--weights binary --density .5                           | --density: is of hidden weights, not of stored ones",
      "--weights binary --reward gating                        | reward and fill are of ternary weights, not of binary ones",
      "--weights ternary --reward half                         | reward \"half\": must be zeros or gating",
      "--weights ternary --reward gating --unit 8              | unit \"8\": give rows x columns, such as 9x8",
      "--weights ternary --reward gating --unit 0x8            | unit 0x8: rows and columns must be 1 to 4096 each",
      "--weights ternary --reward gating --reward-weight -1    | reward weight -1.0: must be 0 to 1",
      "--weights ternary --reward gating --reward-target 0     | reward target 0.0: must be above 0, and 1 or less",
      "--weights ternary --reward gating --reward-target NaN   | reward target NaN: must be above 0, and 1 or less",
      "--weights ternary --reward-target .1                    | --reward-target: is of a reward",
      "--weights ternary --reward-weight .1                    | --reward-weight: is of a reward",
      "--weights ternary --fill full                           | fill \"full\": must be pair, twos or lev4",
      "--weights ternary --fill-epochs 2                       | --fill-epochs: is of a second training",
      "--net c4,r8s2,f2 --noise -.1                            | noise -0.1: must be 0 to 45 ones",
      "--net c4,r8s2,f2 --noise NaN                            | noise NaN: must be 0 to 45 ones",
      "--noise 46                                              | noise 46.0: must be 0 to 45 ones",
      "--noise .25 --segment-rows 0                            | segment rows 0: must be 1 to 1024",
      "--noise .25 --segment-rows 1025                         | segment rows 1025: must be 1 to 1024",
      "--noise .25 --noise-full-scale half                     | noise full scale \"half\": must be geometric or auto",
      "--noise-full-scale auto                                 | --noise-full-scale: is of a macro's noise: give --noise with it",
      "--segment-rows 64                                       | --segment-rows: is of a macro's noise: give --noise with it",
      "--unit 8x8                                              | --unit: is of a residual network or of stored weights",
      "--net c4,r8,f2 --multiplier exact                       | --output: --multiplier trains"})
  void wrongOptionsOfGatesAndUnitsAreRefused(String more, String message) {
    Cli cli = train(more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void noiseOfZeroIsNoNoiseAndOtherNoiseIsSaid() throws Exception {
    var files = new ArrayList<byte[]>();
    for (String noise : List.of("", "--noise 0", "--noise 0 --segment-rows 9", "--noise .5", "--noise .5 --segment-rows 64", "--noise .5 --segment-rows 9", "--noise .5 --noise-full-scale auto")) {
      Cli cli = train("--net c4,r8s2,f2 --weights binary --gates inside --epochs 2 --json " + folder.resolve("t.json") + " " + noise);
      assertThat(cli.code()).as(cli.err()).isZero();
      files.add(Files.readAllBytes(folder.resolve("m.onnx")));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0)).isEqualTo(files.get(2));
    assertThat(files.get(4)).isEqualTo(files.get(3)).isNotEqualTo(files.get(0)).isNotEqualTo(files.get(5)).isNotEqualTo(files.get(6));
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"noise\" : 0.5", "\"segmentRows\" : 64", "\"noiseFullScale\" : \"auto\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--net c1025s4,r8s2,f2                        | no hardware computes it; --target cim: the input buffer cannot hold the network's vectors: channels = 1025 is outside 1 .. 1024; --target engine: ",
      "--net c1025s4,r8s2,f2 --target cim           | the input buffer cannot hold the network's vectors: channels = 1025 is outside 1 .. 1024",
      "--net c4,r8s2,f2 --gates inside --target engine | block1.squeeze: stored weights, but the engine computes hidden weights, coats of them, trichromatic and bit-serial ones",
      "--weights ternary --target engine            | conv0: stored weights, but the engine computes hidden weights",
      "--net c4,r8s2,f2 --target matrix             | the matrix engine trains networks of stored weights"})
  void whatHardwareDoesNotComputeIsRefusedBeforeItIsTrained(String more, String message) {
    Cli cli = train(more + " --epochs 10000");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: network \"").contains(" on images of 1 x 8 x 8: " + message).hasLineCount(1);
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void aMultiplierTrainsChainsOnly() {
    Cli cli = Cli.run("train", "--data", folder.toString(), "--net", "c4,r8,f2", "--multiplier", "exact");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("residual blocks have hidden, binary or ternary weights");
  }
}
