// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.network.Dense;
import kakure.network.Hidden;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Window;

/** A small network with a gate and an addition, whose layers take three modes of cells. */
final class AnalogNetworks {
  private final SplittableRandom rng = new SplittableRandom(7);

  /** Hidden weights (PAIR), -2 to 1 (TWOS), and -3, -1, 1, 3 (LEV4). */
  static Network gated() {
    return new AnalogNetworks().network();
  }

  /** Images for it. */
  static List<byte[]> images(int n) {
    return IntStream.range(0, n).mapToObj(i -> {
      var image = new byte[72];
      new Random(i).nextBytes(image);
      return image;
    }).toList();
  }

  private Network network() {
    Window one = Window.square(1, 1, 0);
    Window three = Window.square(3, 1, 1);
    return new TrainedGraph("graph", 5, new Shape(2, 6, 6), 1 / 255f, List.of(
        new TrainedNode.Layer("stem", Network.IMAGE, three, hidden(12, 2, 9, 0), .25f, normalisation(12), .03f, true),
        new TrainedNode.Average("average", "stem"),
        new TrainedNode.Layer("squeeze", "average", one, dense(8, 12, 1, 8), .01f, normalisation(8), .03f, false),
        new TrainedNode.Layer("first", "stem", one, hidden(12, 12, 1, 2), .5f, normalisation(12), .02f, false),
        new TrainedNode.Layer("decide", "squeeze", one, dense(12, 8, 1, 8), .02f, normalisation(12), 0, false),
        new TrainedNode.Gate("gate", "first", "decide", .02f),
        new TrainedNode.Layer("second", "gate", three, dense(12, 12, 9, 2), .5f, normalisation(12), 0, false),
        new TrainedNode.Sum("add", "second", "stem", .03f),
        new TrainedNode.Layer("third", "add", three, odd(20, 12, 9), .1f, normalisation(20), .04f, false),
        new TrainedNode.Layer("logits", "third", new Window(3, 3, 1, 0, 0, 0, 0), hidden(4, 20, 9, 5), .1f, null, 0, false))).quantise();
  }

  private Hidden hidden(int outputs, int inputs, int taps, int layer) {
    return new Hidden(Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(2) == 0), layer);
  }

  private Dense dense(int outputs, int inputs, int taps, int bits) {
    return new Dense(outputs, inputs, taps, bits, rng.ints(outputs * inputs * taps, -(1 << bits - 1), 1 << bits - 1).toArray());
  }

  private Dense odd(int outputs, int inputs, int taps) {
    return new Dense(outputs, inputs, taps, 3, rng.ints(outputs * inputs * taps, 0, 4).map(v -> 2 * v - 3).toArray());
  }

  private Normalisation normalisation(int n) {
    float[] gamma = new float[n], beta = new float[n], mean = new float[n], variance = new float[n];
    for (int o = 0; o < n; o++) {
      gamma[o] = .5f + (float) rng.nextDouble();
      beta[o] = (float) rng.nextDouble() - .3f;
      mean[o] = (float) rng.nextDouble() - .5f;
      variance[o] = .1f + (float) rng.nextDouble();
    }
    return new Normalisation(gamma, beta, mean, variance, 1e-5f);
  }
}
