// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in a folder per class, in folders and zips: samples as the files have them, classes in order, nothing that harms. */
class ClassFoldersTest {
  @TempDir Path folder;

  /** A picture whose sample c of pixel (y, x) is 40 c + 10 y + x. */
  private static byte[] picture(int type, int height, int width, String format) throws IOException {
    var image = new BufferedImage(width, height, type);
    for (int c = 0; c < image.getRaster().getNumBands(); c++)
      for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) image.getRaster().setSample(x, y, c, c == 3 ? 255 : 40 * c + 10 * y + x);
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] grey(int height, int width) throws IOException {
    return picture(BufferedImage.TYPE_BYTE_GRAY, height, width, "png");
  }

  private void put(String file, byte[] bytes) throws IOException {
    Path at = folder.resolve(file);
    Files.createDirectories(at.getParent());
    Files.write(at, bytes);
  }

  private Images read(Wish wish, Part part) {
    try (var set = DataSet.open(folder, wish)) {
      return set.read(part);
    }
  }

  private void refused(Wish wish, String... words) {
    assertThatThrownBy(() -> read(wish, Part.TEST)).isInstanceOf(BadInput.class).hasMessageContainingAll(words);
  }

  @Test
  void labelsNumberTheClassesOfBothParts() throws IOException {
    put("Train/cat/1.png", grey(2, 3));
    put("Train/dog/1.PNG", grey(2, 3));
    put("Train/ant/deeper/1.png", grey(2, 3));
    put("test/dog/7.png", grey(2, 3));
    put("test/cow/8.png", grey(2, 3));
    put("test/cow/notes.txt", new byte[1]);
    put("test/.hidden/x.png", new byte[1]);
    try (var set = DataSet.open(folder, Wish.NONE)) {
      assertThat(set.classes()).containsExactly("ant", "cat", "cow", "dog");
      assertThat(set.read(Part.TRAIN).labels()).containsExactly(0, 1, 3);
      Images test = set.read(Part.TEST);
      assertThat(test.labels()).containsExactly(2, 3);
      assertThat(test.shape()).isEqualTo(new Shape(1, 2, 3));
      assertThat(test.image(0)).as("grey values as the file has them").containsExactly(0, 1, 2, 10, 11, 12);
      assertThat(set.notes()).containsExactly(folder + ": 1 file that is no PNG or JPEG left out");
    }
  }

  @Test
  void foldersOfClassesAloneAreTestImages() throws IOException {
    put("a/1.png", grey(2, 2));
    put("b/1.png", grey(2, 2));
    assertThat(read(Wish.NONE, Part.TEST).labels()).containsExactly(0, 1);
    assertThatThrownBy(() -> read(Wish.NONE, Part.TRAIN)).isInstanceOf(BadInput.class).hasMessageContaining("holds no training images");
    put("loose.png", grey(2, 2));
    refused(Wish.NONE, "loose.png: lies in no folder of a class");
  }

  @Test
  void samplesAreThoseOfTheFile() throws IOException {
    put("a/1.png", picture(BufferedImage.TYPE_3BYTE_BGR, 1, 2, "png"));
    assertThat(read(Wish.NONE, Part.TEST)).isEqualTo(new Images(new Shape(3, 1, 2), new byte[] {0, 1, 40, 41, 80, 81}, new byte[1]));
    var two = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, new byte[] {9, -1}, new byte[] {8, -2}, new byte[] {7, -3}));
    two.getRaster().setSample(1, 0, 0, 1);
    var out = new ByteArrayOutputStream();
    ImageIO.write(two, "png", out);
    put("a/1.png", out.toByteArray());
    assertThat(read(Wish.NONE, Part.TEST).pixels()).as("a palette").containsExactly(9, -1, 8, -2, 7, -3);
    put("a/1.png", picture(BufferedImage.TYPE_BYTE_BINARY, 1, 2, "png"));
    assertThat(read(Wish.NONE, Part.TEST)).as("black and white of one bit").isEqualTo(new Images(new Shape(1, 1, 2), new byte[] {0, -1}, new byte[1]));
    put("a/1.png", picture(BufferedImage.TYPE_BYTE_GRAY, 8, 8, "jpeg"));
    byte[] grey = read(Wish.NONE, Part.TEST).pixels();
    for (int i = 0; i < 64; i++) assertThat(grey[i] & 255).as("JPEG loses little").isCloseTo(10 * (i / 8) + i % 8, offset(6));
    put("a/1.png", picture(BufferedImage.TYPE_3BYTE_BGR, 8, 8, "jpeg"));
    assertThat(read(Wish.NONE, Part.TEST).shape()).isEqualTo(new Shape(3, 8, 8));
    assertThat(read(Wish.NONE, Part.TEST).pixels()[2 * 64] & 255).as("blue is last").isGreaterThan(60);
  }

  @Test
  void whatIsWishedForIsDoneAndNothingElse() throws IOException {
    put("a/1.png", picture(BufferedImage.TYPE_3BYTE_BGR, 2, 2, "png"));
    put("a/2.png", grey(2, 2));
    refused(Wish.NONE, "2.png: an image of 1 x 2 x 2, but ", "is one of 3 x 2 x 2", "--channels 1 or 3 makes all alike");
    assertThat(read(Wish.of(3, null), Part.TEST).image(1)).containsExactly(0, 1, 10, 11, 0, 1, 10, 11, 0, 1, 10, 11);
    assertThat(read(Wish.of(1, null), Part.TEST).image(0)).as("(19595 R + 38470 G + 7471 B + 32768) >> 16").containsExactly(33, 34, 43, 44);
    put("a/2.png", picture(BufferedImage.TYPE_3BYTE_BGR, 3, 2, "png"));
    refused(Wish.NONE, "2.png: an image of 3 x 3 x 2", "--resize HxW makes all of one size");
    assertThat(read(Wish.of(null, "2x2"), Part.TEST).count()).isEqualTo(2);
    assertThatThrownBy(() -> Wish.of(2, null)).isInstanceOf(BadInput.class).hasMessageContaining("give 1 for grey or 3");
    for (String size : new String[] {"0", "2x", "x2", "5000", "2x5000", "-1x2"}) assertThatThrownBy(() -> Wish.of(null, size)).isInstanceOf(BadInput.class).hasMessageStartingWith("--resize " + size);
  }

  /** Weights of a triangle two pixels wide: 3 3 1 of 7 at the edge, as Pillow has them. */
  @Test
  void resizingWeighsEveryPixel() {
    assertThat(Resize.apply(new byte[] {0, 70, (byte) 140, (byte) 210}, new Shape(1, 1, 4), new Shape(1, 1, 2))).containsExactly(50, (byte) 160);
    assertThat(Resize.apply(new byte[] {0, 100}, new Shape(1, 2, 1), new Shape(1, 4, 1))).containsExactly(0, 25, 75, 100);
    byte[] same = new byte[3 * 5 * 7];
    Arrays.fill(same, (byte) 201);
    assertThat(Resize.apply(same, new Shape(3, 5, 7), new Shape(3, 4, 9))).containsOnly((byte) 201);
  }

  @Test
  void picturesThatAreNotBytesOrNotWholeAreRefused() throws IOException {
    put("a/1.png", picture(BufferedImage.TYPE_4BYTE_ABGR, 2, 2, "png"));
    refused(Wish.NONE, "1.png: has an alpha channel");
    put("a/1.png", picture(BufferedImage.TYPE_USHORT_GRAY, 2, 2, "png"));
    refused(Wish.NONE, "1.png: has 16 bits a channel");
    put("a/1.png", new byte[] {'G', 'I', 'F'});
    refused(Wish.NONE, "1.png: is neither PNG nor JPEG");
    byte[] good = grey(20, 20);
    put("a/1.png", Arrays.copyOf(good, good.length - 20));
    refused(Wish.NONE, "1.png", "is a PNG that ends");
    byte[] jpeg = picture(BufferedImage.TYPE_BYTE_GRAY, 20, 20, "jpeg");
    put("a/1.png", Arrays.copyOf(jpeg, 30));
    refused(Wish.NONE, "is a JPEG that ends before its frame's header");
  }

  @Test
  void claimsAreJudgedBeforeMemoryIsTaken() throws IOException {
    put("a/1.png", claiming(100_000, 100_000));
    refused(Wish.NONE, "claims 100000 x 100000 pixels (rows x columns); at most 16384 a side");
    put("a/1.png", claiming(4096, 4096));
    refused(Wish.NONE, "claims 4096 x 4096 pixels (rows x columns), more than its ", " bytes can hold");
    byte[] jpeg = picture(BufferedImage.TYPE_BYTE_GRAY, 20, 20, "jpeg");
    for (int i = 0; i < jpeg.length - 9; i++) if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == 0xC0) Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFF);
    put("a/1.png", jpeg);
    refused(Wish.NONE, "claims 65535 x 65535 pixels");
    ByteBuffer scans = ByteBuffer.allocate(4000);
    scans.put(picture(BufferedImage.TYPE_BYTE_GRAY, 20, 20, "jpeg"));
    while (scans.remaining() > 2) scans.putShort((short) 0xFFDA);
    put("a/1.png", scans.array());
    refused(Wish.NONE, "has more than 100 scans");
  }

  private static byte[] claiming(int height, int width) throws IOException {
    byte[] png = grey(2, 2);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void aZipIsReadAsTheFolderIs() throws IOException {
    byte[] picture = grey(2, 2);
    Path zip = zip("animals/cat/1.png", picture, "animals/dog/1.png", picture, "__MACOSX/animals/dog/._1.png", new byte[3]);
    try (var set = DataSet.open(zip, Wish.NONE)) {
      assertThat(set.classes()).containsExactly("cat", "dog");
      assertThat(set.read(Part.TEST).labels()).containsExactly(0, 1);
    }
  }

  private Path zip(Object... files) throws IOException {
    Path path = folder.resolve("x.zip");
    try (OutputStream out = Files.newOutputStream(path); var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) files[i]));
        zip.write((byte[]) files[i + 1]);
      }
    }
    return path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a/1.png", "a/../../1.png", "/etc/1.png", "C:/a/1.png", "a\\1.png"})
  void aZipThatLeavesItsRootIsRefused(String entry) throws IOException {
    Path zip = zip("a/0.png", grey(2, 2), entry, grey(2, 2));
    assertThatThrownBy(() -> DataSet.open(zip, Wish.NONE)).isInstanceOf(BadInput.class).hasMessage(zip + ": its entry \"" + entry + "\" lies outside its root; nothing of such a zip is read");
  }

  @Test
  void aZipOfAHundredTimesItsSizeIsRefused() throws IOException {
    Path zip = zip("a/0.png", new byte[4 << 20]);
    assertThatThrownBy(() -> DataSet.open(zip, Wish.NONE)).isInstanceOf(BadInput.class).hasMessageContaining("unpacks to more than 100 times its size");
    byte[] bytes = Files.readAllBytes(zip);
    int central = bytes.length - 22 - 46 - "a/0.png".length();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 100);
    Files.write(zip, bytes);
    assertThatThrownBy(() -> DataSet.open(zip, Wish.NONE).read(Part.TEST)).as("announces less than it holds").isInstanceOf(BadInput.class);
  }
}
