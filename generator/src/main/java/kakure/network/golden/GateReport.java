// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kakure.network.Gate;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.Node;

/**
 * What the channel gates of a network do on a set of images, and how many of these it labels right.
 *
 * @param images of the set
 * @param correct images with the right label
 * @param gates in order of computation
 */
public record GateReport(int images, int correct, List<Channels> gates) {
  /**
   * One gate.
   *
   * @param name of the node
   * @param on per channel, the images for which it is on
   */
  public record Channels(String name, int[] on) {}

  /** Runs every image, in slices side by side; the images must fit the network. */
  public static GateReport of(Network network, Images data) {
    int slices = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, data.count()));
    return IntStream.range(0, slices).parallel().mapToObj(s -> slice(network, data, s, slices)).reduce(GateReport::and).orElseThrow();
  }

  private static GateReport slice(Network network, Images data, int slice, int slices) {
    GoldenNetwork golden = new GoldenNetwork(network);
    List<Node> nodes = network.nodes().stream().filter(n -> n.op() instanceof Gate).toList();
    List<Channels> gates = new ArrayList<>();
    for (Node node : nodes) gates.add(new Channels(node.name(), new int[((Gate) node.op()).threshold().length]));
    int images = 0;
    int correct = 0;
    for (int i = slice; i < data.count(); i += slices, images++) {
      GoldenNetwork.Trace trace = golden.run(network.image(data.image(i)));
      if (network.label(trace.logits()) == data.label(i)) correct++;
      for (int k = 0; k < nodes.size(); k++) {
        int[] threshold = ((Gate) nodes.get(k).op()).threshold();
        int[] decision = trace.values(nodes.get(k).inputs().get(1));
        for (int c = 0; c < threshold.length; c++) if (decision[c] > threshold[c]) gates.get(k).on[c]++;
      }
    }
    return new GateReport(images, correct, gates);
  }

  private GateReport and(GateReport other) {
    for (int k = 0; k < gates.size(); k++) for (int c = 0; c < gates.get(k).on.length; c++) gates.get(k).on[c] += other.gates.get(k).on[c];
    return new GateReport(images + other.images, correct + other.correct, gates);
  }

  private IntStream on() {
    return gates.stream().flatMapToInt(g -> Arrays.stream(g.on));
  }

  /** Gated channels. */
  public int channels() {
    return (int) on().count();
  }

  /** Channels that are off for every image. */
  public int never() {
    return (int) on().filter(n -> n == 0).count();
  }

  /** Channels that are on for every image. */
  public int always() {
    return (int) on().filter(n -> n == images).count();
  }

  /** Channels that the image decides. */
  public int decided() {
    return channels() - never() - always();
  }

  /** Mean share of channels that are on, 0 to 1. */
  public double share() {
    return on().asLongStream().sum() / Math.max(1.0, (double) channels() * images);
  }
}
