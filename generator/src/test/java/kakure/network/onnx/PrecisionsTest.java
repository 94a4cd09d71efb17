// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import kakure.network.Coats;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.Planes;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedLadder;
import kakure.network.TrainedNode;
import kakure.network.Weights;
import kakure.network.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bit-serial weights and multicoated masks in files: what is written, what other tools may write, what is refused. */
class PrecisionsTest {
  /** 16 bits of mantissa, as the trainer has it. */
  private static final float RANGE = Float.intBitsToFloat(0x3ea3d700);

  private static final Shape IMAGE = new Shape(2, 6, 6);

  private static Planes planes(SplittableRandom rng, int outputs, int inputs, int taps, int most, int... bits) {
    List<Mask> planes = new ArrayList<>();
    for (int p = 0; p < most; p++) {
      int plane = p;
      planes.add(Mask.of(outputs, inputs, taps, (o, c, t) -> plane < bits[o % bits.length] && rng.nextBoolean()));
    }
    int[] all = new int[outputs];
    for (int o = 0; o < outputs; o++) all[o] = bits[o % bits.length];
    return new Planes(planes, all);
  }

  private static Normalisation normalisation(SplittableRandom rng, int n) {
    float[] mean = new float[n];
    float[] variance = new float[n];
    for (int o = 0; o < n; o++) {
      mean[o] = (float) rng.nextDouble() - .5f;
      variance[o] = .1f + (float) rng.nextDouble();
    }
    return Normalisation.of(mean, variance, 1e-5f);
  }

  private static TrainedGraph graph(long normalisations, Weights first, Weights last) {
    SplittableRandom rng = new SplittableRandom(normalisations);
    List<TrainedNode> nodes = List.of(
        new TrainedNode.Layer("a", Network.IMAGE, Window.square(3, 1, 1), first, RANGE, normalisation(rng, first.outputs()), .05f, true),
        new TrainedNode.Layer("z", "a", Window.whole(new Shape(first.outputs(), 3, 3)), last, .25f, null, 0, false));
    return new TrainedGraph("net", 9, IMAGE, 1f / 255, nodes);
  }

  private static TrainedLadder ladder(int... bits) {
    SplittableRandom rng = new SplittableRandom(4);
    Planes first = planes(rng, 6, 2, 9, 4, bits);
    Planes last = planes(rng, 5, 6, 9, 4, 4);
    List<TrainedGraph> precisions = new ArrayList<>();
    for (int n = 1; n <= 4; n++) precisions.add(graph(n, first.stoppedAfter(n), last.stoppedAfter(n)));
    return new TrainedLadder(precisions, List.of(3.5, .25, 0.0));
  }

