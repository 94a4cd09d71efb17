// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a model's metadata say of its random weights. */
final class Metadata {
  static final String SEED = "kakure.seed";
  static final String GENERATOR = "kakure.generator";
  static final String XORSHIFT = "xorshift32-1";
  /** Followed by a weighted node's name: its weights are stored integers of so many bits. */
  static final String STORED = "kakure.stored.";
  /** Followed by a convolution's name: its order of weights is that of a kernel over a folded image. */
  static final String FOLD = "kakure.fold.";
  /** Followed by a weighted node's name: its signs are those of this layer, whatever its place. */
  static final String LAYER = "kakure.layer.";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}|0[xX][0-9a-fA-F]{1,8}");

  private Metadata() {}

  /** Bits of stored weights by the names of weighted nodes, 2 to 8. */
  static Map<String, Integer> stored(ModelProto model, Refusals refusals) {
    Map<String, Integer> stored = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!entry.getKey().startsWith(STORED)) continue;
      if (!entry.getValue().matches("[2-8]")) throw refusals.model("metadata " + Refusals.quote(entry.getKey()) + " is " + Refusals.quote(entry.getValue()) + ": stored weights have 2 to 8 bits");
      stored.put(entry.getKey().substring(STORED.length()), Integer.valueOf(entry.getValue()));
    }
    return stored;
  }

  /** How convolutions of the image are folded, by their names. */
  static Map<String, String> folds(ModelProto model, Refusals refusals) {
    Map<String, String> folds = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!entry.getKey().startsWith(FOLD)) continue;
      if (!entry.getValue().equals(ImageFold.DEPTH) && !entry.getValue().equals(ImageFold.TAPS)) throw refusals.model("metadata " + Refusals.quote(entry.getKey()) + " is " + Refusals.quote(entry.getValue()) + ": a first layer is folded by " + ImageFold.DEPTH + " or by " + ImageFold.TAPS);
      folds.put(entry.getKey().substring(FOLD.length()), entry.getValue());
    }
    return folds;
  }

  /** Layers whose signs weighted nodes have, by their names, 0 to 65,535. */
  static Map<String, Integer> layers(ModelProto model, Refusals refusals) {
    Map<String, Integer> layers = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!entry.getKey().startsWith(LAYER)) continue;
      if (!entry.getValue().matches("\\d{1,5}") || Integer.parseInt(entry.getValue()) > 65535) throw refusals.model("metadata " + Refusals.quote(entry.getKey()) + " is " + Refusals.quote(entry.getValue()) + ": a layer's number is 0 to 65535");
      layers.put(entry.getKey().substring(LAYER.length()), Integer.valueOf(entry.getValue()));
    }
    return layers;
  }

  /** The seed, decimal or 0x; the generator is checked, and so is that nothing asks for more than the hardware does. */
  static int seed(ModelProto model, Refusals refusals) {
    Map<String, String> entries = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!entry.getKey().startsWith("kakure.")) continue;
      if (entries.put(entry.getKey(), entry.getValue()) != null) throw refusals.model("metadata " + Refusals.quote(entry.getKey()) + " is given twice");
    }
    String generator = entries.get(GENERATOR);
    if (generator == null) throw refusals.model("no metadata " + GENERATOR + ": not a hidden network, or its writer did not say how its random weights arise (" + XORSHIFT + ")");
    if (!generator.equals(XORSHIFT)) throw refusals.model("metadata " + GENERATOR + " is " + Refusals.quote(generator) + "; the hardware regenerates " + XORSHIFT + " only");
    String seed = entries.get(SEED);
    if (seed == null) throw refusals.model("no metadata " + SEED + ": the random weights cannot be regenerated without it");
    if (!NUMBER.matcher(seed).matches()) throw refusals.model("metadata " + SEED + " is " + Refusals.quote(seed) + ": must be 0 to 4294967295, decimal or 0x");
    long value = Long.decode(seed.matches("0[xX].*") ? seed : seed.replaceFirst("^0+(?=.)", ""));
    if (value >>> 32 != 0) throw refusals.model("metadata " + SEED + " is " + seed + ": must be 0 to 4294967295, decimal or 0x");
    return (int) value;
  }
}
