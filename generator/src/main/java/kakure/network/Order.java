// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts nodes behind what they read. */
final class Order {
  private Order() {}

  /** @throws IllegalArgumentException if a name is given twice or unknown, nodes read each other in a circle, or not exactly one is read by none */
  static List<Node> of(List<Node> nodes) {
    if (nodes.isEmpty()) throw new IllegalArgumentException("a network has one node or more");
    Map<String, Node> byName = new TreeMap<>();
    for (Node n : nodes) if (byName.put(n.name(), n) != null) throw new IllegalArgumentException("two nodes are named \"" + n.name() + "\"");
    Set<String> read = new TreeSet<>();
    for (Node n : nodes)
      for (String input : n.inputs()) {
        if (!input.equals(Network.IMAGE) && !byName.containsKey(input)) throw new IllegalArgumentException(n.name() + ": reads \"" + input + "\", but no node has that name, and the image is named \"" + Network.IMAGE + "\"");
        read.add(input);
      }
    List<Node> ordered = new ArrayList<>();
    Set<String> known = new TreeSet<>(List.of(Network.IMAGE));
    for (List<Node> left = nodes; !left.isEmpty(); ) {
      List<Node> waiting = new ArrayList<>();
      for (Node n : left) {
        if (known.containsAll(n.inputs())) {
          ordered.add(n);
          known.add(n.name());
        } else {
          waiting.add(n);
        }
      }
      if (waiting.size() == left.size()) throw new IllegalArgumentException("nodes read each other in a circle: " + circle(waiting.get(0), byName, known));
      left = waiting;
    }
    List<String> unread = ordered.stream().map(Node::name).filter(n -> !read.contains(n)).toList();
    if (unread.size() != 1) throw new IllegalArgumentException("nodes " + String.join(", ", unread) + " are read by no other; a network gives one result, its logits");
    Node output = byName.get(unread.get(0)); // ends the order, wherever it was given
    ordered.remove(output);
    ordered.add(output);
    return List.copyOf(ordered);
  }

  /** "a reads b reads a": follows what is not known until a name comes again. */
  private static String circle(Node from, Map<String, Node> byName, Set<String> known) {
    List<String> path = new ArrayList<>();
    String at = from.name();
    for (; !path.contains(at); at = byName.get(at).inputs().stream().filter(i -> !known.contains(i)).findFirst().orElseThrow()) path.add(at);
    path.add(at);
    return String.join(" reads ", path.subList(path.indexOf(at), path.size()));
  }
}
