// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.Random;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;

/** Labelled images of two classes, a bright and a dark noise: learnt at once. */
final class TwoNoises {
  private TwoNoises() {}

  /** Writes 192 images to train on and 50 to test with, 8 x 8 and grey, as IDX files. */
  static void write(Path folder) {
    for (var part : Part.values()) {
      int n = part == Part.TRAIN ? 192 : 50;
      var random = new Random(n);
      var pixels = new byte[n * 64];
      var labels = new byte[n];
      for (int i = 0; i < pixels.length; i++) {
        labels[i / 64] = (byte) (i / 64 % 2);
        pixels[i] = (byte) (random.nextInt(100) + 150 * (i / 64 % 2));
      }
      IdxFiles.write(folder, part, Images.grey(8, 8, pixels, labels), false);
    }
  }
}
