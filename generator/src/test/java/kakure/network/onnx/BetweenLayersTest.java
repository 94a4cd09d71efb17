// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import kakure.BadInput;
import kakure.network.Linear;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Requantise;
import kakure.network.TrainedNetwork;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** Nodes between layers and behind the last: what changes nothing, what is folded, what is the host's. */
class BetweenLayersTest {
  private final TrainedNetwork trained = Model.small();
  private final Network expected = trained.quantise();
  private final Model model = new Model(trained);

  private NodeProto.Builder before(String node, String type, String output, String... inputs) {
    NodeProto.Builder made = NodeProto.newBuilder().setOpType(type).addOutput(output);
    for (String input : inputs) made.addInput(input);
    int at = model.indexOf(node);
    model.graph.addNode(at, made);
    return model.graph.getNodeBuilder(at);
  }

  @Test
  void shapesThatAreComputed() {
    before("c.flat", "Shape", "s", "c.in");
    before("c.flat", "Gather", "n", "s", model.raw("i", DataType.INT64_VALUE, new byte[8]));
    before("c.flat", "Unsqueeze", "n1", "n", model.integers("ax", 0));
    before("c.flat", "Concat", "to", "n1", model.integers("rest", -1)).addAttribute(Model.attribute("axis", 0));
    model.node("c.flat").setOpType("Reshape").clearAttribute().addInput("to");
    assertThat(model.read()).isEqualTo(expected);
    before("c.flat", "Slice", "sides", "s", model.integers("from", 1), model.integers("end", Long.MAX_VALUE));
    before("c.flat", "ReduceProd", "features", "sides").addAttribute(Model.attribute("keepdims", 1));
    before("c.flat", "Concat", "to2", model.integers("any", -1), "features").addAttribute(Model.attribute("axis", 0));
    model.node("c.flat").setInput(1, "to2");
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void whatChangesNothing() {
    model.after("a.q", "Clip", model.raw("lo", DataType.UINT8_VALUE, new byte[1]), model.raw("hi", DataType.UINT8_VALUE, new byte[] {-1}));
    model.after("a.q", "Cast").addAttribute(Model.attribute("to", DataType.UINT8_VALUE));
    model.after("b.in", "MaxPool").addAttribute(Model.attribute("kernel_shape", 1, 1));
    model.after("c", "Squeeze", model.integers("none"));
    model.after("b.relu", "Reshape", model.integers("own", 0, 4, 2, 2));
    assertThat(model.read()).isEqualTo(expected);
    model.raw("hi", DataType.UINT8_VALUE, new byte[] {15});
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("(Clip): cuts quantised activations to 0.0 to 15.0; the hardware has 0 to 255");
  }

  /** The pooling of a ResNet's stem, and one that is padded above and to the right only: ONNX names the pads of all beginnings first. */
  @Test
  void poolingOfOverlappingWindowsWithPads() {
    long[][] pads = {{1, 1, 1, 1}, {1, 0, 0, 1}};
    for (long[] p : pads) {
      model.node("b.pool").clearAttribute().addAttribute(Model.attribute("kernel_shape", 3, 3)).addAttribute(Model.attribute("strides", 2, 2)).addAttribute(Model.attribute("pads", p[0], p[1], p[2], p[3]));
      Network read = model.read();
      assertThat(read.nodes().stream().map(n -> n.op()).filter(MaxPool.class::isInstance).toList()).containsExactly(new MaxPool(new Window(3, 3, 2, (int) p[0], (int) p[1], (int) p[2], (int) p[3])));
      assertThat(read.nodes().stream().filter(n -> n.op() instanceof Linear).toList()).hasSize(3);
    }
    model.node("b.pool").clearAttribute().addAttribute(Model.attribute("kernel_shape", 3, 3)).addAttribute(Model.attribute("strides", 2, 2)).addAttribute(Model.attribute("pads", 3, 0, 0, 0));
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("(MaxPool)");
  }

  @Test
  void poolingOfOnePixel() {
    model.remove("c.flat");
    model.node("c").setOpType("Conv").clearAttribute();
    model.set("c.weight", model.floats("c.weight"), 5, 4, 2, 2);
    model.after("c", "GlobalAveragePool");
    model.graph.getNodeBuilder(model.graph.getNodeCount() - 1).setName("gap");
    assertThat(model.read()).isEqualTo(expected);
    model.node("gap").setOpType("ReduceMean").addAttribute(Model.attribute("axes", 2, 3)).addAttribute(Model.attribute("keepdims", 0));
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void paddingBeforeTheConvolution() {
    for (String behind : new String[] {"a.relu", "a.q", "b.in"}) {
      Model padded = new Model(trained);
      padded.remove("b.pool");
      padded.after("a.bn", "MaxPool").addAttribute(Model.attribute("kernel_shape", 2, 2)).addAttribute(Model.attribute("strides", 2, 2));
      padded.node("b").removeAttribute(1);
      padded.after(behind, "Pad", padded.integers("pads", 0, 0, 1, 1, 0, 0, 1, 1));
      assertThat(padded.read()).as(behind).isEqualTo(expected);
      padded.integers("pads", 0, 0, 0, 1, 0, 0, 1, 0);
      padded.node("b").addAttribute(Model.attribute("pads", 1, 0, 0, 1));
      assertThat(padded.read()).as(behind).isEqualTo(expected);
    }
    model.after("c.in", "Pad", model.integers("pads", 0, 0, 1, 1, 0, 0, 1, 1));
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("(Flatten): reads a map that Pad has surrounded with zeros; only a convolution takes them up");
  }

  @Test
  void int8WithZeroPointMinus128() {
    model.raw("z8", DataType.INT8_VALUE, new byte[] {-128});
    for (String n : new String[] {"a.q", "b.in", "b.q", "c.in"}) model.node(n).setInput(2, "z8");
    assertThat(model.read()).isEqualTo(expected);
    model.node("c.in").setInput(2, "zero");
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("dequantises INT8 with zero point -128 as UINT8 with zero point 0; give both the same type and zero point");
  }

  @Test
  void quantOfQonnx() {
    model.remove("a.q");
    model.node("b.in").setOpType("Quant").setDomain("qonnx.custom_op.general").clearInput().addInput("a.relu").addInput("b.in_scale").addInput(model.set("z", new float[1])).addInput(model.set("bits", new float[] {8}))
        .addAttribute(Model.attribute("signed", 0)).addAttribute(Model.attribute("narrow", 0)).addAttribute(Model.attribute("rounding_mode", "ROUND"));
    assertThat(model.read()).isEqualTo(expected);
    model.set("bits", new float[] {4});
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("(Quant): quantises activations to 0 to 15 with zero point 0.0");
  }

  @Test
  void factorsAndShiftsOfSumsAreFolded() {
    model.after("a.bn", "Mul", model.set("k", new float[] {2, 2, 2, 2, 2, 2}, 1, 6, 1, 1));
    model.graph.getNodeBuilder(model.indexOf("a.bn") + 1).setName("k1").setOutput(0, "k1");
    model.node("a.relu").setInput(0, "k1");
    model.after("k1", "Sub", model.set("shift", new float[] {.25f}));
    Requantise got = ((Linear) model.read().node("a").op()).requantise().orElseThrow();
    Requantise want = ((Linear) expected.node("a").op()).requantise().orElseThrow();
    for (int o = 0; o < 6; o++) {
      assertThat(Math.scalb((double) got.mul()[o], -got.sh()[o])).isCloseTo(2 * Math.scalb((double) want.mul()[o], -want.sh()[o]), within(1e-3));
      assertThat(Math.scalb((double) got.add()[o], -got.sh()[o])).isCloseTo(2 * Math.scalb((double) want.add()[o], -want.sh()[o]) - .25 / .02, within(1e-3));
    }
  }

  @Test
  void twoNormalisationsAreOne() {
    for (String p : new String[] {"gamma", "beta", "mean"}) model.set("n." + p, new float[] {p.equals("gamma") ? .5f : 0, p.equals("gamma") ? .5f : 0, 1, 1, 1, 1}, 6);
    model.after("a.bn", "BatchNormalization", "n.gamma", "n.beta", "n.mean", model.set("n.var", new float[] {1, 1, 1, 1, 1, 1}, 6));
    Requantise got = ((Linear) model.read().node("a").op()).requantise().orElseThrow();
    Requantise want = ((Linear) expected.node("a").op()).requantise().orElseThrow();
    assertThat(Math.scalb((double) got.mul()[0], -got.sh()[0])).isCloseTo(.5 * Math.scalb((double) want.mul()[0], -want.sh()[0]), within(1e-3));
    assertThat(Math.scalb((double) got.add()[3], -got.sh()[3])).isCloseTo(Math.scalb((double) want.add()[3], -want.sh()[3]), within(.01));
  }

  @Test
  void whatFollowsTheLogitsIsTheHosts() {
    model.raw("z", DataType.UINT8_VALUE, new byte[] {(byte) 128});
    model.after("c", "ArgMax").addAttribute(Model.attribute("axis", 1));
    model.after("c", "Softmax").addAttribute(Model.attribute("axis", -1));
    model.after("c", "DequantizeLinear", "a.in_scale", "z");
    model.after("c", "QuantizeLinear", "a.in_scale", "z");
    assertThat(model.read()).isEqualTo(expected);
  }
}
