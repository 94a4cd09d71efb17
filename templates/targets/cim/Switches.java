// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import kakure.network.Gate;
import kakure.network.Network;
import kakure.network.Node;

/**
 * What switches channels of a layer off: the gate that it reads through, and those through which alone it is read.
 *
 * @param inputs a gate between the layer and the map it reads
 * @param outputs gates that are all who read it
 */
record Switches(Optional<Node> inputs, List<Node> outputs) {
  /** A node's. */
  static Switches of(Network network, Node node) {
    var inputs = network.nodes().stream().filter(n -> n.name().equals(node.inputs().get(0)) && n.op() instanceof Gate).findFirst();
    var readers = network.readers(node.name());
    boolean gated = !readers.isEmpty() && readers.stream().allMatch(n -> n.op() instanceof Gate && n.inputs().get(0).equals(node.name()) && !n.inputs().get(1).equals(node.name()));
    return new Switches(inputs, gated ? readers : List.of());
  }

  /** The nodes that must be known before the layer is computed. */
  List<String> decisions() {
    return Stream.concat(inputs.stream(), outputs.stream()).map(n -> n.inputs().get(1)).distinct().toList();
  }

  /** Which of so many input channels are on, by the decisions' values. */
  boolean[] inputs(Function<String, int[]> values, int channels) {
    var on = new boolean[channels];
    if (inputs.isEmpty()) Arrays.fill(on, true);
    else add(inputs.get(), values, on);
    return on;
  }

  /** Which of so many outputs someone wants. */
  boolean[] wanted(Function<String, int[]> values, int channels) {
    var on = new boolean[channels];
    if (outputs.isEmpty()) Arrays.fill(on, true);
    for (var gate : outputs) add(gate, values, on);
    return on;
  }

  private static void add(Node gate, Function<String, int[]> values, boolean[] on) {
    int[] threshold = ((Gate) gate.op()).threshold(), decision = values.apply(gate.inputs().get(1));
    for (int c = 0; c < on.length; c++) on[c] |= decision[c] > threshold[c];
  }
}
