// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How nodes are put together, and what is refused with which words. */
class NetworkTest {
  private static final Shape MAP = new Shape(3, 6, 4);
  private static final Requantise TWO = new Requantise(new int[2], new long[2], new int[2]);
  private static final Window SAME = Window.square(3, 1, 1);

  private static Weights hidden(int outputs, int inputs, int taps, int layer) {
    return new Hidden(Mask.of(outputs, inputs, taps, (o, c, t) -> (o + c + t) % 2 == 0), layer);
  }

  private static Node linear(String name, String input, Window window, Weights weights, Requantise requantise) {
    return new Node(name, input, new Linear(window, weights, Optional.ofNullable(requantise)));
  }

  /** A block with a residual connection, a gate that its input decides, and average-pooling. */
  private static List<Node> residual() {
    return List.of(
        linear("stem", "image", SAME, hidden(2, 3, 9, 0), TWO),
        linear("inside", "stem", SAME, hidden(2, 2, 9, 1), TWO),
        new Node("sum", "stem", new AveragePool(new Window(6, 4, 1, 0, 0, 0, 0), Optional.empty())),
        linear("squeeze", "sum", Window.square(1, 1, 0), new Dense(2, 2, 1, 8, new int[] {1, -2, 127, -128}), TWO),
        linear("decide", "squeeze", Window.square(1, 1, 0), new Dense(2, 2, 1, 8, new int[4]), null),
        new Node("gate", List.of("inside", "decide"), new Gate(new int[2])),
        linear("second", "gate", SAME, hidden(2, 2, 9, 2), null),
        new Node("add", List.of("second", "stem"), new Add(TWO, new int[] {1, 1}, new int[2])),
        new Node("pool", "add", MaxPool.HALVE),
        linear("logits", "pool", new Window(3, 2, 1, 0, 0, 0, 0), hidden(5, 2, 6, 3), null));
  }

  private static Network network(List<Node> nodes) {
    return new Network("n", 1, MAP, nodes, Readout.plain(5, 1));
  }

  private static void refused(String message, Runnable make) {
    assertThatIllegalArgumentException().isThrownBy(make::run).withMessage(message);
  }

  private static void replaced(String message, String name, Node by) {
    refused(message, () -> network(residual().stream().map(n -> n.name().equals(name) ? by : n).toList()));
  }

  @Test
  void derivesWhatEveryNodeHandsOn() {
    Network network = network(residual());
    assertThat(network.result("image")).isEqualTo(Result.u8(MAP));
    assertThat(network.result("sum")).isEqualTo(new Result(new Shape(2, 1, 1), 0, 24 * 255));
    assertThat(network.result("second")).isEqualTo(new Result(new Shape(2, 6, 4), -9 * 255, 9 * 255));
    assertThat(network.result("gate")).isEqualTo(Result.u8(new Shape(2, 6, 4)));
    assertThat(network.result("pool").toString()).isEqualTo("2 x 3 x 2 of 0 to 255");
    assertThat(network.output().name()).isEqualTo("logits");
    assertThat(network.readers("stem")).extracting(Node::name).containsExactly("inside", "sum", "add");
    assertThat(network.weights()).isEqualTo(54 + 36 + 4 + 4 + 36 + 60);
    assertThat(network.macs()).isEqualTo(24 * (54 + 36 + 36) + 8 + 60);
    assertThatIllegalArgumentException().isThrownBy(() -> network.result("other")).withMessage("the network has no node \"other\"");
    assertThatIllegalArgumentException().isThrownBy(() -> network.node("image")).withMessage("the network has no node \"image\"");
  }

  @Test
  void putsNodesBehindWhatTheyRead() {
    List<Node> nodes = residual();
    assertThat(network(nodes).nodes()).isEqualTo(nodes);
    for (int n = 0; n < 20; n++) {
      List<Node> mixed = new ArrayList<>(nodes);
      Collections.shuffle(mixed, new Random(n));
      List<Node> ordered = network(mixed).nodes();
      assertThat(ordered).containsExactlyInAnyOrderElementsOf(nodes);
      assertThat(ordered.get(nodes.size() - 1).name()).isEqualTo("logits");
      for (Node node : ordered) for (String input : node.inputs()) if (!input.equals(Network.IMAGE)) assertThat(ordered.stream().map(Node::name).toList().indexOf(input)).isLessThan(ordered.indexOf(node));
    }
  }

