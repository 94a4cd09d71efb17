// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network as hardware computes it, in integers: nodes that read each other by name, from an image of u8 pixels to one logit per class. The signs of hidden weights follow from one seed. Immutable. */
public final class Network {
  /** The name by which nodes read the image. */
  public static final String IMAGE = "image";

  private final String name;
  private final int seed;
  private final Intake intake;
  private final List<Node> nodes;
  private final Readout readout;
  private final Optional<Ladder> ladder;
  private final Map<String, Result> results = new LinkedHashMap<>();

  /**
   * Checks and orders a network.
   *
   * @param name of the model
   * @param seed the network's one 32-bit seed
   * @param input shape of an image of u8 pixels
   * @param nodes in any order; all but one are read
   * @param readout what the host makes of the accumulators of that one
   * @throws IllegalArgumentException if names are given twice or unknown, nodes read each other in a circle, an operation does not fit what it reads, or there is not one node that yields a logit per class
   */
  public Network(String name, int seed, Shape input, List<Node> nodes, Readout readout) {
    this(name, seed, Intake.of(input), nodes, readout);
  }

  /**
   * Checks and orders a network whose image is not the picture as it is.
   *
   * @param intake how the host makes the image of a picture
   * @throws IllegalArgumentException as the other constructor
   */
  public Network(String name, int seed, Intake intake, List<Node> nodes, Readout readout) {
    this(name, seed, intake, nodes, readout, Optional.empty());
  }

