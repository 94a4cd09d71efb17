// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.network.Add;
import kakure.network.Folding;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.LayerConstants;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.RealPlanes;
import kakure.network.RealWeights;
import kakure.network.Requantise;
import kakure.network.Scaled;
import kakure.network.Shape;
import kakure.network.TrainedGraph;
import kakure.network.TrainedNode;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** Weights of scaled planes in files: a written network is given such weights in layers of every use, and what does not fit is refused. */
class ScaledReaderTest {
  private static final float STEP = .04f;
  private static final float SUM = .05f;

  /** Names of layers, in order, and their outputs, inputs and taps. */
  private static final Map<String, int[]> SIZES = new LinkedHashMap<>();

  static {
    SIZES.put("stem", new int[] {6, 2, 9});
    SIZES.put("first", new int[] {6, 6, 1});
    SIZES.put("decide", new int[] {6, 6, 1});
    SIZES.put("second", new int[] {6, 6, 9});
    SIZES.put("logits", new int[] {3, 6, 9});
  }

  private final SplittableRandom rng = new SplittableRandom(11);
  private final Map<String, RealPlanes> planes = new LinkedHashMap<>();
  private final Map<String, Normalisation> norms = new LinkedHashMap<>();

  private Normalisation normalisation(String layer, boolean positive) {
    int n = 6;
    float[][] v = new float[4][n];
    for (int o = 0; o < n; o++) {
      v[0][o] = (float) ((positive || rng.nextBoolean() ? 1 : -1) * (.5 + rng.nextDouble()));
      v[1][o] = (float) rng.nextDouble();
      v[2][o] = (float) rng.nextDouble() - .5f;
      v[3][o] = .1f + (float) rng.nextDouble();
    }
    norms.put(layer, new Normalisation(v[0], v[1], v[2], v[3], 1e-5f));
    return norms.get(layer);
  }

  private static Hidden hidden(String layer) {
    int[] size = SIZES.get(layer);
    return new Hidden(Mask.of(size[0], size[1], size[2], (o, c, t) -> true), List.copyOf(SIZES.keySet()).indexOf(layer));
  }

  private TrainedGraph graph() {
    Window one = Window.square(1, 1, 0);
    Window three = Window.square(3, 1, 1);
    return new TrainedGraph("net", 5, new Shape(2, 6, 6), 1 / 255f, List.of(
        new TrainedNode.Layer("stem", Network.IMAGE, three, hidden("stem"), .25f, normalisation("stem", false), STEP, true),
        new TrainedNode.Average("average", "stem"),
        new TrainedNode.Layer("first", "stem", one, hidden("first"), .5f, normalisation("first", false), STEP, false),
        new TrainedNode.Layer("decide", "average", one, hidden("decide"), .5f, normalisation("decide", true), 0, false),
        new TrainedNode.Gate("gate", "first", "decide", STEP),
        new TrainedNode.Layer("second", "gate", three, hidden("second"), .5f, normalisation("second", false), 0, false),
        new TrainedNode.Sum("add", "second", "stem", SUM),
        new TrainedNode.Layer("logits", "add", new Window(3, 3, 1, 0, 0, 0, 0), hidden("logits"), .1f, null, 0, false)));
  }

  private static TensorProto.Builder weights(ModelProto.Builder model, String layer) {
    return model.getGraphBuilder().getInitializerBuilderList().stream().filter(t -> t.getName().equals(layer + ".weight")).findFirst().orElseThrow();
  }

