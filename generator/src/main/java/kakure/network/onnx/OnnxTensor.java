// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A constant: stored in the file, or computed of such ones.
 *
 * @param dims sides, outermost first; none for a scalar
 * @param values as many as the sides' product
 */
record OnnxTensor(List<Integer> dims, Numbers values) {
  OnnxTensor {
    dims = List.copyOf(dims);
  }

  /** A vector of integers. */
  static OnnxTensor integers(List<? extends Number> all) {
    Numbers values = new Numbers(DataType.INT64_VALUE, all.size());
    for (int i = 0; i < all.size(); i++) values.put(i, all.get(i).longValue());
    return new OnnxTensor(List.of(all.size()), values);
  }

  /** The element type in the file, a number of {@link DataType}. */
  int type() {
    return values.type;
  }

  int length() {
    return values.length();
  }

  /** Number of dimensions. */
  int rank() {
    return dims.size();
  }

  int dim(int d) {
    return dims.get(d);
  }

  /** The same numbers in another shape of as many. */
  OnnxTensor shaped(List<Integer> to) {
    return new OnnxTensor(to, values);
  }

  /** "32 x 1 x 3 x 3". */
  String shape() {
    return text(dims);
  }

  /** "32 x 1 x 3 x 3". */
  static String text(List<? extends Number> dims) {
    return dims.isEmpty() ? "scalar" : dims.stream().limit(9).map(String::valueOf).collect(Collectors.joining(" x "));
  }

  /** The name of a type's number. */
  static String typeName(int type) {
    DataType known = DataType.forNumber(type);
    return known == null ? "number " + type : known.name();
  }
}
