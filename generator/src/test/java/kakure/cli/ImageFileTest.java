// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import kakure.BadInput;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures by their samples; what is no picture of the network's size and channels is refused. */
class ImageFileTest {
  @TempDir
  private Path folder;

  private Path png(int type) throws Exception {
    var image = new BufferedImage(5, 3, type);
    var raster = image.getRaster();
    for (int y = 0; y < 3; y++) for (int x = 0; x < 5; x++) for (int b = 0; b < raster.getNumBands(); b++) raster.setSample(x, y, b, type == BufferedImage.TYPE_BYTE_BINARY ? (x + y) % 2 : b == 3 ? 255 : 50 * b + 16 * y + x);
    Path file = folder.resolve("p.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void greySamplesStayWhatTheyAre() throws Exception {
    assertThat(ImageFile.read(png(BufferedImage.TYPE_BYTE_GRAY), new Shape(1, 3, 5))).containsExactly(0, 1, 2, 3, 4, 16, 17, 18, 19, 20, 32, 33, 34, 35, 36);
    assertThat(ImageFile.read(png(BufferedImage.TYPE_BYTE_BINARY), new Shape(1, 3, 5))).startsWith(0, -1, 0, -1, 0, -1);
  }

  @Test
  void coloursAreChannelsOneAfterTheOther() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR}) {
      byte[] values = ImageFile.read(png(type), new Shape(3, 3, 5));
      assertThat(values).hasSize(45).startsWith(0, 1, 2, 3, 4, 16);
      assertThat(Arrays.copyOfRange(values, 15, 18)).containsExactly(50, 51, 52);
      assertThat(Arrays.copyOfRange(values, 30, 33)).containsExactly(100, 101, 102);
    }
  }

  @Test
  void whatTheNetworkDoesNotReadIsRefused() throws Exception {
    refused(png(BufferedImage.TYPE_BYTE_GRAY), new Shape(3, 3, 5), "grey, but the network reads 3 x 3 x 5");
    refused(png(BufferedImage.TYPE_3BYTE_BGR), new Shape(1, 3, 5), "in colours, but the network reads 1 x 3 x 5");
    refused(png(BufferedImage.TYPE_BYTE_GRAY), new Shape(1, 5, 3), "3 x 5 pixels (height x width), but the network reads 1 x 5 x 3");
    refused(png(BufferedImage.TYPE_USHORT_GRAY), new Shape(1, 3, 5), "16 bits a sample");
    var clear = new BufferedImage(5, 3, BufferedImage.TYPE_4BYTE_ABGR);
    ImageIO.write(clear, "png", folder.resolve("clear.png").toFile());
    refused(folder.resolve("clear.png"), new Shape(3, 3, 5), "transparent");
    refused(Files.writeString(folder.resolve("t.png"), "no picture"), new Shape(1, 3, 5), "no picture of a known form");
    byte[] whole = Files.readAllBytes(png(BufferedImage.TYPE_BYTE_GRAY));
    for (int n : new int[] {8, 20, 33, 45, 50}) refused(Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, n)), new Shape(1, 3, 5), "cut.png");
  }

  @Test
  void aPictureThatClaimsToBeHugeIsNotUnpacked() throws Exception {
    var chunk = new ByteArrayOutputStream();
    var data = new DataOutputStream(chunk);
    data.write("IHDR".getBytes(StandardCharsets.US_ASCII));
    data.writeInt(100_000);
    data.writeInt(100_000);
    data.write(new byte[] {8, 0, 0, 0, 0});
    var crc = new CRC32();
    crc.update(chunk.toByteArray());
    var file = new ByteArrayOutputStream();
    var out = new DataOutputStream(file);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    out.writeInt(0);
    out.write("IDAT".getBytes(StandardCharsets.US_ASCII));
    refused(Files.write(folder.resolve("huge.png"), file.toByteArray()), new Shape(1, 28, 28), "100000 x 100000 pixels");
  }

  private static void refused(Path file, Shape shape, String message) {
    assertThatThrownBy(() -> ImageFile.read(file, shape)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }
}
