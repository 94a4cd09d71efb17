// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;
import java.util.Objects;

/**
 * A node of a network: an operation, and by name what it reads.
 *
 * @param name unique in its network, not {@link Network#IMAGE}
 * @param inputs names of nodes, or {@link Network#IMAGE}, in the order of {@link Op#operands}
 * @param op what it computes
 */
public record Node(String name, List<String> inputs, Op op) {
  /** @throws IllegalArgumentException if the name is blank or taken by the image, or the inputs are not as many as the operation reads */
  public Node {
    Objects.requireNonNull(op);
    inputs = List.copyOf(inputs);
    if (name.isBlank()) throw new IllegalArgumentException("a node has a name");
    if (name.equals(Network.IMAGE)) throw new IllegalArgumentException("a node cannot be named \"" + Network.IMAGE + "\": that is what the network reads");
    if (inputs.size() != op.operands().size()) throw new IllegalArgumentException(name + ": " + op.title() + " reads " + op.operands().size() + " (" + String.join(", ", op.operands()) + "), not " + inputs.size());
  }

  /** A node that reads one other. */
  public Node(String name, String input, Op op) {
    this(name, List.of(input), op);
  }
}