  private static void set(ModelProto.Builder model, String layer, int i, float value) {
    TensorProto.Builder weights = weights(model, layer);
    ByteBuffer values = ByteBuffer.wrap(weights.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    weights.setRawData(ByteString.copyFrom(values.putFloat(4 * i, value).array()));
  }

  private static float get(ModelProto.Builder model, String layer, int i) {
    return weights(model, layer).getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getFloat(4 * i);
  }

  private static void say(ModelProto.Builder model, String key, String value) {
    for (var entry : model.getMetadataPropsBuilderList()) {
      if (!entry.getKey().equals(key)) continue;
      entry.setValue(value);
      return;
    }
    model.addMetadataPropsBuilder().setKey(key).setValue(value);
  }

  /** Two planes of scales of each channel, but three of one list in layer first. */
  private ModelProto.Builder model() {
    ModelProto.Builder model;
    try {
      model = ModelProto.parseFrom(OnnxWriter.bytes(graph())).toBuilder();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    SIZES.forEach((layer, size) -> {
      boolean list = layer.equals("first");
      List<Mask> masks = IntStream.range(0, list ? 3 : 2).mapToObj(k -> Mask.of(size[0], size[1], size[2], (o, c, t) -> rng.nextBoolean())).toList();
      double[][] scales = new double[size[0]][];
      for (int o = 0; o < size[0]; o++) scales[o] = list && o > 0 ? scales[0] : masks.stream().mapToDouble(m -> .01 + .2 * rng.nextDouble()).toArray();
      planes.put(layer, new RealPlanes(masks, scales));
      int run = size[1] * size[2];
      for (int i = 0; i < size[0] * run; i++) {
        double w = 0;
        for (int k = 0; k < masks.size(); k++) w += masks.get(k).bit(i) ? scales[i / run][k] : -scales[i / run][k];
        set(model, layer, i, (float) w);
      }
      say(model, "kakure.scales." + layer, Arrays.stream(scales).limit(list ? 1 : size[0]).map(of -> Arrays.stream(of).mapToObj(String::valueOf).collect(Collectors.joining(","))).collect(Collectors.joining(";")));
    });
    return model;
  }

  private static Network read(ModelProto.Builder model) {
    return OnnxReader.read("model.onnx", "net", model.build().toByteArray());
  }

  private static Linear linear(Network network, String layer) {
    return (Linear) network.node(layer).op();
  }

  private LayerConstants constants(String layer, double in, int most) {
    int outputs = SIZES.get(layer)[0];
    return new LayerConstants(layer, new double[outputs], norms.getOrDefault(layer, Folding.identity(outputs)), in, most);
  }

  @Test
  void everyUseIsReadAsTheExactPlanes() {
    Network network = read(model());
    SIZES.keySet().forEach(layer -> assertThat(((Scaled) linear(network, layer).weights()).planes()).as(layer).isEqualTo(planes.get(layer).planes()));

    RealWeights.Folded<Requantise> stem = planes.get("stem").requantised(constants("stem", 1 / 255f, 255), STEP);
    assertThat(linear(network, "stem").weights()).isEqualTo(stem.weights());
    assertThat(linear(network, "stem").requantise()).contains(stem.constants());
    assertThat(stem.constants().mul()).containsOnly(1);
    assertThat(linear(network, "first").requantise()).contains(planes.get("first").requantised(constants("first", STEP, 255), STEP).constants());

    RealWeights.Folded<Requantise> second = planes.get("second").requantised(constants("second", STEP, 255), SUM);
    assertThat(linear(network, "second").weights()).isEqualTo(second.weights());
    assertThat(linear(network, "second").requantise()).isEmpty();
    assertThat(network.node("add").op()).isEqualTo(Folding.addition("add", second.constants(), (double) STEP / SUM));
    assertThat(((Add) network.node("add").op()).requantise().mul()).containsOnly(1);

    RealWeights.Folded<int[]> decide = planes.get("decide").thresholds(constants("decide", (double) STEP / 9, 255 * 9));
    assertThat(linear(network, "decide").weights()).isEqualTo(decide.weights());
    assertThat(network.node("gate").op()).isEqualTo(new Gate(decide.constants()));

    assertThat(network.readout()).isEqualTo(planes.get("logits").readout(constants("logits", SUM, 255)).constants());
    assertThat(network.readout().scale()).containsOnly(network.readout().scale()[0]);
  }

  /** The network in real numbers, with activations rounded as the model says; where an integer is off, by a step. */
  @Test
  void activationsAreThoseOfTheModel() {
    Network network = read(model());
    byte[] image = new byte[72];
    rng.nextBytes(image);
    GoldenNetwork.Trace trace = new GoldenNetwork(network).run(image);
    int[] map = trace.values("gate");
    int[] stem = trace.values(network.node("add").inputs().get(1));
    Normalisation n = norms.get("second");
    RealPlanes w = planes.get("second");
    int between = 0;
    for (int o = 0; o < 6; o++)
      for (int p = 0; p < 9; p++) {
        double sum = 0;
        for (int c = 0; c < 6; c++)
          for (int t = 0; t < 9; t++) {
            int y = p / 3 + t / 3 - 1;
            int x = p % 3 + t % 3 - 1;
            if (y < 0 || x < 0 || y > 2 || x > 2) continue;
            for (int k = 0; k < 2; k++) sum += (w.planes().get(k).kept(o, c, t) ? 1 : -1) * w.scales()[o][k] * map[c * 9 + y * 3 + x] * STEP;
          }
        double real = n.gamma()[o] * (sum - n.mean()[o]) / Math.sqrt(n.variance()[o] + 1e-5f) + n.beta()[o] + stem[o * 9 + p] * STEP;
        double steps = Math.max(0, Math.min(255, real / SUM));
        if (steps > 0 && steps < 255) between++;
        assertThat((double) trace.values("add")[o * 9 + p]).isBetween(steps - 1, steps + 1);
      }
    assertThat(between).as("neither clamped").isGreaterThan(10);
  }

  /** -1 + 2 - 1 and 1 - 2 + 1 are one sum, as are three others: the first of equal ones is taken, whose later planes are 0. */
  @Test
  void ofEqualSumsTheFirstIsTaken() {
    ModelProto.Builder model = model();
    say(model, "kakure.scales.logits", "1,2,1");
    for (int i = 0; i < 3 * 54; i++) set(model, "logits", i, i % 3 == 0 ? 0 : i % 3 == 1 ? -2 : 1.9999f * 2);
    List<Mask> read = ((Scaled) linear(read(model), "logits").weights()).planes();
    // sums in order: -4, -2 (first), 0 (second), 2, -2 (third), 0, 2, 4
    assertThat(IntStream.range(0, 3).mapToObj(i -> IntStream.range(0, 3).map(k -> read.get(k).bit(i) ? 1 : 0).boxed().toList()).toList()).containsExactly(List.of(0, 1, 0), List.of(1, 0, 0), List.of(1, 1, 1));
  }

  private void refused(String message, Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = model();
    change.accept(model);
    assertThatThrownBy(() -> read(model)).isInstanceOf(BadInput.class).hasMessageStartingWith("model.onnx: ").hasMessageContaining(message);
  }

  @Test
  void metadataThatDoNotFitAreRefused() {
    refused("metadata \"kakure.scales.other\" is of no layer of this model", m -> say(m, "kakure.scales.other", "1"));
    refused("metadata \"kakure.scales.first\" has \"0.5,0\": 1 to 8 scales above 0, such as \"0.5,0.25\", or for each output channel \"0.5,0.25;0.4,0.3\"", m -> say(m, "kakure.scales.first", "0.5,0"));
    for (String bad : new String[] {"", "-1", "1,", "a", "NaN", "1e999", "1;;1;1;1;1", "1,1,1,1,1,1,1,1,1", "1 2", "0x1p3", "0000000000000000000000001"}) refused("metadata \"kakure.scales.first\" has \"", m -> say(m, "kakure.scales.first", bad));
    refused("metadata \"kakure.scales.first\" has scales for 2 output channels, but the layer has 6: give one list for all, or one for each, with ; between them", m -> say(m, "kakure.scales.first", "1;2"));
    refused("metadata \"kakure.scales.first\" has 1 scales for output channel 0 and 2 for output channel 4: all have as many planes", m -> say(m, "kakure.scales.first", "1;1;1;1;1,2;1"));
    refused("metadata \"kakure.scales.first\" stands beside \"kakure.planes.first\", but a layer's weights are of one kind: leave one of them out", m -> say(m, "kakure.planes.first", "1 4"));
    refused("has metadata \"kakure.scales.first\" and \"kakure.stored.first\", but its weights are of one kind: leave one of them out", m -> say(m, "kakure.stored.first", "8"));
    refused("\": weights of scaled planes have one precision, and so has the network; leave out kakure.ladder", m -> say(m, "kakure.ladder", "2"));
  }

  @Test
  void weightsThatAreNoSumAreRefused() {
    ModelProto.Builder exact = model();
    int at = 2 * 18 + 13; // output channel 2, input channel 1, tap 4
    float w = get(exact, "stem", at);
    double[] scales = planes.get("stem").scales()[2];
    double sum = scales[0] + scales[1];
    set(exact, "stem", at, (float) (w + .9e-4 * sum));
    assertThat(((Scaled) linear(read(exact), "stem").weights()).planes()).as("within rounding").isEqualTo(planes.get("stem").planes());
    for (float other : new float[] {(float) (w + 1.1e-4 * sum), (float) (w - 1.1e-4 * sum), Float.NaN, Float.POSITIVE_INFINITY, (float) (1.001 * sum)}) {
      set(exact, "stem", at, other);
      assertThatThrownBy(() -> read(exact)).isInstanceOf(BadInput.class)
          .hasMessageMatching("model.onnx: node \\d+ \"stem\" \\(Conv\\): weight of output channel 2, input channel 1, tap 4 is " + other + ", which is no sum of \\+-1 times each of the scales that the metadata give, " + scales[0] + ", " + scales[1] + ": the nearest one is -?[0-9.]+; the scales do not fit the file");
    }
  }

  @Test
  void aModelOfSuchWeightsHasNoPrecisions() {
    Network network = read(model());
    assertThatThrownBy(() -> network.at(2)).hasMessageContaining("network net has no bit-serial weights, so there is no precision to choose");
    assertThatThrownBy(() -> network.at(2, Map.of("stem", new int[6]))).hasMessage("layer stem has no bit-serial weights");
  }
}
