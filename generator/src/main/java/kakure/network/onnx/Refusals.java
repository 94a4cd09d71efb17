// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import kakure.BadInput;

/**
 * The messages of a refused model: file, node and reason. Texts out of the file are cut and stripped of control characters.
 *
 * @param source the file, as the user gave it
 */
record Refusals(String source) {
  private static final int LONGEST = 60;

  BadInput model(String reason) {
    return new BadInput(source + ": " + reason);
  }

  /** @param index the node's place in the file, from 0 */
  BadInput node(NodeProto node, int index, String reason) {
    String name = node.getName().isEmpty() ? "" : " " + quote(node.getName());
    return model("node " + index + name + " (" + plain(node.getOpType()) + "): " + reason);
  }

  static String quote(String text) {
    return "\"" + plain(text) + "\"";
  }

  static String plain(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.codePoints().map(c -> c < 32 || c == 127 || Character.getType(c) == Character.FORMAT || c >= 0x80 && c < 0xA0 ? '?' : c).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
