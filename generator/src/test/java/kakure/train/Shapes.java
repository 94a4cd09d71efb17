// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Random;
import kakure.network.Shape;

/** A tiny problem: bars that lie, stand, fall or rise at random places under noise. */
final class Shapes {
  private Shapes() {}

  static Samples make(int count, long seed) {
    Random random = new Random(seed);
    int side = 12;
    byte[] pixels = new byte[count * side * side];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(4);
      labels[i] = (byte) kind;
      for (int p = 0; p < side * side; p++) pixels[i * side * side + p] = (byte) random.nextInt(60);
      int y = 3 + random.nextInt(4);
      int x = 3 + random.nextInt(4);
      for (int k = -2; k <= 3; k++) {
        int dy = kind == 0 ? 0 : kind == 3 ? -k : k;
        int dx = kind == 1 ? 0 : k;
        pixels[i * side * side + (y + dy) * side + x + dx] = (byte) (180 + random.nextInt(70));
      }
    }
    return new Samples(new Shape(1, side, side), pixels, labels);
  }

  /** A fingerprint of every bit of a trained network, and its test accuracy, on standard output: run in a JVM of its own. */
  public static void main(String[] args) {
    System.out.println(Trainer.kernels() + " " + TrainerTest.fingerprint(Trainer.train(TrainerTest.CONFIG, make(200, 1), TrainProgress.NONE)));
  }
}