  private static Network changed(TrainedLadder ladder, Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(OnnxWriter.bytes(ladder)).toBuilder();
      change.accept(model);
      return OnnxReader.read("model.onnx", "net", model.build().toByteArray());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static StringStringEntryProto.Builder entry(ModelProto.Builder m, String key) {
    return m.getMetadataPropsBuilderList().stream().filter(e -> e.getKey().equals(key)).findFirst().orElseThrow();
  }

  private static void drop(ModelProto.Builder m, String prefix) {
    for (int i = m.getMetadataPropsCount() - 1; i >= 0; i--) if (m.getMetadataProps(i).getKey().startsWith(prefix)) m.removeMetadataProps(i);
  }

  @Test
  void everyPrecisionIsReadBack() {
    for (int[] bits : new int[][] {{4}, {3, 1, 4}}) {
      TrainedLadder ladder = ladder(bits);
      Network read = changed(ladder, m -> {});
      assertThat(read).isEqualTo(ladder.quantise());
      assertThat(read.at(4)).isSameAs(read);
      for (int n = 1; n < 4; n++) assertThat(read.at(n)).isEqualTo(ladder.precisions().get(n - 1).quantise());
      assertThat(read.at(2).node("a").op()).isNotEqualTo(read.at(3).node("a").op());
      assertThat(read.ladder().orElseThrow().margins()).containsExactly(3.5, .25, 0.0);
    }
  }

  @Test
  void precisionsAreTheStoredPlanesStoppedEarly() {
    TrainedLadder ladder = ladder(4);
    List<TrainedGraph> turned = List.of(ladder.precisions().get(1), ladder.precisions().get(0), ladder.precisions().get(2), ladder.stored());
    assertThatThrownBy(() -> new TrainedLadder(turned, List.of()).quantise()).hasMessage("the network of 1 bits has other weights than the stored ones stopped after 1 planes");
    assertThatThrownBy(() -> new TrainedLadder(ladder.precisions().subList(1, 4), List.of()).quantise()).hasMessage("precisions of 1 to 2 bits below one of 4");
    assertThatThrownBy(() -> ladder.withMargins(List.of(1.0, -1.0, 0.0)).quantise()).hasMessage("margin -1.0: must be 0 or more and finite");
    assertThat(ladder.withMargins(List.of()).quantise()).isNotEqualTo(ladder.quantise());
  }

  @Test
  void withoutALadderItIsTheNetworkOfAllItsBits() {
    TrainedLadder ladder = ladder(3, 1, 4);
    Network plain = changed(ladder, m -> drop(m, "kakure.ladder"));
    assertThat(plain).isEqualTo(ladder.stored().quantise());
    assertThatThrownBy(() -> plain.at(2)).hasMessageContaining("its file has constants for 4 bits only");
    assertThatThrownBy(() -> plain.at(9)).hasMessageContaining("precision 9 of network net: must be 1 to 4");
    assertThatThrownBy(() -> plain.at(0)).hasMessageContaining("precision 0 of network net: must be 1 to 4");
  }

  /** Of files that say nothing of the code: the least bits, and the same real weights. */
  @Test
  void oddLevelsNeedNoMetadata() {
    TrainedLadder ladder = ladder(4, 2);
    Network read = changed(ladder, m -> drop(m, "kakure.ladder"));
    Network found = changed(ladder, m -> {
      drop(m, "kakure.ladder");
      drop(m, "kakure.planes");
    });
    Planes expected = (Planes) ((Linear) read.node("a").op()).weights();
    Planes planes = (Planes) ((Linear) found.node("a").op()).weights();
    assertThat(planes.bits()).containsExactly(expected.bits());
    assertThat(found).isEqualTo(read);
  }

  @Test
  void aChannelOfFewLevelsTakesTheLeastBits() {
    float[] weights = {.3f, -.3f, .9f, .1f, .5f, -.7f, 255, 1, -3};
    PlaneReader read = PlaneReader.find(3, 3, 1, weights);
    assertThat(read.planes().bits()).containsExactly(2, 3, 8);
    int[] row = new int[3];
    read.planes().rows(0).of(1, row);
    assertThat(row).containsExactly(1, 5, -7);
    read.planes().rows(0).of(2, row);
    assertThat(row).containsExactly(255, 1, -3);
    assertThat(PlaneReader.find(1, 3, 1, new float[] {1, 0, 3})).isNull();
    assertThat(PlaneReader.find(1, 3, 1, new float[] {1, 257, 3})).isNull();
    assertThat(PlaneReader.find(1, 3, 1, new float[] {1, 3.001f, 3})).isNull();
  }

  /** w = sum of a_p b_p, b_p = +-1, with other integers a_p for every channel whose sum is odd: binary-coded weights of two and three scaled planes are bit-serial weights of as many bits as that sum has. */
  @Test
  void planesOfScalesOfTheirOwnAreOddIntegers() {
    int[][] scales = {{1, 4}, {16, 1}, {13, 118}, {64, 7, 2}, {128, 126, 1}};
    int[] bits = {3, 5, 8, 7, 8};
    SplittableRandom rng = new SplittableRandom(5);
    int run = 3 * 9;
    int[] w = new int[scales.length * run];
    for (int i = 0; i < w.length; i++) for (int a : scales[i / run]) w[i] += i % run < 2 ? (i % run == 0 ? a : -a) : rng.nextBoolean() ? a : -a;
    float[] real = new float[w.length];
    for (int i = 0; i < w.length; i++) real[i] = w[i] * (.37f + i / run);
    PlaneReader read = PlaneReader.find(scales.length, 3, 9, real);
    assertThat(read.planes().bits()).containsExactly(bits);
    for (int o = 0; o < scales.length; o++) {
      int[] row = new int[run];
      read.planes().rows(0).of(o, row);
      assertThat(row).isEqualTo(Arrays.copyOfRange(w, o * run, (o + 1) * run));
    }
  }

  /** Weights sign x count: coat k lies over the weights of at least k. */
  @Test
  void aMaskOfCountsIsReadAsCoats() {
    SplittableRandom rng = new SplittableRandom(8);
    int[][] count = new int[6][18];
    for (int[] row : count) for (int i = 0; i < 18; i++) row[i] = rng.nextInt(4);
    List<Mask> masks = new ArrayList<>();
    for (int k = 1; k <= 3; k++) {
      int coat = k;
      masks.add(Mask.of(6, 2, 9, (o, c, t) -> count[o][c * 9 + t] >= coat));
    }
    TrainedGraph graph = graph(1, new Coats(masks, 0), new Hidden(Mask.of(5, 6, 9, (o, c, t) -> rng.nextBoolean()), 1));
    Network read = OnnxReader.read("model.onnx", "net", OnnxWriter.bytes(graph));
    assertThat(read).isEqualTo(graph.quantise());
    assertThat(new SignGenerator(SignGenerator.base(9, 0), 2).sign(0, 0, 0)).isIn(-1, 1);
  }

  private static TrainedGraph coated() {
    SplittableRandom rng = new SplittableRandom(8);
    List<Mask> masks = new ArrayList<>();
    for (int k = 1; k <= 3; k++) {
      Mask outer = k == 1 ? null : masks.get(k - 2);
      masks.add(Mask.of(6, 2, 9, (o, c, t) -> (outer == null || outer.kept(o, c, t)) && rng.nextInt(3) > 0));
    }
    return graph(1, new Coats(masks, 0), new Hidden(Mask.of(5, 6, 9, (o, c, t) -> rng.nextBoolean()), 1));
  }

  private static Network changed(TrainedGraph graph, Consumer<ModelProto.Builder> change) throws Exception {
    ModelProto.Builder model = ModelProto.parseFrom(OnnxWriter.bytes(graph)).toBuilder();
    change.accept(model);
    return OnnxReader.read("model.onnx", "net", model.build().toByteArray());
  }

  /** Turns weights {@code from} to before {@code to} of the first layer. */
  private static void turn(ModelProto.Builder model, int from, int to) {
    TensorProto.Builder weights = model.getGraphBuilder().getInitializerBuilderList().stream().filter(t -> t.getName().equals("a.weight")).findFirst().orElseThrow();
    ByteBuffer values = ByteBuffer.wrap(weights.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < to; i++) values.putFloat(4 * i, -values.getFloat(4 * i));
    weights.setRawData(ByteString.copyFrom(values.array()));
  }

  /** A normalisation of a negative scale that was folded into the weights of a channel. */
  @Test
  void aTurnedChannelOfCoatsHasANegativeConstant() throws Exception {
    Linear stored = (Linear) changed(coated(), m -> {}).node("a").op();
    Linear turned = (Linear) changed(coated(), m -> turn(m, 2 * 18, 3 * 18)).node("a").op();
    assertThat(turned.weights()).isInstanceOf(Coats.class).isEqualTo(stored.weights());
    int[] mul = stored.requantise().orElseThrow().mul();
    mul[2] = -mul[2];
    assertThat(turned.requantise().orElseThrow().mul()).containsExactly(mul);
  }

  @Test
  void coatsOfAnotherSeedAreTold() {
    assertThatThrownBy(() -> changed(coated(), m -> entry(m, "kakure.seed").setValue("10"))).isInstanceOf(BadInput.class)
        .hasMessageMatching("(?s)model.onnx: node \\d+ \"a\" \\(Conv\\): the signs of layer 0 are not those that seed 10 gives: \\d+ of \\d+ kept weights differ.*check kakure.seed.*first: weight of output channel 0, .*");
    assertThatThrownBy(() -> changed(coated(), m -> turn(m, 40, 44))).isInstanceOf(BadInput.class).hasMessageContaining("the weights were altered after training").hasMessageContaining("first: weight of output channel 2, input channel 0, tap ");
  }

  /** A stream of signs has no way to its middle but step by step. */
  @Test
  @Timeout(60)
  void coatsOverAMillionTapsAreRead() {
    int taps = 1 << 20;
    int[] words = new SignGenerator(SignGenerator.base(9, 0), 1).words(0, 0, taps);
    float[] weights = new float[2 * taps];
    for (int o = 0; o < 2; o++) for (int t = 0; t < taps; t++) weights[o * taps + t] = (t == 5 ? .5f : .25f) * ((words[t] >>> o & 1) != 0 ? -1 : 1);
    CoatReader read = CoatReader.find(0, 9, 2, 1, taps, weights);
    assertThat(read.signed()).isTrue();
    assertThat(read.coats().masks()).hasSize(2);
    assertThat(read.coats().masks().get(1).count()).isEqualTo(2);
    assertThat(read.magnitude()).containsExactly(.25, .25);
  }

  @Test
  void marginsOfZeroAreWrittenInAnyWay() {
    assertThat(changed(ladder(4), m -> entry(m, "kakure.ladder.margins").setValue("0,0.00,0e0")).ladder().orElseThrow().margins()).containsExactly(0.0, 0.0, 0.0);
  }

  /** Statistics are one layer's: those of a second normalisation are nowhere. */
  @Test
  void twoNormalisationsOfALayerHaveNoLadder() {
    Consumer<ModelProto.Builder> twice = m -> {
      GraphProto.Builder graph = m.getGraphBuilder();
      int at = 0;
      while (!graph.getNode(at).getOpType().equals("BatchNormalization")) at++;
      NodeProto first = graph.getNode(at);
      String output = first.getOutput(0);
      graph.setNode(at, first.toBuilder().setOutput(0, "once"));
      graph.addNode(at + 1, first.toBuilder().setName("again").setInput(0, "once").setOutput(0, output));
    };
    refused("metadata \"kakure.ladder.1.a\" is read by two normalisations", twice);
    assertThat(changed(ladder(4), m -> {
      twice.accept(m);
      drop(m, "kakure.ladder");
    }).bits()).as("without a ladder they are folded into one").isEqualTo(4);
  }

  private static void refused(String message, Consumer<ModelProto.Builder> change) {
    assertThatThrownBy(() -> changed(ladder(3, 1, 4), change)).isInstanceOf(BadInput.class).hasMessageStartingWith("model.onnx: ").hasMessageContaining(message);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("metadata \"kakure.ladder\" is \"9\"", m -> entry(m, "kakure.ladder").setValue("9"));
    refused("metadata \"kakure.ladder\" is \"0\"", m -> entry(m, "kakure.ladder").setValue("0"));
    refused("constants for 1 to 5 bits, but its weights have 4", m -> entry(m, "kakure.ladder").setValue("5"));
    refused("constants for 1 to 3 bits, but its weights have 4", m -> entry(m, "kakure.ladder").setValue("3"));
    refused("metadata \"kakure.ladder.2.a\" is missing", m -> drop(m, "kakure.ladder.2.a"));
    refused("metadata \"kakure.ladder.4.a\" is of no layer and no precision", m -> m.addMetadataPropsBuilder().setKey("kakure.ladder.4.a").setValue("AAAA"));
    refused("metadata \"kakure.ladder.1.a\" goes with kakure.ladder, the number of bits, which is missing", m -> entry(m, "kakure.ladder").setKey("another"));
    refused("metadata \"kakure.planes.b\" is of no layer of this model", m -> m.addMetadataPropsBuilder().setKey("kakure.planes.b").setValue("1 4"));
    refused("metadata \"kakure.ladder.2.a\" is not base64", m -> entry(m, "kakure.ladder.2.a").setValue("?"));
    refused("metadata \"kakure.ladder.2.a\" holds 3 bytes, but means and variances of 6 channels are 48", m -> entry(m, "kakure.ladder.2.a").setValue("AAAA"));
    refused("metadata \"kakure.planes.a\" is \"0.32 9\"", m -> entry(m, "kakure.planes.a").setValue("0.32 9"));
    refused("metadata \"kakure.planes.a\" is \"-1 4\"", m -> entry(m, "kakure.planes.a").setValue("-1 4"));
    refused("has bits for 2 output channels, but the layer has 6", m -> entry(m, "kakure.planes.a").setValue((double) RANGE + " 3,1"));
    refused("the bits do not fit the file", m -> entry(m, "kakure.planes.a").setValue((double) RANGE + " 3,2,4,3,1,4"));
    refused("steps of the 1-bit code that the metadata give", m -> entry(m, "kakure.planes.a").setValue((double) RANGE + " 1,1,4,3,1,4"));
    refused("metadata \"kakure.ladder.margins\": 2 margins of 3 precisions", m -> entry(m, "kakure.ladder.margins").setValue("1,2"));
    refused("metadata \"kakure.ladder.margins\" has \"-1\"", m -> entry(m, "kakure.ladder.margins").setValue("-1,2,3"));
  }
}
