// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;

/** The model's image as the file declares it: UINT8 or FLOAT, batch x channels x height x width, batch x height x width, or batch x features. */
final class ImageInput {
  private ImageInput() {}

  static Value read(ValueInfoProto image, Refusals refusals) {
    String what = "input " + Refusals.quote(image.getName());
    TypeProto.Tensor type = image.getType().getTensorType();
    boolean u8 = type.getElemType() == DataType.UINT8_VALUE;
    if (!u8 && type.getElemType() != DataType.FLOAT_VALUE) throw refusals.model(what + " is of type " + OnnxTensor.typeName(type.getElemType()) + "; an image of UINT8 or FLOAT is read: export the model with one");
    List<TensorShapeProto.Dimension> dims = type.getShape().getDimList();
    if (dims.size() < 2 || dims.size() > 4) throw refusals.model(what + " has " + dims.size() + " dimensions; batch x channels x height x width is read, batch x height x width, or batch x features");
    List<Integer> sides = new ArrayList<>();
    for (int d = 0; d < dims.size(); d++) {
      long v = dims.get(d).getDimValue();
      boolean open = d == 0 && !dims.get(d).hasDimValue();
      if (!open && (v < 1 || v > Shape.MAX_ELEMENTS)) throw refusals.model(what + ": side " + d + " is " + (dims.get(d).hasDimValue() ? String.valueOf(v) : "not a number") + "; export the model with a fixed image size");
      sides.add(open ? 1 : (int) v);
    }
    try {
      return Value.image(u8, sides, picture(sides, null));
    } catch (IllegalArgumentException e) {
      throw refusals.model(what + ": " + e.getMessage());
    }
  }

  /**
   * The picture that such sides are, the batch first; a vector is whatever picture it was before.
   *
   * @param before null where there was none: then each feature is a channel of its own
   */
  static Shape picture(List<Integer> sides, Shape before) {
    return switch (sides.size()) {
      case 4 -> new Shape(sides.get(1), sides.get(2), sides.get(3));
      case 3 -> new Shape(1, sides.get(1), sides.get(2));
      default -> before != null ? before : new Shape(sides.get(1), 1, 1);
    };
  }
}
