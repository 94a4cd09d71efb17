// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies at a path is told by its content; IDX, CIFAR-10 and NumPy's arrays give the same images. */
class DataSetTest {
  @TempDir Path folder;

  private static Images read(Path path, Part part) {
    try (var set = DataSet.open(path, Wish.NONE)) {
      return set.read(part);
    }
  }

  private static void refused(Path path, Part part, String... words) {
    assertThatThrownBy(() -> read(path, part)).isInstanceOf(BadInput.class).hasMessageStartingWith(path.toString()).hasMessageContainingAll(words);
  }

  @Test
  void whatIsNoDataSetIsTold() throws IOException {
    refused(folder.resolve("none"), Part.TEST, "there is no such file or folder");
    refused(folder, Part.TEST, "holds no images that are read", "CIFAR-10");
    Path file = Files.write(folder.resolve("t10k-images-idx3-ubyte"), new byte[20]);
    refused(file, Part.TEST, "is a file; give the folder that holds it");
    refused(Files.writeString(folder.resolve("x.zip"), "PK\003\004 and no more"), Part.TEST, "is a damaged zip");
    refused(commented(folder.resolve("comment.zip")), Part.TEST, "comment of an entry that is not UTF-8");
  }

  private static byte[] npy(String type, String extent, byte[] values) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extent + "), }\n";
    return ByteBuffer.allocate(10 + header.length() + values.length).order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length())
        .put(header.getBytes(StandardCharsets.US_ASCII)).put(values).array();
  }

  private static byte[] ramp(int n) {
    byte[] ramp = new byte[n];
    for (int i = 0; i < n; i++) ramp[i] = (byte) (7 * i);
    return ramp;
  }

  @Test
  void arraysOfBytesAndFloatsAreTheSameImages() throws IOException {
    byte[] pixels = ramp(2 * 3 * 4);
    byte[] labels = {1, 0};
    Images expected = new Images(new Shape(1, 4, 3), pixels, labels);
    var floats = ByteBuffer.allocate(4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    var doubles = ByteBuffer.allocate(8 * pixels.length);
    for (byte p : pixels) {
      floats.putFloat((p & 255) / 255f);
      doubles.putDouble((p & 255) / 255.0);
    }
    Files.write(folder.resolve("y_test.npy"), npy("<i8", "2,", ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1).putLong(0).array()));
    Files.write(folder.resolve("x_test.npy"), npy("|u1", "2, 4, 3", pixels));
    assertThat(read(folder, Part.TEST)).isEqualTo(expected);
    Files.write(folder.resolve("x_test.npy"), npy("<f4", "2, 1, 4, 3", floats.array()));
    assertThat(read(folder, Part.TEST)).isEqualTo(expected);
    Files.write(folder.resolve("x_test.npy"), npy(">f8", "2, 4, 3, 1", doubles.array()));
    assertThat(read(folder, Part.TEST)).isEqualTo(expected);
    Files.write(folder.resolve("x_test.npy"), npy("|u1", "2, 12", pixels));
    assertThat(read(folder, Part.TEST).shape()).isEqualTo(new Shape(12, 1, 1));
    refused(folder, Part.TRAIN, "holds no training images", "x_train.npy", "it holds x_test.npy, y_test.npy");
  }

  @Test
  void packedArraysHaveTheirUsualNames() throws IOException {
    Path npz = folder.resolve("set.npz");
    byte[] pixels = ramp(2 * 3 * 2 * 2);
    zip(npz, "train_images.npy", npy("|u1", "2, 3, 2, 2", pixels), "train_labels.npy", npy("|u1", "2, 1", new byte[] {3, 4}), "test_images.npy", npy("|u1", "1, 2, 2", ramp(4)), "test_labels.npy", npy("<i4", "1,", new byte[] {9, 0, 0, 0}));
    assertThat(read(npz, Part.TRAIN)).isEqualTo(new Images(new Shape(3, 2, 2), pixels, new byte[] {3, 4}));
    assertThat(read(folder, Part.TEST)).as("the folder that holds it").isEqualTo(new Images(new Shape(1, 2, 2), ramp(4), new byte[] {9}));
  }

  /** A zip of one entry whose comment is Latin-1. */
  private static Path commented(Path path) throws IOException {
    try (OutputStream out = Files.newOutputStream(path); var zip = new ZipOutputStream(out, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      var entry = new ZipEntry("a.png");
      entry.setComment("caf\u00e9");
      zip.putNextEntry(entry);
    }
    return path;
  }

  private static void zip(Path path, Object... files) throws IOException {
    try (OutputStream out = Files.newOutputStream(path); var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) files[i]));
        zip.write((byte[]) files[i + 1]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '!', value = {
      "|O  ; 1, 2, 2       ; 8  ! holds Python objects, which are programs and are not read",
      "<i8   ; 1, 2, 2       ; 32 ! pixels of type i8; u1 (uint8), f4 and f8 (floats of 0 to 1) are read",
      "|u1 ; 1, 2, 2       ; 3  ! ends behind 3 of its 4 values",
      "|u1 ; 1, 2, 2       ; 5  ! goes on behind its 4 values",
      "|u1 ; 4             ; 4  ! has the extent 4",
      "|u1 ; 99999, 99999, 9 ; 1  ! at most 1073741824 values are read",
      "|u1 ; 0, 2, 2       ; 0  ! there is nothing to read",
      "|u1 ; 1, 5000, 2    ; 0  ! height and width 1 to 4096",
      "|u1 ; 1, 2, 2, 2, 2 ; 16 ! has the extent 1 x 2 x 2 x 2 x 2",
      "|u1 ; 2, 2, 2       ; 8  ! one label for each of its 2 images"})
  void otherArraysAreRefused(String array, String why) throws IOException {
    String[] words = array.split(";");
    Files.write(folder.resolve("images.npy"), npy(words[0].strip(), words[1].strip(), new byte[Integer.parseInt(words[2].strip())]));
    Files.write(folder.resolve("labels.npy"), npy("|u1", "1,", new byte[1]));
    refused(folder, Part.TEST, why);
  }

  @Test
  void floatsBeyondOneAndLabelsBeyondAByteAreRefused() throws IOException {
    var floats = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(0).putFloat(1).putFloat(1.5f).putFloat(0);
    Files.write(folder.resolve("x.npy"), npy("<f4", "1, 2, 2", floats.array()));
    Files.write(folder.resolve("y.npy"), npy("<i2", "1,", new byte[] {0, 1}));
    refused(folder, Part.TEST, "value 2 is 1.5; floats must be 0 to 1");
    Files.write(folder.resolve("x.npy"), npy("<f4", "1, 2, 2", floats.putFloat(8, Float.NaN).array()));
    refused(folder, Part.TEST, "value 2 is NaN");
    Files.write(folder.resolve("x.npy"), npy("|u1", "1, 2, 2", new byte[4]));
    refused(folder, Part.TEST, "label 0 is 256; 0 to 255 are read");
    byte[] fortran = new String(npy("|u1", "1, 2, 2", new byte[4]), StandardCharsets.ISO_8859_1).replace("False", "True").getBytes(StandardCharsets.ISO_8859_1);
    fortran[8]--;
    Files.write(folder.resolve("x.npy"), fortran);
    refused(folder, Part.TEST, "is in Fortran's order");
  }

  @Test
  void cifarsBatchesFollowEachOther() throws IOException {
    byte[] record = new byte[3073];
    record[0] = 7;
    for (int i = 1; i < record.length; i++) record[i] = (byte) (i / 1024 + i);
    Files.write(folder.resolve("data_batch_1.bin"), record);
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("data_batch_2.bin.gz")))) {
      out.write(record);
      out.write(record);
    }
    Files.write(folder.resolve("test_batch.bin"), record);
    Images train = read(folder, Part.TRAIN);
    assertThat(train.count()).isEqualTo(3);
    assertThat(train.shape()).isEqualTo(new Shape(3, 32, 32));
    assertThat(train.label(2)).isEqualTo(7);
    assertThat(train.image(1)).isEqualTo(Arrays.copyOfRange(record, 1, 3073));
    Files.move(folder.resolve("data_batch_1.bin"), folder.resolve("data_batch_3.bin"));
    refused(folder, Part.TRAIN, "data_batch_1.bin is missing, but data_batch_2.bin.gz is there");
    record[0] = 10;
    Files.write(folder.resolve("test_batch.bin"), record);
    refused(folder, Part.TEST, "byte 0: a label of 10");
    Files.write(folder.resolve("test_batch.bin"), Arrays.copyOf(record, 3000));
    refused(folder, Part.TEST, "ends within a record");
  }
}
