// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.TrainedNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a model's image comes: its shape, and what a byte of a picture is in it. */
class ImageFormsTest {
  private final TrainedNetwork trained = Model.small();
  private final Network expected = trained.quantise();
  private final Model model = new Model(trained);

  @BeforeEach
  void imageOfFloat() {
    model.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("QuantizeLinear").setName("q").addInput("image").addInput("a.in_scale").addInput("zero").addOutput("q"));
    model.node("a.in").setInput(0, "q");
  }

  /** Puts nodes between the image and its quantisation. */
  private NodeProto.Builder first(String type, String output, String... constants) {
    int at = model.indexOf("q");
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).addInput(model.node("q").getInput(0)).addOutput(output);
    for (String c : constants) node.addInput(c);
    model.graph.addNode(at, node);
    model.node("q").setInput(0, output);
    return model.graph.getNodeBuilder(at);
  }

  private void sides(long... sides) {
    var shape = model.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().clearDim();
    for (long side : sides) shape.addDim(side == 0 ? Dimension.newBuilder().setDimParam("N") : Dimension.newBuilder().setDimValue(side));
  }

  private byte[] levels(Network network) {
    return network.intake().levels();
  }

  @Test
  void bytesDividedBy255InTheModel() {
    first("Div", "d", model.set("255", new float[] {255}));
    assertThat(model.read()).isEqualTo(expected);
    assertThat(model.read().intake().plain()).isTrue();
  }

  @Test
  void stepsOtherThanThoseOfThePicture() {
    model.set("half", new float[] {1 / 128f});
    model.node("q").setInput(1, "half");
    model.node("a.in").setInput(1, "half");
    Network read = model.read();
    assertThat(read.intake().plain()).isFalse();
    for (int b = 0; b < 256; b++) assertThat(levels(read)[b]).as("byte %d", b).isEqualTo((byte) Math.rint((float) b / 255f / (1 / 128f)));
  }

  @Test
  void floatsFrom0To255() {
    model.set("one", new float[] {2});
    model.node("q").setInput(1, "one");
    model.node("a.in").setInput(1, "one");
    Network read = model.read();
    for (int b = 0; b < 256; b++) assertThat(levels(read)[b]).as("byte %d", b).isEqualTo((byte) Math.rint(b / 2.0));
  }

  @Test
  void normalisedInTheModel() {
    first("Sub", "centred", model.set("mean", new float[] {.25f}));
    first("Div", "scaled", model.set("deviation", new float[] {.5f}));
    model.set("s", new float[] {1.5f / 255});
    model.node("q").setInput(1, "s");
    model.node("a.in").setInput(1, "s");
    Network read = model.read();
    for (int b = 0; b < 256; b++) assertThat(levels(read)[b]).as("byte %d", b).isEqualTo((byte) Math.max(0, Math.rint((b / 255f - .25f) / .5f / (1.5f / 255))));
  }

  @Test
  void anImageOfWhichNothingIsLeft() {
    first("Clip", "cut", model.set("low", new float[] {-5}), model.set("high", new float[] {-1}));
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("reads an image of which every pixel is quantised to 0: its scale does not fit its values");
  }

  @Test
  void flatMadeAnImage() {
    sides(0, 128);
    first("Reshape", "r", model.integers("nchw", -1, 2, 8, 8));
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void channelsLast() {
    sides(0, 8, 8, 2);
    first("Transpose", "t").addAttribute(Model.attribute("perm", 0, 3, 1, 2));
    assertThat(model.read()).isEqualTo(expected);
    model.graph.getNodeBuilder(0).clearAttribute().addAttribute(Model.attribute("perm", 0, 3, 2, 1));
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("(Transpose): changes the order of the elements of 8 x 8 x 2 by [0, 3, 2, 1]; the hardware keeps channels, rows, columns");
  }

  @Test
  void oneChannelWithoutAndBehind() {
    Model one = new Model(ones());
    Network same = ones().quantise();
    assertThat(one.read()).isEqualTo(same);
    var shape = one.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    shape.removeDim(1);
    one.graph.addNode(0, NodeProto.newBuilder().setOpType("Unsqueeze").addInput("image").addInput(one.integers("ax", 1)).addOutput("r"));
    one.node("f.in").setInput(0, "r");
    assertThat(one.read()).isEqualTo(same);
    shape.addDim(Dimension.newBuilder().setDimValue(1));
    for (String type : new String[] {"Reshape", "Transpose"}) {
      one.graph.getNodeBuilder(0).setOpType(type).clearInput().addInput("image").clearAttribute();
      if (type.equals("Reshape")) one.graph.getNodeBuilder(0).addInput(one.integers("nchw", 0, 1, 6, 6));
      else one.graph.getNodeBuilder(0).addAttribute(Model.attribute("perm", 0, 3, 1, 2));
      assertThat(one.read()).as(type).isEqualTo(same);
    }
  }

  /** A fully connected layer of 6 x 6 pixels. */
  private static TrainedNetwork ones() {
    var input = new kakure.network.Shape(1, 6, 6);
    var mask = kakure.network.Mask.of(3, 1, 36, (o, c, t) -> (o + t) % 2 == 0);
    var layer = new kakure.network.TrainedLayer("f", input, kakure.network.Window.whole(input), false, mask, .5f, null, 1 / 255f, 1f);
    return new TrainedNetwork("small", 5, input, java.util.List.of(layer));
  }

  @Test
  void aBatchThatIsFixed() {
    sides(16, 2, 8, 8);
    model.node("c.flat").setOpType("Reshape").clearAttribute().addInput(model.integers("to", 16, -1));
    assertThat(model.read()).isEqualTo(expected);
    model.integers("to", 1, -1);
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("reshapes a map of 4 x 2 x 2 to 1 x 256: the batch of 16 must stay the first side");
  }
}
