// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import kakure.BadInput;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;

/**
 * Images or labels beside a partner that is in order. The first byte chooses: bit 0, labels, not images; bit 1, a .gz file; bit 2, the input is what lies inside
 * that .gz file, not the file itself.
 */
final class IdxTarget implements FuzzTarget {
  private static final int SIDE = 4;
  private static final int IMAGES = 3;
  private static final Images GOOD = Images.grey(SIDE, SIDE, new byte[IMAGES * SIDE * SIDE], new byte[IMAGES]);
  private Path directory;
  private byte[] images;
  private byte[] labels;

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public List<byte[]> seeds() {
    prepare();
    return List.of(with(0, images), with(1, labels), with(2, packed(images)), with(3, packed(labels)), with(6, images), with(7, labels), with(0, colour(images)));
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class);
  }

  @Override
  public void read(byte[] input) throws IOException {
    prepare();
    int mode = input.length == 0 ? 0 : input[0];
    var content = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    boolean gz = (mode & 2) != 0;
    var damaged = directory.resolve(((mode & 1) == 0 ? "t10k-images-idx3-ubyte" : "t10k-labels-idx1-ubyte") + (gz ? ".gz" : ""));
    var partner = directory.resolve((mode & 1) == 0 ? "t10k-labels-idx1-ubyte" : "t10k-images-idx3-ubyte");
    try {
      Files.write(partner, (mode & 1) == 0 ? labels : images);
      Files.write(damaged, gz && (mode & 4) != 0 ? packed(content) : content);
      var data = IdxFiles.read(directory, Part.TEST);
      if (data.count() != data.labels().length || data.pixels().length != data.count() * data.shape().elements()) throw new AssertionError("lengths that contradict each other");
    } finally {
      Files.deleteIfExists(damaged);
      Files.deleteIfExists(partner);
    }
  }

  /** Writes what is in order once and keeps its bytes. */
  private void prepare() {
    if (directory != null) return;
    try {
      var folder = Files.createTempDirectory("kakure-fuzz");
      folder.toFile().deleteOnExit();
      IdxFiles.write(folder, Part.TEST, GOOD, false);
      images = take(folder.resolve("t10k-images-idx3-ubyte"));
      labels = take(folder.resolve("t10k-labels-idx1-ubyte"));
      directory = folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] take(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  /** The same pixels as images of three channels and two rows. */
  private static byte[] colour(byte[] grey) {
    return ByteBuffer.allocate(20 + IMAGES * 3 * 2 * SIDE).putInt(0x804).putInt(IMAGES).putInt(3).putInt(2).putInt(SIDE).put(grey, 16, IMAGES * SIDE * SIDE).array();
  }

  private static byte[] packed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] with(int mode, byte[] content) {
    var all = new byte[content.length + 1];
    all[0] = (byte) mode;
    System.arraycopy(content, 0, all, 1, content.length);
    return all;
  }
}
