// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small random networks that are no chains: residual additions, gates, pooling of every kind, weights of every kind. */
public final class RandomGraphs {
  private final SplittableRandom rng;
  /** Of weights. */
  private final int kinds;
  private final List<Node> nodes = new ArrayList<>();

  private RandomGraphs(SplittableRandom rng, int kinds) {
    this.rng = rng;
    this.kinds = kinds;
  }

  public static Network network(SplittableRandom rng) {
    return new RandomGraphs(rng, 5).network();
  }

  /** Of which some have scaled planes, too. */
  public static Network withScaled(SplittableRandom rng) {
    return new RandomGraphs(rng, 6).network();
  }

  private Network network() {
    Shape input = new Shape(1 + rng.nextInt(4), 5 + rng.nextInt(6), 5 + rng.nextInt(6));
    int channels = 1 + rng.nextInt(40);
    String at = linear("stem", Network.IMAGE, Window.square(3, 1 + rng.nextInt(2), 1), channels, input.channels(), true);
    Shape map = window(at).over(input, channels);
    for (int block = 0; block < 2; block++) {
      String inside = linear("inside" + block, at, Window.square(3, 1, 1), channels, channels, true);
      if (rng.nextBoolean()) inside = gate(block, at, inside, map);
      String sums = linear("second" + block, inside, Window.square(1, 1, 0), channels, channels, false);
      at = add(new Node("add" + block, List.of(sums, at), new Add(requantise(channels), values(channels, -300, 300), values(channels, 0, 6))));
    }
    Window pool = rng.nextBoolean() ? Window.square(3, 2, 1) : MaxPool.HALVE.window();
    boolean average = rng.nextBoolean();
    at = add(new Node("pool", at, average ? new AveragePool(pool, rng.nextBoolean() ? Optional.of(requantise(channels)) : Optional.empty()) : new MaxPool(pool)));
    map = pool.over(map, channels);
    int classes = 2 + rng.nextInt(9);
    linear("logits", at, Window.whole(map), classes, channels, false);
    return new Network("graph", rng.nextInt(), input, nodes, Readout.plain(classes, 1));
  }

  private Window window(String node) {
    return nodes.stream().filter(n -> n.name().equals(node)).map(n -> ((Linear) n.op()).window()).findFirst().orElseThrow();
  }

  /** Average-pooling of the block's input, two linear operations of 8-bit weights, and a threshold. */
  private String gate(int block, String from, String map, Shape shape) {
    int channels = shape.channels();
    int few = Math.max(8, channels / 4);
    String sum = add(new Node("sum" + block, from, new AveragePool(Window.whole(shape), Optional.empty())));
    String squeeze = add(new Node("squeeze" + block, sum, new Linear(Window.square(1, 1, 0), dense(few, channels, 1), Optional.of(requantise(few)))));
    String decide = add(new Node("decide" + block, squeeze, new Linear(Window.square(1, 1, 0), dense(channels, few, 1), Optional.empty())));
    return add(new Node("gate" + block, List.of(map, decide), new Gate(values(channels, -3000, 3000))));
  }

  private String linear(String name, String from, Window window, int outputs, int inputs, boolean requantised) {
    return add(new Node(name, from, new Linear(window, weights(outputs, inputs, window.taps()), requantised ? Optional.of(requantise(outputs)) : Optional.empty())));
  }

  private String add(Node node) {
    nodes.add(node);
    return node.name();
  }

  private Weights weights(int outputs, int inputs, int taps) {
    return switch (rng.nextInt(kinds)) {
      case 0 -> new Hidden(mask(outputs, inputs, taps), rng.nextInt(9));
      case 1 -> new Coats(List.of(mask(outputs, inputs, taps), mask(outputs, inputs, taps), mask(outputs, inputs, taps)), rng.nextInt(9));
      case 2 -> new Planes(List.of(mask(outputs, inputs, taps), mask(outputs, inputs, taps), mask(outputs, inputs, taps)), values(outputs, 1, 3));
      case 3 -> trichromatic(outputs, inputs, taps);
      case 4 -> dense(outputs, inputs, taps);
      default -> scaled(outputs, inputs, taps);
    };
  }

  private Trichromatic trichromatic(int outputs, int inputs, int taps) {
    int[] w = values(outputs * inputs * taps, -2, 2);
    return Trichromatic.of(outputs, inputs, taps, (o, c, t) -> w[(o * inputs + c) * taps + t]);
  }

  private Scaled scaled(int outputs, int inputs, int taps) {
    int planes = 1 + rng.nextInt(4);
    List<Mask> masks = new ArrayList<>();
    for (int k = 0; k < planes; k++) masks.add(mask(outputs, inputs, taps));
    int[][] factors = new int[outputs][];
    for (int o = 0; o < outputs; o++) factors[o] = values(planes, -99, 99);
    return new Scaled(masks, factors);
  }

  private Dense dense(int outputs, int inputs, int taps) {
    return new Dense(outputs, inputs, taps, 8, values(outputs * inputs * taps, -128, 127));
  }

  private Mask mask(int outputs, int inputs, int taps) {
    double density = rng.nextDouble();
    return Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextDouble() < density);
  }

  private Requantise requantise(int channels) {
    long[] add = new long[channels];
    for (int o = 0; o < channels; o++) add[o] = rng.nextLong(-20_000, 60_000);
    return new Requantise(values(channels, -300, 300), add, values(channels, 0, 12));
  }

  /** {@code n} values from least to most. */
  private int[] values(int n, int least, int most) {
    return rng.ints(n, least, most + 1).toArray();
  }
}
