// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node's attributes, each known by name and type: one that is not asked for is refused, as it may change what the node computes. */
final class Attributes {
  private final OnnxGraph graph;
  private final int index;
  private final Map<String, AttributeProto> left = new TreeMap<>();

  /** @throws kakure.BadInput if one is given twice */
  Attributes(OnnxGraph graph, int index) {
    this.graph = graph;
    this.index = index;
    for (AttributeProto a : graph.node(index).getAttributeList())
      if (left.put(a.getName(), a) != null) throw graph.bad(index, "attribute " + Refusals.quote(a.getName()) + " is given twice");
  }

  private AttributeProto take(String name, AttributeType type) {
    AttributeProto a = left.remove(name);
    if (a != null && a.getType() != type) throw graph.bad(index, "attribute " + Refusals.quote(name) + " is of type " + a.getType() + ", not " + type);
    return a;
  }

  long integer(String name, long otherwise) {
    AttributeProto a = take(name, AttributeType.INT);
    return a == null ? otherwise : a.getI();
  }

  float real(String name, float otherwise) {
    AttributeProto a = take(name, AttributeType.FLOAT);
    return a == null ? otherwise : a.getF();
  }

  String text(String name, String otherwise) {
    AttributeProto a = take(name, AttributeType.STRING);
    return a == null ? otherwise : a.getS().toStringUtf8();
  }

  /** @return null if it is not given */
  AttributeProto tensor(String name) {
    return take(name, AttributeType.TENSOR);
  }

  /** {@code n} integers, each 0 to {@code max}. */
  int[] integers(String name, int n, int max, int otherwise) {
    AttributeProto a = take(name, AttributeType.INTS);
    int[] values = new int[n];
    if (a != null && a.getIntsCount() != n) throw graph.bad(index, "attribute " + Refusals.quote(name) + " has " + a.getIntsCount() + " values, not " + n);
    for (int i = 0; i < n; i++) {
      long v = a == null ? otherwise : a.getInts(i);
      if (v < 0 || v > max) throw graph.bad(index, "attribute " + Refusals.quote(name) + " holds " + v + ": must be 0 to " + max);
      values[i] = (int) v;
    }
    return values;
  }

  /** The integers, none if it is not given. */
  List<Long> list(String name) {
    AttributeProto a = take(name, AttributeType.INTS);
    return a == null ? List.of() : a.getIntsList();
  }

  /** The numbers, none if it is not given. */
  List<Float> reals(String name) {
    AttributeProto a = take(name, AttributeType.FLOATS);
    return a == null ? List.of() : a.getFloatsList();
  }

  /** Whether it is given. */
  boolean has(String name) {
    return left.containsKey(name);
  }

  /** Only these values are computed. */
  void only(String name, long value, long otherwise) {
    long v = integer(name, otherwise);
    if (v != value) throw graph.bad(index, "attribute " + Refusals.quote(name) + " is " + v + "; the hardware computes " + value + " only");
  }

  /** Nothing is left. */
  void end() {
    if (!left.isEmpty()) throw graph.bad(index, "attribute " + Refusals.quote(left.keySet().iterator().next()) + " is not known");
  }
}
