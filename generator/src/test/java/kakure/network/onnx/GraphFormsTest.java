// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.network.Add;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Residual additions, gates, averages and stored weights: written, read back as the same integers, and what is wrong about them refused. */
class GraphFormsTest {
  private SplittableRandom rng;

  private TrainedGraph graph(float residual, float out) {
    rng = new SplittableRandom(7);
    Window one = Window.square(1, 1, 0);
    Window three = Window.square(3, 1, 1);
    return new TrainedGraph("graph", 5, new Shape(2, 6, 6), 1 / 255f, List.of(
        new TrainedNode.Layer("stem", Network.IMAGE, three, hidden(4, 2, 9, 0), .25f, normalisation(4), residual, true),
        new TrainedNode.Average("average", "stem"),
        new TrainedNode.Layer("squeeze", "average", one, dense(8, 4, 1, 8), .01f, normalisation(8), .03f, false),
        new TrainedNode.Layer("first", "stem", one, hidden(4, 4, 1, 2), .5f, normalisation(4), .02f, false),
        new TrainedNode.Layer("decide", "squeeze", one, dense(4, 8, 1, 8), .02f, normalisation(4), 0, false),
        new TrainedNode.Gate("gate", "first", "decide", .02f),
        new TrainedNode.Layer("second", "gate", three, dense(4, 4, 9, 2), .5f, normalisation(4), 0, false),
        new TrainedNode.Sum("add", "second", "stem", out),
        new TrainedNode.Layer("logits", "add", new Window(3, 3, 1, 0, 0, 0, 0), hidden(3, 4, 9, 5), .1f, null, 0, false)));
  }

