// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** Reads the nodes of an operator: checks attributes and constants, and says what the result stands for. One file an operator or family of them, and one line in {@link OpReaders}. */
@FunctionalInterface
interface OpReader {
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