  @Test
  void refusesNamesThatDoNotJoin() {
    refused("a network has one node or more", () -> network(List.of()));
    replaced("two nodes are named \"stem\"", "inside", linear("stem", "image", SAME, hidden(2, 3, 9, 0), TWO));
    replaced("inside: reads \"steam\", but no node has that name, and the image is named \"image\"", "inside", linear("inside", "steam", SAME, hidden(2, 2, 9, 1), TWO));
    replaced("nodes read each other in a circle: inside reads add reads second reads gate reads inside", "inside", linear("inside", "add", SAME, hidden(2, 2, 9, 1), TWO));
    replaced("nodes read each other in a circle: stem reads stem", "stem", linear("stem", "stem", SAME, hidden(2, 3, 9, 0), TWO));
    replaced("nodes inside, logits are read by no other; a network gives one result, its logits", "gate", new Node("gate", List.of("stem", "decide"), new Gate(new int[2])));
    refused("a node has a name", () -> new Node(" ", "image", MaxPool.HALVE));
    refused("a node cannot be named \"image\": that is what the network reads", () -> new Node("image", "a", MaxPool.HALVE));
    refused("add: an addition reads 2 (sums, residual), not 1", () -> new Node("add", "a", new Add(TWO, new int[2], new int[2])));
  }

  @Test
  void refusesWhatDoesNotFitItsInputs() {
    Result sums = new Result(new Shape(2, 6, 4), -2295, 2295);
    replaced("inside: weights of 3 channels, but it gets a map of 2 x 6 x 4", "inside", linear("inside", "stem", SAME, hidden(2, 3, 9, 1), TWO));
    replaced("inside: a 7x7 kernel is larger than its padded map of 2 x 6 x 4", "inside", linear("inside", "stem", Window.square(7, 1, 0), hidden(2, 2, 49, 1), TWO));
    refused("max-pooling reads activations of 0 or more, but its input is 2 x 6 x 4 of -2295 to 2295: requantise before it", () -> MaxPool.HALVE.result(List.of(sums)));
    refused("weights meet activations of 0 or more, but its input is 2 x 6 x 4 of -2295 to 2295: requantise before it", () -> new Linear(Window.square(1, 1, 0), hidden(2, 2, 1, 1), Optional.of(TWO)).result(List.of(sums)));
    refused("average-pooling reads activations of 0 or more, but its input is 2 x 6 x 4 of -2295 to 2295: requantise before it", () -> new AveragePool(MaxPool.HALVE.window(), Optional.empty()).result(List.of(sums)));
    replaced("add: adds a map of 3 x 6 x 4 to one of 2 x 6 x 4", "add", new Node("add", List.of("second", "image"), new Add(TWO, new int[2], new int[2])));
    replaced("add: the residual is a map of 0 to 255, not 2 x 6 x 4 of -2295 to 2295", "add", new Node("add", List.of("stem", "second"), new Add(TWO, new int[2], new int[2])));
    refused("gates a map of 2 x 6 x 4 by one of 2 x 6 x 4; one value per channel decides", () -> new Gate(new int[2]).result(List.of(sums, sums)));
    replaced("gate: 3 thresholds, but it gates a map of 2 x 6 x 4", "gate", new Node("gate", List.of("inside", "decide"), new Gate(new int[3])));
    replaced("sum: requantise constants of 2 channels, but it gets a map of 3 x 6 x 4", "sum", new Node("sum", "image", new AveragePool(MaxPool.HALVE.window(), Optional.of(TWO))));
    replaced("logits: the last layer's accumulators are the logits: a linear operation without requantise constants, not max-pooling", "logits", new Node("logits", "pool", MaxPool.HALVE));
    replaced("the last layer yields 4 x 1 x 1, the readout wants 5 x 1 x 1", "logits", linear("logits", "pool", new Window(3, 2, 1, 0, 0, 0, 0), hidden(4, 2, 6, 3), null));
    replaced("the last layer yields 5 x 3 x 2, the readout wants 5 x 1 x 1", "logits", linear("logits", "pool", SAME, hidden(5, 2, 9, 3), null));
  }

