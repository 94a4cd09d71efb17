// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Reads the nodes of an operator or a family of them that lie on the way from the image to the logits: checks attributes and constants, and says what the result stands for. One file each, and one line in {@link OpReaders}. */
interface OpReader {
  /** The operators, as ONNX names them. */
  List<String> operators();

  /** Which forms of them are read, and within which limits: their row on the page of what is read. */
  String forms();

  /**
   * Reads a node.
   *
   * @param in values so far, and the network's nodes
   * @param index of the node in the file
   * @return what its first output stands for
   * @throws kakure.BadInput if it is not what the hardware computes
   */
  Value read(GraphReader in, int index);
}