  private Network(String name, int seed, Intake intake, List<Node> nodes, Readout readout, Optional<Ladder> ladder) {
    this.ladder = ladder;
    this.intake = intake;
    this.name = Objects.requireNonNull(name);
    this.seed = seed;
    this.readout = readout;
    this.nodes = Order.of(nodes);
    results.put(IMAGE, Result.u8(intake.image()));
    for (Node node : this.nodes) {
      try {
        results.put(node.name(), node.op().result(inputs(node)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
      }
    }
    Node output = output();
    if (!(output.op() instanceof Linear l) || l.requantise().isPresent()) throw new IllegalArgumentException(output.name() + ": the last layer's accumulators are the logits: a linear operation without requantise constants, not " + output.op().title() + (output.op() instanceof Linear ? " with them" : ""));
    Shape last = result(output.name()).shape();
    if (last.pixels() != 1 || last.channels() != readout.classes()) throw new IllegalArgumentException("the last layer yields " + last + ", the readout wants " + readout.classes() + " x 1 x 1");
  }

  /** Name of the model. */
  public String name() {
    return name;
  }

  /** The network's one 32-bit seed. */
  public int seed() {
    return seed;
  }

  /** Shape of the image of u8 pixels that it reads. */
  public Shape input() {
    return intake.image();
  }

  /** How the host makes that image of a picture. */
  public Intake intake() {
    return intake;
  }

  /** Shape of the pictures that it is given. */
  public Shape picture() {
    return intake.picture();
  }

  /** The image of u8 pixels that the host makes of a picture's bytes. */
  public byte[] image(byte[] picture) {
    return intake.image(picture);
  }

  /** In order of computation: behind what they read; where that leaves a choice, as they were given. The last gives the logits. */
  public List<Node> nodes() {
    return nodes;
  }

  /** What the host makes of the last node's accumulators. */
  public Readout readout() {
    return readout;
  }

  /** The node whose accumulators are the logits. */
  public Node output() {
    return nodes.get(nodes.size() - 1);
  }

  /**
   * The node of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node node(String node) {
    return nodes.stream().filter(n -> n.name().equals(node)).findFirst().orElseThrow(() -> new IllegalArgumentException("the network has no node \"" + node + "\""));
  }

  /**
   * What a node hands on.
   *
   * @param node a node's name, or {@link #IMAGE}
   * @throws IllegalArgumentException if there is none of that name
   */
  public Result result(String node) {
    Result result = results.get(node);
    if (result == null) throw new IllegalArgumentException("the network has no node \"" + node + "\"");
    return result;
  }

  /** What a node of this network reads. */
  public List<Result> inputs(Node node) {
    return node.inputs().stream().map(this::result).toList();
  }

  /** The nodes that read a value, in order. */
  public List<Node> readers(String value) {
    return nodes.stream().filter(n -> n.inputs().contains(value)).toList();
  }

  /** The class that the last node's accumulators tell. */
  public int label(int[] logits) {
    return readout.label(logits);
  }

  /** Weights of all nodes, kept or not. */
  public long weights() {
    return nodes.stream().mapToLong(n -> n.op().weightCount()).sum();
  }

  /** Multiply-accumulates of all nodes for one image. */
  public long macs() {
    return nodes.stream().mapToLong(n -> n.op().macs(result(n.name()).shape())).sum();
  }

  /** The same with other nodes, which must give as many logits. */
  public Network with(List<Node> others) {
    return with(others, readout);
  }

  /** The same with other nodes and what the host makes of their logits. */
  Network with(List<Node> others, Readout of) {
    return new Network(name, seed, intake, others, of);
  }

  /** Bits of the finest bit-serial weights; 0 where there are none. */
  public int bits() {
    return nodes.stream().filter(n -> n.op() instanceof Linear l && l.weights() instanceof Planes).flatMapToInt(n -> Arrays.stream(((Planes) ((Linear) n.op()).weights()).bits())).max().orElse(0);
  }

  /** Bits at which it can be computed, from the fewest; none where its weights are not bit-serial. */
  public List<Integer> precisions() {
    int most = bits();
    return IntStream.rangeClosed(ladder.isPresent() ? 1 : Math.max(1, most), most).boxed().toList();
  }

  /** Its other precisions, where there are constants for them. */
  public Optional<Ladder> ladder() {
    return ladder;
  }

  /**
   * The same with other precisions.
   *
   * @throws IllegalArgumentException if they are not those of 1, 2, ... bits less than this one's
   */
  public Network withLadder(Ladder other) {
    other.check(this);
    return new Network(name, seed, intake, nodes, readout, Optional.of(other));
  }

  /**
   * The network of so many bits: its planes stopped there, with the constants of that precision; filters of fewer bits stay as they are.
   *
   * @throws IllegalArgumentException if there are no such weights, or no constants for that precision; the message names the remedy
   */
  public Network at(int precision) {
    int most = bits();
    if (most == 0) throw new IllegalArgumentException("network " + name + " has no bit-serial weights, so there is no precision to choose: train it with --mode progressive");
    if (precision == most) return this;
    if (precision < 1 || precision > most) throw new IllegalArgumentException("precision " + precision + " of network " + name + ": must be 1 to " + most + ", the bits of its weights");
    if (ladder.isEmpty()) throw new IllegalArgumentException("precision " + precision + " of network " + name + ": its file has constants for " + most + " bits only; train it with --mode progressive, which measures those of every precision");
    return ladder.get().lower().get(precision - 1);
  }

  /**
   * The network of so many bits, of which some layers, or filters of them, have others: a channel's constants are those of its own precision.
   *
   * @param precision of what is not named
   * @param layers of layers of bit-serial weights, by name: the precision of each output channel; filters of fewer bits stay as they are
   * @throws IllegalArgumentException as {@link #at(int)}, or if a layer is unknown, has no such weights, or not as many output channels
   */
  public Network at(int precision, Map<String, int[]> layers) {
    return layers.isEmpty() ? at(precision) : MixedPrecision.of(this, precision, layers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network n && ladder.equals(n.ladder) && name.equals(n.name) && seed == n.seed && intake.equals(n.intake) && nodes.equals(n.nodes) && readout.equals(n.readout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, seed, intake, nodes, readout);
  }

  /** Name, input and nodes, short. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    for (Node n : nodes) all.add(n.name() + " " + result(n.name()).shape());
    return name + " of seed " + Integer.toUnsignedString(seed) + ": " + intake + " -> " + String.join(" -> ", all);
  }
}