  @Test
  void accumulatorsFitTheirBits() {
    Shape wide = new Shape(33000, 1, 1);
    Mask all = Mask.of(1, 33000, 1, (o, c, t) -> true);
    List<Result> in = List.of(Result.u8(wide));
    refused("output channel 0 keeps 33000 weights; a 24-bit accumulator holds 32896", () -> new Linear(Window.whole(wide), new Hidden(all, 0), Optional.empty()).result(in));
    refused("output channel 0 has weights of 66000 in all; a 24-bit accumulator holds 32896", () -> new Linear(Window.whole(wide), new Coats(List.of(all, all), 0), Optional.empty()).result(in));
    Planes planes = new Planes(Collections.nCopies(9, all), new int[] {9});
    refused("output channel 0 has weights of 16863000 in all; a 32-bit accumulator holds 8421504", () -> new Linear(Window.whole(wide), planes, Optional.empty()).result(in));
    assertThat(new Linear(Window.whole(wide), planes.stoppedAfter(8), Optional.empty()).result(in)).isEqualTo(new Result(new Shape(1, 1, 1), -33000 * 255 * 255, 33000 * 255 * 255));
  }

  @Test
  void partsFitEachOther() {
    Mask mask = Mask.of(2, 3, 1, (o, c, t) -> true);
    refused("weights of 9 taps do not fit a 1x1 kernel", () -> new Linear(Window.square(1, 1, 0), hidden(2, 3, 9, 0), Optional.of(TWO)));
    refused("requantise constants of 2 channels, weights of 3", () -> new Linear(SAME, hidden(3, 3, 9, 0), Optional.of(TWO)));
    refused("an addition of 2, 1 and 2 channels (requantise, multiplier and shift of the residual)", () -> new Add(TWO, new int[1], new int[2]));
    refused("channel 1: residual multiplier 32768 (16 bits signed), shift 0 (0 to 31): a value is out of range", () -> new Add(TWO, new int[] {1, 32768}, new int[2]));
    refused("layer -1: must be 0 to 65535", () -> new Hidden(mask, -1));
    refused("no coats", () -> new Coats(List.of(), 0));
    refused("coats of 2 x 3 x 1 and 2 x 3 x 2 weights: all must be of one size", () -> new Coats(List.of(mask, Mask.of(2, 3, 2, (o, c, t) -> true)), 0));
    refused("1 precisions of 2 output channels", () -> new Planes(List.of(mask), new int[1]));
    refused("output channel 1 takes 2 planes of 1: must be 1 to 1", () -> new Planes(List.of(mask), new int[] {1, 2}));
    refused("dense weights of 1 bits: must be 2 to 16", () -> new Dense(1, 1, 1, 1, new int[1]));
    refused("3 values are not 2 x 1 x 1 weights (outputs x inputs x taps)", () -> new Dense(2, 1, 1, 8, new int[3]));
    refused("weight 1 is 128, which does not fit 8 bits", () -> new Dense(2, 1, 1, 8, new int[] {-128, 128}));
    refused("values from 1 to 0", () -> new Result(MAP, 1, 0));
  }

  @Test
  void chainsAreNetworks() {
    Network network = new Chain("c", 1, MAP).hidden("a", SAME, Mask.of(2, 3, 9, (o, c, t) -> t == c), TWO).halve("a").hidden("z", new Window(3, 2, 1, 0, 0, 0, 0), Mask.of(4, 2, 6, (o, c, t) -> true), null).network();
    assertThat(network.nodes()).extracting(Node::name).containsExactly("a", "a.pool", "z");
    assertThat(((Hidden) ((Linear) network.node("z").op()).weights()).base(1)).isEqualTo(0x12bc8390);
    assertThat(network.label(new int[] {3, 9, 9, -1})).isEqualTo(1);
    assertThat(network).isEqualTo(network.with(network.nodes())).hasSameHashCodeAs(network.with(network.nodes())).hasToString("c of seed 1: 3 x 6 x 4 -> a 2 x 6 x 4 -> a.pool 2 x 3 x 2 -> z 4 x 1 x 1");
  }
}
