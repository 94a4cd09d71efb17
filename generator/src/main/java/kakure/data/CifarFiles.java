// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;

/** CIFAR-10's binary form: data_batch_1.bin and on, test_batch.bin; a record is a label, 0 to 9, and 1,024 bytes each of red, green and blue, row after row. Krizhevsky, "Learning multiple layers of features from tiny images", 2009. */
final class CifarFiles {
  private static final Shape SHAPE = new Shape(3, 32, 32);
  private static final int RECORD = 1 + 3 * 32 * 32;
  private static final int CLASSES = 10;
  private static final int MOST_BATCHES = 99;
  private static final Pattern NAME = Pattern.compile("(data_batch_[1-9]\\d?|test_batch)\\.bin(\\.gz)?");

  private CifarFiles() {}

  /** Whether a file's name is that of one of them. */
  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /** Reads one part, of batches that are numbered without a gap. */
  static Images read(Path folder, Part part) {
    List<Path> batches = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 1; i <= (part == Part.TEST ? 1 : MOST_BATCHES); i++) {
      Optional<Path> batch = file(folder, part == Part.TEST ? "test_batch.bin" : "data_batch_" + i + ".bin");
      if (batch.isPresent() && !missing.isEmpty()) throw new BadInput(folder + ": data_batch_" + missing.get(0) + ".bin is missing, but " + batch.get().getFileName() + " is there");
      if (batch.isPresent()) batches.add(batch.get());
      else missing.add(i);
    }
    if (batches.isEmpty()) throw new BadInput(folder + ": holds no " + part.images() + ": " + (part == Part.TEST ? "test_batch.bin" : "data_batch_1.bin") + " is missing");
    var pixels = new ByteArrayOutputStream();
    var labels = new ByteArrayOutputStream();
    for (Path batch : batches) read(batch, pixels, labels);
    return new Images(SHAPE, pixels.toByteArray(), labels.toByteArray());
  }

  private static Optional<Path> file(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz")).filter(Files::isRegularFile).findFirst();
  }

  private static void read(Path batch, ByteArrayOutputStream pixels, ByteArrayOutputStream labels) {
    try (var in = new Unpacked(batch)) {
      int before = labels.size();
      for (byte[] record; (record = in.take(RECORD)).length > 0; ) {
        String where = batch + ", byte " + (in.at() - record.length) + ": ";
        if (record.length < RECORD) throw new BadInput(where + "ends within a record; CIFAR-10's have " + RECORD + " bytes, a label and 3 x 32 x 32 pixels");
        if (record[0] < 0 || record[0] >= CLASSES) throw new BadInput(where + "a label of " + (record[0] & 255) + "; CIFAR-10's are 0 to " + (CLASSES - 1));
        if (pixels.size() + RECORD > Images.MAX_BYTES) throw new BadInput(where + "more than the " + Images.MAX_BYTES + " bytes that are read");
        labels.write(record[0]);
        pixels.write(record, 1, RECORD - 1);
      }
      if (labels.size() == before) throw new BadInput(batch + ": is empty");
    }
  }
}
