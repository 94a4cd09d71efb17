// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written files are read back; every fault names file and byte. */
class IdxFilesTest {
  @TempDir Path directory;
  private final Images data = Images.grey(2, 3, new byte[] {0, 1, 2, 3, 4, -1, 6, 7, 8, 9, 10, 11}, new byte[] {7, -56});

  @Test
  void readsWhatWasWritten() throws IOException {
    IdxFiles.write(directory, Part.TRAIN, data, false);
    IdxFiles.write(directory.resolve("packed"), Part.TEST, data, true);
    assertThat(IdxFiles.read(directory, Part.TRAIN)).isEqualTo(data);
    assertThat(IdxFiles.read(directory.resolve("packed"), Part.TEST)).isEqualTo(data);
    assertThat(data.label(1)).isEqualTo(200);
    assertThat(data.image(1)).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(data.first(1).count()).isEqualTo(1);
    assertThat(Files.readAllBytes(directory.resolve("train-labels-idx1-ubyte"))).containsExactly(0, 0, 8, 1, 0, 0, 0, 2, 7, -56);
    try (var files = Files.list(directory.resolve("packed"))) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted().toList()).containsExactly("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    }
  }

  @Test
  void readsNamesWithADot() throws IOException {
    IdxFiles.write(directory, Part.TEST, data, false);
    Files.move(directory.resolve("t10k-images-idx3-ubyte"), directory.resolve("t10k-images.idx3-ubyte"));
    assertThat(IdxFiles.read(directory, Part.TEST)).isEqualTo(data);
  }

  @Test
  void coloursHaveFourDimensionsChannelsFirstOrLast() throws IOException {
    byte[] pixels = new byte[2 * 3 * 2 * 5];
    for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (4 * i);
    Images colour = new Images(new Shape(3, 2, 5), pixels, new byte[] {1, 0});
    IdxFiles.write(directory, Part.TEST, colour, false);
    Path file = directory.resolve("t10k-images-idx4-ubyte");
    assertThat(Arrays.copyOf(Files.readAllBytes(file), 20)).containsExactly(0, 0, 8, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 5);
    assertThat(IdxFiles.read(directory, Part.TEST)).isEqualTo(colour);
    byte[] last = new byte[pixels.length];
    for (int i = 0; i < 2; i++) for (int c = 0; c < 3; c++) for (int p = 0; p < 10; p++) last[(i * 10 + p) * 3 + c] = pixels[(i * 3 + c) * 10 + p];
    Files.write(file, ByteBuffer.allocate(20 + last.length).putInt(0x804).putInt(2).putInt(2).putInt(5).putInt(3).put(last).array());
    assertThat(IdxFiles.read(directory, Part.TEST)).isEqualTo(colour);
    Files.move(file, directory.resolve("t10k-images-idx3-ubyte"));
    assertThat(IdxFiles.read(directory, Part.TEST)).as("the content counts, not the name").isEqualTo(colour);
  }

  @Test
  void gzipIsToldByContent() throws IOException {
    IdxFiles.write(directory, Part.TEST, data, true);
    for (String kind : new String[] {"images-idx3", "labels-idx1"}) Files.move(directory.resolve("t10k-" + kind + "-ubyte.gz"), directory.resolve("t10k-" + kind + "-ubyte"));
    assertThat(IdxFiles.read(directory, Part.TEST)).isEqualTo(data);
    IdxFiles.write(directory, Part.TRAIN, data, false);
    for (String kind : new String[] {"images-idx3", "labels-idx1"}) Files.move(directory.resolve("train-" + kind + "-ubyte"), directory.resolve("train-" + kind + "-ubyte.gz"));
    assertThat(IdxFiles.read(directory, Part.TRAIN)).isEqualTo(data);
  }

