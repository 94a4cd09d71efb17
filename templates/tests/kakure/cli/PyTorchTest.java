// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kakure.ExternalTool;
import kakure.golden.SignGenerator;
import kakure.network.Hidden;
import kakure.data.Part;
import kakure.network.Images;
import kakure.data.IdxFiles;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.data.Strokes;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example for PyTorch: it has this project's signs; what it exports is read, runs on the RTL bit for bit, and knows what PyTorch knows; what no hardware computes it refuses by name. */
@Tag("slow")
class PyTorchTest {
  private static final int IMAGES = 1000;

  @TempDir
  private Path folder;

  private PyTorch torch;

  @BeforeEach
  void pytorch() throws Exception {
    torch = PyTorch.require();
  }

  @Test
  void signsAreJavas() throws Exception {
    SplittableRandom rng = new SplittableRandom(41);
    List<String> positions = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      int seed = n < 2 ? -n : rng.nextInt();
      int layer = rng.nextInt(64);
      int outputs = 1 + rng.nextInt(100);
      int channels = 1 + rng.nextInt(100);
      int taps = 1 + rng.nextInt(50);
      SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), channels);
      for (int i = 0; i < 100; i++) {
        int o = rng.nextInt(outputs);
        int c = rng.nextInt(channels);
        int t = rng.nextInt(taps);
        positions.add(Integer.toUnsignedString(seed) + " " + layer + " " + outputs + " " + channels + " " + taps + " " + o + " " + c + " " + t);
        expected.add(String.valueOf(signs.sign(o, c, t)));
      }
    }
    assertThat(expected).hasSize(10_000).contains("1", "-1");
    assertThat(torch.witness(folder, "the_signs", Files.write(folder.resolve("positions"), positions)).lines()).isEqualTo(expected);
  }

  @Test
  void gradientsPassStraightThroughMaskAndRounding() throws Exception {
    assertThat(torch.witness(folder, "gradients")).isEqualTo("gradients as told\n");
  }

  @ParameterizedTest
  @CsvSource({"free, 1, 1", "1of4, 4, 4294967295"})
  void aTrainedNetworkRunsAndKnowsWhatPyTorchKnows(String mask, int group, String seed) throws Exception {
    Strokes.write(folder, 11, 3000, IMAGES);
    String net = "c16s2,c32,p,f10";
    ExternalTool.Result trained = torch.train(folder, "--data", ".", "--net", net, "--mask", mask, "--seed", seed, "--epochs", "3", "-o", "m.onnx", "--checkpoint", "m.pt");
    assertThat(trained.status()).as(trained.text()).isZero();
    assertThat(trained.text()).contains(net + " on 3000 images of 1 x 28 x 28, " + mask + " mask, seed " + seed, "epoch 3/3  loss", "0:00 left");
    torch.witness(folder, "trained", ".", net, group, seed, "m.pt", "said");

    Network network = OnnxReader.read(folder.resolve("m.onnx"));
    assertThat(kept(network)).containsExactly(Map.entry("conv0", 43), Map.entry("conv1", group == 1 ? 1382 : 1152), Map.entry("fc2", group == 1 ? 4704 : 3920));
    Images images = IdxFiles.read(folder, Part.TEST);
    PyTorchWitness witness = new PyTorchWitness(network, images.pixels(), folder.resolve("said"), pairs("conv0_act", "conv0", "conv1_act", "conv1"));
    assertThat(witness.count()).isEqualTo(IMAGES);
    witness.agree();
    long right = IntStream.range(0, IMAGES).filter(i -> witness.label(i) == images.label(i)).count();
    var printed = Pattern.compile("m\\.onnx: (\\d+) of 1000 test images right").matcher(trained.text());
    assertThat(printed.find()).as(trained.text()).isTrue();
    assertThat(Long.parseLong(printed.group(1))).as("what train.py counts, but for equal logits, of which PyTorch takes any").isCloseTo(right, within(5L)).isGreaterThan(800);
    onTheRtl("m.onnx", group);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aModuleOfOnesOwnIsExportedAsItComputes(int channels) throws Exception {
    torch.witness(folder, "own", channels, "said");
    Path model = folder.resolve("said/own.onnx");
    Network network = OnnxReader.read(model);
    assertThat(kept(network)).containsEntry("features", 500 * channels).containsEntry("conv", 33 * 3 * 10).containsEntry("full", 20 * 9 * 5).containsEntry("logits", 10 * 10);
    byte[] images = Files.readAllBytes(folder.resolve("said/images.u8"));
    PyTorchWitness witness = new PyTorchWitness(network, images, folder.resolve("said"), pairs("act0", "features", "act1", "conv", "act2", "full"));
    assertThat(witness.count()).isEqualTo(IMAGES);
    witness.agree();
    if (channels > 1) return;
    IdxFiles.write(folder, Part.TEST, Images.grey(14, 14, images, labels(witness)), false);
    onTheRtl("said/own.onnx", 1);
  }

  private static byte[] labels(PyTorchWitness witness) {
    byte[] labels = new byte[witness.count()];
    for (int i = 0; i < labels.length; i++) labels[i] = (byte) witness.label(i);
    return labels;
  }

  private static Map<String, String> pairs(String... names) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i += 2) pairs.put(names[i], names[i + 1]);
    return pairs;
  }

  /** Kept weights by weighted node, in order. */
  private static Map<String, Integer> kept(Network network) {
    Map<String, Integer> kept = new LinkedHashMap<>();
    network.nodes().forEach(node -> {
      if (node.op() instanceof Linear linear && linear.weights() instanceof Hidden hidden) kept.put(node.name(), hidden.mask().count());
    });
    return kept;
  }

  @Test
  void whatNoHardwareComputesIsRefusedByName() throws Exception {
    String others = ": the hardware does not compute it; it does HiddenConv2d, HiddenLinear, BatchNorm, Activation8, ReLU, MaxPool2d(2), Flatten and Dropout";
    assertThat(torch.witness(folder, "refusals", folder).lines()).satisfiesExactly(
        line -> assertThat(line).isEqualTo("4 (AvgPool2d)" + others),
        line -> assertThat(line).isEqualTo("5 (Linear)" + others),
        line -> assertThat(line).isEqualTo("5 (HiddenLinear): pixels=1, but it reads a flattened map of 6 x 6: give it pixels=36 and train again"),
        line -> assertThat(line).isEqualTo("5 (HiddenLinear): is layer=2, but runs as number 1; signs go by the order in which layers run, from 0: give it layer=1 and train again"),
        line -> assertThat(line).isEqualTo("5 (HiddenLinear): seed 3, but the layers before it have 1; a network has one"),
        line -> assertThat(line).startsWith("1 (HiddenConv2d): does not run on images of 1 x 8 x 8: "),
        line -> assertThat(line).isEqualTo("1 (BatchNorm2d): keeps no running statistics, which are what the hardware normalises by"),
        line -> assertThat(line).isEqualTo("the model has no HiddenConv2d and no HiddenLinear"),
        line -> assertThat(line).isEqualTo("add (add)" + others),
        line -> assertThat(line).isEqualTo("maximum (maximum): the hardware computes a chain from the image to the logits; this reads 2 maps"),
        line -> assertThat(line).startsWith("offset: a tensor of the model's own; "),
        line -> assertThat(line).isEqualTo("dropout (dropout): drops in eval(), too; give it training=self.training, or use nn.Dropout"),
        line -> assertThat(line).startsWith("forward() is not a plain chain of layers: "),
        line -> assertThat(line).isEqualTo("forward() must return one tensor, the logits"),
        line -> assertThat(line).isEqualTo("transpose (transpose)" + others),
        line -> assertThat(line).isEqualTo("view (view): makes [16, 36] of [2, 8, 6, 6]; a map is flattened to a vector per image, nothing else"),
        line -> assertThat(line).isEqualTo("padding same: must be 0 or more, or a pair of such"),
        line -> assertThat(line).isEqualTo("group 3: must be 1 (free mask), 2, 4 or 8 (one of so many input channels)"),
        line -> assertThat(line).startsWith("density 0: must be above 0 and at most 1"),
        line -> assertThat(line).isEqualTo("10 features are not whole channels of 3 pixels"),
        line -> assertThat(line).startsWith("layer 0, seed 4294967296: "),
        line -> assertThat(line).contains("leave Normalize() out"));
    assertThat(folder).isEmptyDirectory();
  }

  private void onTheRtl(String model, int group) {
    new ExternalTool("verilator").require();
    Cli ran = Cli.run("run", folder.resolve(model).toString(), "--data", folder.toString(), "--count", "20", "--array", group == 1 ? "4x4x8" : "16x4x8", "--group", String.valueOf(group));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("of 20 images right", "every layer equal to the golden model");
  }
}
