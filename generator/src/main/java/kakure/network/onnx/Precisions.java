// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.network.Normalisation;
import kakure.network.Planes;
import kakure.network.TrainedGraph;
import kakure.network.TrainedLadder;
import kakure.network.TrainedNode;
import kakure.network.Trichromatic;

/**
 * What the metadata say of weights of several planes: their code, and the precisions that they serve. The graph itself is the network of all bits.
 *
 * <pre>
 * kakure.planes.NAME        "R B" or "R B,B,...": the weights of layer NAME are R 2^-B times odd integers between -2^B and 2^B, B for all output channels or for each
 * kakure.planes.NAME        "R trichromatic": the weights of layer NAME are 0, +-R and +-2 R
 * kakure.scales.NAME        "A,A,...;A,A,..." or "A,A,...": the weights of layer NAME are sums of +-A, of these scales for each output channel or for all
 * kakure.ladder             "N": there are constants for 1 to N bits, N of them the graph's own
 * kakure.ladder.n.NAME      means, then variances of the one normalisation of layer NAME at n bits, little-endian FLOAT, base64
 * kakure.ladder.margins     "m,m,...": of 1 to N - 1 bits the difference of the best two logits above which no further plane is needed
 * </pre>
 */
final class Precisions {
  private static final String PLANES = "kakure.planes.";
  static final String SCALES = "kakure.scales.";
  private static final String TRICHROMATIC = "trichromatic";
  private static final String LADDER = "kakure.ladder";
  /** What begins so and is none of these is refused. */
  private static final List<String> ROOTS = List.of("kakure.planes", "kakure.scales", LADDER);
  static final String MARGINS = LADDER + ".margins";
  /** Bits of the finest weights in a file. */
  private static final int MOST = 8;

  private final Refusals refusals;
  private final Map<String, String> entries = new LinkedHashMap<>();
  private final Set<String> used = new TreeSet<>();

  /**
   * The code of a layer's weights.
   *
   * @param range real value of 2^bits steps, or of the trichromatic weight 1
   * @param bits per output channel; none of trichromatic weights
   */
  record Code(double range, int[] bits) {
    boolean trichromatic() {
      return bits.length == 0;
    }
  }

  private Precisions(Refusals refusals) {
    this.refusals = refusals;
  }

  static Precisions of(ModelProto model, Refusals refusals) {
    Precisions precisions = new Precisions(refusals);
    for (StringStringEntryProto entry : model.getMetadataPropsList()) if (ROOTS.stream().anyMatch(entry.getKey()::startsWith)) precisions.entries.put(entry.getKey(), entry.getValue());
    return precisions;
  }

  /** Adds what {@link #code} reads. */
  static void write(TrainedGraph graph, ModelBuilder to) {
    for (TrainedNode.Layer layer : graph.layers()) {
      String code = layer.weights() instanceof Planes p ? bits(p.bits()) : layer.weights() instanceof Trichromatic ? TRICHROMATIC : null;
      if (code != null) to.metadata(PLANES + layer.name(), (double) layer.magnitude() + " " + code);
    }
  }

  /** Adds what these methods read of other precisions. */
  static void write(TrainedLadder ladder, ModelBuilder to) {
    int most = ladder.precisions().size();
    if (most == 1) return;
    to.metadata(LADDER, String.valueOf(most));
    if (!ladder.margins().isEmpty()) to.metadata(MARGINS, ladder.margins().stream().map(String::valueOf).collect(Collectors.joining(",")));
    for (int n = 1; n < most; n++) {
      TrainedGraph graph = ladder.precisions().get(n - 1);
      for (TrainedNode.Layer layer : graph.layers()) if (layer.normalisation() != null) to.metadata(key(n, layer.name()), text(layer.normalisation()));
    }
  }

  private static String bits(int[] bits) {
    IntStream distinct = Arrays.stream(bits).allMatch(b -> b == bits[0]) ? IntStream.of(bits[0]) : Arrays.stream(bits);
    return distinct.mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static String text(Normalisation n) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * n.channels()).order(ByteOrder.LITTLE_ENDIAN);
    for (float mean : n.mean()) bytes.putFloat(mean);
    for (float variance : n.variance()) bytes.putFloat(variance);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String key(int precision, String layer) {
    return LADDER + "." + precision + "." + layer;
  }

  private BadInput bad(String key, String reason) {
    return refusals.model("metadata " + Refusals.quote(key) + " " + reason);
  }