  private Hidden hidden(int outputs, int inputs, int taps, int layer) {
    return new Hidden(Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(2) == 0), layer);
  }

  private Dense dense(int outputs, int inputs, int taps, int bits) {
    return new Dense(outputs, inputs, taps, bits, rng.ints(outputs * inputs * taps, -(1 << bits - 1), 1 << bits - 1).toArray());
  }

  private Normalisation normalisation(int n) {
    float[] gamma = new float[n];
    float[] beta = new float[n];
    float[] mean = new float[n];
    float[] variance = new float[n];
    for (int o = 0; o < n; o++) {
      gamma[o] = .5f + (float) rng.nextDouble();
      beta[o] = (float) rng.nextDouble() - .3f;
      mean[o] = (float) rng.nextDouble() - .5f;
      variance[o] = .1f + (float) rng.nextDouble();
    }
    return new Normalisation(gamma, beta, mean, variance, 1e-5f);
  }

  @ParameterizedTest
  @CsvSource({".03125, .03125", ".02, .05", ".05, .02", ".001, .03", ".7, .01"})
  void readsBackWhatWasWritten(float residual, float out) {
    TrainedGraph trained = graph(residual, out);
    Network network = OnnxReader.read("graph.onnx", "graph", OnnxWriter.bytes(trained));
    assertThat(network).isEqualTo(trained.quantise());
    Add add = (Add) network.node("add").op();
    for (int o = 0; o < 4; o++) {
      double step = Math.scalb((double) add.rmul()[o], add.rshift()[o] - add.requantise().sh()[o]);
      double ratio = residual / (double) out;
      assertThat(step).isCloseTo(ratio, within(ratio * 0x1p-14 + Math.scalb(.5, -add.requantise().sh()[o]))); // 16 bits, and whole steps of the sums' shift
      if (residual == out) assertThat(add.rmul()[o]).isEqualTo(1);
    }
  }

  /** The threshold of a gate, by trying sums around it in double precision. */
  @Test
  void thresholdsAreTheLastSumsThatLeaveAGateShut() {
    TrainedGraph trained = graph(.03f, .03f);
    TrainedNode.Layer decide = (TrainedNode.Layer) trained.node("decide");
    int[] threshold = ((Gate) trained.quantise().node("gate").op()).threshold();
    Normalisation n = decide.normalisation();
    for (int o = 0; o < 4; o++)
      for (int acc = threshold[o] - 2; acc < threshold[o] + 3; acc++) {
        double h = n.gamma()[o] * (acc * (double) decide.magnitude() * .03f - n.mean()[o]) / Math.sqrt(n.variance()[o] + 1e-5f) + n.beta()[o];
        assertThat(acc > threshold[o]).as("channel %d, sum %d", o, acc).isEqualTo(h > 0);
      }
  }

  /** A folded network: one layer of hidden weights is gone through three times, with other constants each time. */
  @Test
  void aLayerMayHaveTheSignsOfAnother() {
    rng = new SplittableRandom(9);
    Window three = Window.square(3, 1, 1);
    Hidden again = hidden(4, 4, 9, 1);
    TrainedGraph trained = new TrainedGraph("folded", 5, new Shape(2, 6, 6), 1 / 255f, List.of(
        new TrainedNode.Layer("stem", Network.IMAGE, three, hidden(4, 2, 9, 0), .25f, normalisation(4), .03f, true),
        new TrainedNode.Layer("once", "stem", three, again, .25f, normalisation(4), .03f, false),
        new TrainedNode.Layer("twice", "once", three, again, .25f, normalisation(4), .03f, false),
        new TrainedNode.Layer("thrice", "twice", three, again, .25f, normalisation(4), .03f, false),
        new TrainedNode.Layer("logits", "thrice", new Window(3, 3, 1, 0, 0, 0, 0), hidden(3, 4, 9, 4), .1f, null, 0, false)));
    byte[] written = OnnxWriter.bytes(trained);
    Network network = OnnxReader.read("folded.onnx", "folded", written);
    assertThat(network).isEqualTo(trained.quantise());
    for (String name : List.of("once", "twice", "thrice")) assertThat(((Linear) network.node(name).op()).weights()).isEqualTo(again);
    ModelProto.Builder model = parsed(written);
    assertThat(model.getMetadataPropsList().stream().filter(e -> e.getKey().startsWith("kakure.layer.")).map(e -> e.getKey() + " " + e.getValue()).toList()).containsExactlyInAnyOrder("kakure.layer.twice 1", "kakure.layer.thrice 1");
    model.getMetadataPropsBuilderList().stream().filter(e -> e.getKey().equals("kakure.layer.twice")).forEach(e -> e.setValue("2"));
    assertThatThrownBy(() -> OnnxReader.read("folded.onnx", "folded", model.build().toByteArray())).isInstanceOf(BadInput.class).hasMessageContaining("the signs of layer 2 are not those that seed 5 gives");
  }

  /** As other exporters write an average of a whole map: over the axes of rows and columns, given by number or counted from the end, in the node or, from opset 18 on, as its second operand. */
  @Test
  void averagesOfAMap() {
    Network expected = changed(m -> {});
    for (List<Integer> axes : List.of(List.of(2, 3), List.of(-1, -2))) {
      assertThat(changed(m -> node(m, "average").setOpType("ReduceMean").addAttribute(Model.attribute("axes", axes.get(0), axes.get(1))))).isEqualTo(expected);
      assertThat(changed(m -> {
        m.getOpsetImportBuilder(0).setVersion(18);
        m.getGraphBuilder().addInitializerBuilder().setName("axes").setDataType(DataType.INT64_VALUE).addDims(2).addInt64Data(axes.get(0)).addInt64Data(axes.get(1));
        node(m, "average").setOpType("ReduceMean").addInput("axes");
      })).isEqualTo(expected);
    }
    refused("averages rows or columns only, [3]", m -> node(m, "average").setOpType("ReduceMean").addAttribute(Model.attribute("axes", 3, new long[0])));
    refused("reduces other sides than rows and columns, [1]", m -> node(m, "average").setOpType("ReduceMean").addAttribute(Model.attribute("axes", 1, new long[0])));
  }

  private static ModelProto.Builder parsed(byte[] bytes) {
    try {
      return ModelProto.parseFrom(bytes).toBuilder();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Network changed(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = parsed(OnnxWriter.bytes(graph(.03f, .03f)));
    change.accept(model);
    return OnnxReader.read("graph.onnx", "graph", model.build().toByteArray());
  }

  private static NodeProto.Builder node(ModelProto.Builder model, String name) {
    return model.getGraphBuilder().getNodeBuilderList().stream().filter(n -> n.getName().equals(name)).findFirst().orElseThrow();
  }

  private void refused(String message, Consumer<ModelProto.Builder> change) {
    assertThatThrownBy(() -> changed(change)).isInstanceOf(BadInput.class).hasMessageStartingWith("graph.onnx: ").hasMessageContaining(message);
  }

  @Test
  void operandsMayChangePlaces() {
    Network expected = graph(.03f, .03f).quantise();
    SplittableRandom images = new SplittableRandom(1);
    Network turned = changed(m -> {
      for (String name : List.of("add", "gate")) {
        NodeProto.Builder n = node(m, name);
        String first = n.getInput(0);
        n.setInput(0, n.getInput(1)).setInput(1, first);
      }
    });
    byte[] image = new byte[72];
    for (int i = 0; i < 20; i++) {
      images.nextBytes(image);
      assertThat(Arrays.equals(new GoldenNetwork(turned).run(image).logits(), new GoldenNetwork(changed(m -> {})).run(image).logits())).isTrue();
    }
    assertThat(turned.nodes().stream().map(n -> n.name()).toList()).isEqualTo(expected.nodes().stream().map(n -> n.name()).toList());
  }

  @Test
  void refuses() {
    refused("(Add): adds two maps, neither or both of them a layer's sums", m -> node(m, "add").setInput(0, "first.dq"));
    refused("(Add): adds two maps, neither or both of them a layer's sums", m -> node(m, "add").setInput(1, "average")); // sums of a map are no u8
    refused("(Add): adds a map of 4 x 6 x 6 to one of 4 x 3 x 3", m -> node(m, "add").setInput(1, "stem.dq"));
    refused("(Mul): multiplies two maps; of branches, a residual addition", m -> node(m, "gate").setInput(0, "gate.on"));
    refused("(Mul): gates a map of 8 x 1 x 1 by one of 4 x 1 x 1; one value per channel decides", m -> node(m, "gate").setInput(0, "squeeze.dq"));
    refused("(Greater): compares with 1.0; 0 is computed", m -> m.getGraphBuilder().getInitializerBuilderList().stream().filter(t -> t.getName().equals("gate.zero")).forEach(t -> t.clearRawData().addFloatData(1)));
    refused("(Greater): compares what is not a layer's sums", m -> node(m, "gate.above").setInput(0, "squeeze.dq"));
    refused("casts a comparison to INT64; FLOAT is computed", m -> node(m, "gate.on").getAttributeBuilder(0).setI(7));
    refused("channel 0 is on below a threshold, as its scale is negative", m -> m.getGraphBuilder().getInitializerBuilderList().stream().filter(t -> t.getName().equals("decide.gamma")).forEach(t -> t.clearRawData().addAllFloatData(List.of(-1f, 1f, 1f, 1f))));
    refused("the metadata say that its weights are stored integers, but they are not an INT8 constant", m -> m.addMetadataPropsBuilder().setKey("kakure.stored.first").setValue("8"));
    refused("metadata \"kakure.stored.squeeze\" is \"9\": stored weights have 2 to 8 bits", m -> m.getMetadataPropsBuilderList().stream().filter(e -> e.getKey().endsWith("squeeze")).forEach(e -> e.setValue("9")));
    refused("which does not fit 2 bits", m -> m.getMetadataPropsBuilderList().stream().filter(e -> e.getKey().endsWith("squeeze")).forEach(e -> e.setValue("2")));
    refused("output channel 0 has weights of several magnitudes", m -> m.removeMetadataProps(2));
    refused("metadata \"kakure.layer.stem\" is \"65536\": a layer's number is 0 to 65535", m -> m.addMetadataPropsBuilder().setKey("kakure.layer.stem").setValue("65536"));
    refused("metadata \"kakure.layer.squeeze\": there is no layer of hidden weights of that name", m -> m.addMetadataPropsBuilder().setKey("kakure.layer.squeeze").setValue("1"));
    refused("(Sigmoid): stands before the last layer", m -> node(m, "add.relu").setOpType("Sigmoid"));
  }
}
