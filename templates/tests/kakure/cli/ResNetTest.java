// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.network.AveragePool;
import kakure.network.MaxPool;
import kakure.network.Window;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Residual networks as torch.onnx writes them: read, planned, and run on the RTL bit for bit; what the memories do not hold is refused in words. */
@Tag("slow")
class ResNetTest {
  @TempDir
  private Path folder;

  private Path model(String... arguments) throws Exception {
    var torch = PyTorch.require();
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "model.onnx", "--picture", "noise.png"));
    var written = torch.resnet(folder, all.toArray(String[]::new));
    assertThat(written.status()).as(written.text()).isZero();
    return folder.resolve("model.onnx");
  }

  @Test
  void resNet18OfSmallImagesRunsBitExact() throws Exception {
    var model = model("--depth", "18", "--size", "32", "--small", "--classes", "10");
    var ran = Cli.run("run", model.toString(), "--image", folder.resolve("noise.png").toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("1 images, every layer equal to the golden model", "/blocks/blocks.7/ways.1/ways.1.0/Conv");
  }

  @Test
  void stemAndAverageAreRead() throws Exception {
    var network = OnnxReader.read(model("--depth", "50", "--size", "64", "--classes", "10"));
    assertThat(network.nodes().stream().filter(n -> n.op() instanceof MaxPool p && p.window().equals(Window.square(3, 2, 1)))).hasSize(1);
    assertThat(network.nodes().stream().filter(n -> n.op() instanceof AveragePool)).hasSize(1);
    var refused = Cli.run("plan", folder.resolve("model.onnx").toString(), "--set", "rows=700");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("at once", "an activation memory holds 700: --set rows=");
    var plain = Cli.run("plan", folder.resolve("model.onnx").toString(), "--set", "residual=false");
    assertThat(plain.code()).isEqualTo(2);
    assertThat(plain.err()).contains("--set residual=true");
  }
}