  /** Bits of the finest precision; 0 where there is only the graph's own. */
  int most() {
    String text = entries.get(LADDER);
    if (text == null) return 0;
    if (!text.matches("[2-8]")) throw bad(LADDER, "is " + Refusals.quote(text) + ": precisions are 1 to 2 ... " + MOST + " bits");
    Optional<String> scales = entries.keySet().stream().filter(k -> k.startsWith(SCALES)).findFirst();
    if (scales.isPresent()) throw bad(LADDER, "stands beside " + Refusals.quote(scales.get()) + ": weights of scaled planes have one precision, and so has the network; leave out " + LADDER);
    used.add(LADDER);
    return Integer.parseInt(text);
  }

  /** The code of a layer of so many output channels; null where nothing is said of it. */
  Code code(String layer, int outputs) {
    String key = PLANES + layer;
    String text = entries.get(key);
    if (text == null) return null;
    used.add(key);
    String[] parts = text.split(" ", -1);
    if (parts.length == 2 && parts[1].equals(TRICHROMATIC) && number(parts[0], false)) return new Code(Double.parseDouble(parts[0]), new int[0]);
    String[] bits = parts.length == 2 ? parts[1].split(",", -1) : new String[0];
    if (parts.length != 2 || !number(parts[0], false) || !Arrays.stream(bits).allMatch(b -> b.matches("[1-8]"))) throw bad(key, "is " + Refusals.quote(text) + ": a number above 0 and bits of 1 to " + MOST + ", such as \"0.125 8\" or \"0.125 8,6,7\", or a number and " + TRICHROMATIC);
    if (bits.length != 1 && bits.length != outputs) throw bad(key, "has bits for " + bits.length + " output channels, but the layer has " + outputs + ": give one number for all, or one for each");
    int[] all = new int[outputs];
    for (int o = 0; o < outputs; o++) all[o] = Integer.parseInt(bits[bits.length == 1 ? 0 : o]);
    return new Code(Double.parseDouble(parts[0]), all);
  }

  /** Scales of a layer's planes per output channel, of which it has so many; null where nothing is said of them. */
  double[][] scales(String layer, int outputs) {
    String key = SCALES + layer;
    String text = entries.get(key);
    if (text == null) return null;
    used.add(key);
    if (entries.containsKey(PLANES + layer)) throw bad(key, "stands beside " + Refusals.quote(PLANES + layer) + ", but a layer's weights are of one kind: leave one of them out");
    return ScalesText.read(text, outputs, reason -> bad(key, reason));
  }

  /** Whether it is a number above 0. @param zero whether 0 is one, too */
  static boolean number(String text, boolean zero) {
    if (!text.matches("[0-9.eE+-]{1,24}")) return false;
    try {
      double value = Double.parseDouble(text);
      return (value > 0 || zero && value == 0) && value < Double.POSITIVE_INFINITY;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A layer's normalisation at a precision below the graph's own. */
  Normalisation normalisation(int precision, String layer, Normalisation stored) {
    String key = key(precision, layer);
    String text = entries.get(key);
    if (text == null) throw bad(key, "is missing: means and variances of every normalised layer at every precision below " + entries.get(LADDER) + " bits; write them all, or leave out " + LADDER);
    if (!used.add(key)) throw bad(key, "is read by two normalisations, but holds the statistics of one: fold them into one, and give every layer a name of its own");
    int channels = stored.channels();
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw bad(key, "is not base64: " + e.getMessage());
    }
    if (bytes.length != 8 * channels) throw bad(key, "holds " + bytes.length + " bytes, but means and variances of " + channels + " channels are " + 8 * channels);
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int o = 0; o < channels; o++) mean[o] = values.getFloat();
    for (int o = 0; o < channels; o++) variance[o] = values.getFloat();
    try {
      return new Normalisation(stored.gamma(), stored.beta(), mean, variance, stored.epsilon());
    } catch (IllegalArgumentException e) {
      throw bad(key, "holds no normalisation: " + e.getMessage());
    }
  }

  /** One per precision below the finest, or none at all. */
  List<Double> margins() {
    String text = entries.get(MARGINS);
    List<Double> margins = new ArrayList<>();
    if (text == null) return margins;
    used.add(MARGINS);
    for (String part : text.split(",", -1)) {
      if (!number(part, true)) throw bad(MARGINS, "has " + Refusals.quote(part) + ": margins are 0 or more");
      margins.add(Double.valueOf(part));
    }
    return margins;
  }

  /** @throws BadInput if something is said of what is not there */
  void refuseUnused() {
    for (String key : entries.keySet()) {
      if (used.contains(key)) continue;
      if (key.startsWith(LADDER) && !entries.containsKey(LADDER)) throw bad(key, "goes with " + LADDER + ", the number of bits, which is missing");
      throw bad(key, key.startsWith(LADDER) ? "is of no layer and no precision of this model: its bits are 1 to " + entries.get(LADDER) : "is of no layer of this model");
    }
  }
}
