// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain C computes what the golden model does of a shipped network, and says its time. */
class BenchPlainCommandTest {
  private static final String MODEL = Path.of("..", "examples", "digits", "digits.onnx").toString();

  @TempDir
  private Path folder;

  private String picture(int side) throws Exception {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    var rng = new SplittableRandom(3);
    for (int y = 0; y < side; y++) for (int x = 0; x < side; x++) image.getRaster().setSample(x, y, 0, rng.nextInt(256));
    Path file = folder.resolve("p.png");
    ImageIO.write(image, "png", file.toFile());
    return file.toString();
  }

  @Test
  void aShippedNetworkIsEqualAndTimed() throws Exception {
    new ExternalTool("g++").require();
    Cli cli = Cli.run("bench-plain", MODEL, "--image", picture(28), "--name", "digits.plain_c_s");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).matches("figure digits\\.plain_c_s \\d+\\.\\d{3} s\n");
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() throws Exception {
    Cli cli = Cli.run("bench-plain", MODEL, "--image", picture(27));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("p.png");
  }
}