  @Test
  void oneSetIsReadAndNotHalvesOfTwo() throws IOException {
    IdxFiles.write(directory, Part.TEST, data, false);
    for (String kind : new String[] {"images-idx3", "labels-idx1"}) Files.move(directory.resolve("t10k-" + kind + "-ubyte"), directory.resolve("emnist-letters-test-" + kind + "-ubyte"));
    assertThat(IdxFiles.read(directory, Part.TEST)).isEqualTo(data);
    IdxFiles.write(directory, Part.TEST, data, false);
    assertThatThrownBy(() -> IdxFiles.read(directory, Part.TEST)).isInstanceOf(BadInput.class).hasMessageContaining("emnist-letters-test-images-idx3-ubyte and t10k-images-idx3-ubyte; give a folder with the files of one set");
  }

  @Test
  void namesWhatItLookedFor() {
    refused(directory + ": holds no training images: neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz");
    assertThatThrownBy(() -> IdxFiles.read(directory.resolve("absent"), Part.TRAIN)).isInstanceOf(BadInput.class).hasMessageStartingWith(directory.resolve("absent") + ": there is no such folder");
  }

  @Test
  void namesFileAndByteOfAFault() throws IOException {
    IdxFiles.write(directory, Part.TRAIN, data, false);
    Path images = directory.resolve("train-images-idx3-ubyte");
    byte[] good = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(good, 27));
    refused(images + ", byte 27: ends here, but its header asks for 28 bytes");
    Files.write(images, Arrays.copyOf(good, 29));
    refused(images + ", byte 28: goes on behind the 28 bytes");
    Files.write(images, Arrays.copyOf(good, 9));
    refused(images + ", byte 9: ends within its header of 16 bytes");
    Files.write(images, new byte[0]);
    refused(images + ", byte 0: ends within its header");
    Files.write(images, Files.readAllBytes(directory.resolve("train-labels-idx1-ubyte")));
    refused(images + ", byte 0: magic 0x00000801; an IDX file of u8 images starts with 0x00000803");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, 3).array());
    refused(images + ", byte 28: ends here");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, 0).array());
    refused(images + ", byte 4: a count of 0");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(12, 4097).array());
    refused(images + ", byte 12: a width of 4097; 1 to 4096 are read");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, -1).putInt(8, 4096).putInt(12, 4096).array());
    refused("at most 1073741824 are read");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, 1).array());
    refused(images + ", byte 22: goes on");
    Files.write(images, Arrays.copyOf(ByteBuffer.wrap(good.clone()).putInt(4, 1).array(), 22));
    refused(directory.resolve("train-labels-idx1-ubyte") + ", byte 4: 2 labels, but train-images-idx3-ubyte holds 1 images");
  }

  @Test
  void namesFaultsOfPackedFiles() throws IOException {
    byte[] pixels = new byte[60000];
    new SplittableRandom(1).nextBytes(pixels);
    IdxFiles.write(directory, Part.TRAIN, Images.grey(100, 100, pixels, new byte[6]), true);
    Path images = directory.resolve("train-images-idx3-ubyte.gz");
    byte[] good = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(good, good.length / 2));
    refused("the gzip data are cut off");
    Files.write(images, Arrays.copyOf(good, 5));
    refused("the gzip data are cut off");
    Files.write(images, new byte[100]);
    refused("byte 0: magic 0x00000000");
    byte[] bad = good.clone();
    bad[good.length - 6] ^= 1;
    Files.write(images, bad);
    refused("not gzip data, or damaged");
    SplittableRandom rng = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = good.clone();
      damaged[i < 30 ? i : rng.nextInt(good.length)] ^= (byte) (1 << rng.nextInt(8));
      Files.write(images, damaged);
      try {
        IdxFiles.read(directory, Part.TRAIN);
      } catch (BadInput e) {
        assertThat(e.getMessage()).startsWith(images.toString());
      }
    }
  }

  private void refused(String message) {
    assertThatThrownBy(() -> IdxFiles.read(directory, Part.TRAIN)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void imagesFitTheirLabels() {
    assertThatIllegalArgumentException().isThrownBy(() -> Images.grey(2, 2, new byte[9], new byte[2])).withMessage("9 pixels are not 2 images of 1 x 2 x 2");
  }
}
