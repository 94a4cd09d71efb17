// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import kakure.BadInput;
import kakure.data.DataSet;
import kakure.data.Part;
import kakure.data.Wish;

/**
 * A file of a data set, beside others that are in order.
 *
 * @param name of the target
 * @param file where the input is put, below a folder
 * @param whole whether that file is the data set, and not the folder
 * @param others files that are in order, by name
 * @param seeds inputs that are in order
 */
record DataTarget(String name, String file, boolean whole, Map<String, byte[]> others, List<byte[]> seeds) implements FuzzTarget {
  private static final int SIDE = 5;

  static DataTarget pictures() {
    return new DataTarget("pictures", "test/b/x.png", false, Map.of(), List.of(
        picture(BufferedImage.TYPE_BYTE_GRAY, "png"), picture(BufferedImage.TYPE_3BYTE_BGR, "png"), picture(BufferedImage.TYPE_BYTE_INDEXED, "png"), picture(BufferedImage.TYPE_BYTE_BINARY, "png"),
        picture(BufferedImage.TYPE_BYTE_GRAY, "jpeg"), picture(BufferedImage.TYPE_3BYTE_BGR, "jpeg")));
  }

  static DataTarget zip() {
    byte[] grey = picture(BufferedImage.TYPE_BYTE_GRAY, "png");
    return new DataTarget("zip", "x.zip", true, Map.of(), List.of(zipped(Map.of("test/a/1.png", grey)), zipped(new TreeMap<>(Map.of("all/a/1.png", grey, "all/b/1.png", grey, "all/README", new byte[] {65})))));
  }

  static DataTarget cifar() {
    byte[] two = new byte[2 * 3073];
    two[3073] = 9;
    return new DataTarget("cifar", "test_batch.bin", false, Map.of(), List.of(two));
  }

  static DataTarget npy() {
    var labels = Map.of("y_test.npy", array("<i8", "2", 16));
    return new DataTarget("npy", "x_test.npy", false, labels, List.of(array("|u1", "2, 4, 3", 24), array("<f4", "2, 3, 2, 2", 96), array(">f8", "2, 2, 2, 3", 192), array("|u1", "2, 7", 14)));
  }

  static DataTarget npz() {
    return new DataTarget("npz", "x.npz", true, Map.of(), List.of(zipped(new TreeMap<>(Map.of("x_test.npy", array("|u1", "2, 4, 3", 24), "y_test.npy", array("|u1", "2, 1", 2))))));
  }

  private static byte[] array(String type, String extent, int bytes) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extent + (extent.contains(",") ? "" : ",") + "), }";
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[bytes]);
    return out.toByteArray();
  }

  private static byte[] picture(int type, String format) {
    var image = new BufferedImage(SIDE, SIDE, type);
    for (int i = 0; i < SIDE; i++) image.setRGB(i, i, 0xffffff - 0x123456 * i);
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) throw new IllegalStateException("no writer of " + format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] zipped(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class);
  }

  @Override
  public void read(byte[] input) throws IOException {
    Path folder = Files.createTempDirectory("kakure-fuzz");
    try {
      for (var other : others.entrySet()) Files.write(folder.resolve(other.getKey()), other.getValue());
      Path at = folder.resolve(file);
      Files.createDirectories(at.getParent());
      Files.write(at, input);
      for (var wish : List.of(Wish.NONE, Wish.of(null, "3x2"))) {
        try (var set = DataSet.open(whole ? at : folder, wish)) {
          var images = set.read(Part.TEST);
          if (images.count() < 1 || images.pixels().length != images.count() * images.shape().elements()) throw new AssertionError("lengths that contradict each other");
        }
      }
    } finally {
      try (var all = Files.walk(folder)) {
        for (Path p : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(p);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {name});
  }
}
