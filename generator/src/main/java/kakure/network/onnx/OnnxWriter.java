// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static kakure.network.onnx.ModelBuilder.integer;
import static kakure.network.onnx.ModelBuilder.ints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import java.util.Optional;
import kakure.network.Hidden;
import kakure.network.Intake;
import kakure.network.Mask;
import kakure.network.TrainedGraph;
import kakure.network.TrainedLadder;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;

/**
 * Writes a trained network as an ONNX model (opset 13) that other tools run: a u8 image, DequantizeLinear, then per layer Conv or Gemm with kept weights +-c and 0, BatchNormalization, Relu, QuantizeLinear, DequantizeLinear and MaxPool;
 * the last layer's sums are the logits. The same network gives the same bytes.
 */
public final class OnnxWriter {
  private final ModelBuilder model;
  private String value = "image";
  private boolean flat;
  private int firstMatrix;

  private OnnxWriter(ModelBuilder model) {
    this.model = model;
  }

  /**
   * Writes the model beside {@code file} and renames it, so that no half-written model is left.
   *
   * @throws BadInput if the file cannot be written
   */
  public static void write(TrainedNetwork network, Path file) {
    Path staged = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try {
        Files.write(staged, bytes(network));
        Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": the model cannot be written: " + e, e);
    }
  }

  /** The model's bytes. */
  public static byte[] bytes(TrainedNetwork network) {
    network.quantise(); // refuses what does not fit before anything is written
    return new OnnxWriter(new ModelBuilder(network.name(), network.seed(), network.intake().picture())).model(network);
  }

  /** The bytes of a model with residual additions and gates, in the forms of {@link GraphWriter}. */
  public static byte[] bytes(TrainedGraph network) {
    return new GraphWriter(network).bytes();
  }

  /** The bytes of a model that serves several precisions. */
  public static byte[] bytes(TrainedLadder network) {
    return new GraphWriter(network).bytes();
  }

  private byte[] model(TrainedNetwork network) {
    TrainedLayer last = network.layers().get(network.layers().size() - 1);
    firstMatrix = network.layers().size();
    while (firstMatrix > 0 && whole(network.layers().get(firstMatrix - 1))) firstMatrix--;
    for (int l = 0; l < network.layers().size(); l++) layer(network, l);
    return model.bytes(value, last.mask().outputs());
  }

  private void layer(TrainedNetwork network, int index) {
    TrainedLayer layer = network.layers().get(index);
    String name = layer.name();
    value = model.steps("DequantizeLinear", name + ".in", value, name + ".in_scale", layer.inputScale());
    if (index > 0 && network.layers().get(index - 1).pool2x2()) value = model.pool(name + ".pool", value);
    Optional<Intake> folded = index == 0 && network.intake().fold().isPresent() ? Optional.of(network.intake()) : Optional.empty();
    weights(layer, folded, index >= firstMatrix, new Hidden(layer.mask(), index).signs(network.seed()));
    if (layer.last()) return;
    value = model.normalise(name, value, layer.normalisation());
    node("Relu", name + ".relu", value);
    value = model.steps("QuantizeLinear", name + ".q", value, name + ".out_scale", layer.outputScale());
  }

  /** Whether it can be written as a matrix; only behind the last convolution is it, for a vector is not made a map again. */
  private static boolean whole(TrainedLayer layer) {
    return layer.window().equals(Window.whole(layer.in()));
  }

  private void weights(TrainedLayer layer, Optional<Intake> folded, boolean matrix, SignGenerator signs) {
    Mask mask = layer.mask();
    Window w = layer.window();
    float[] weights = new float[mask.weights()];
    int run = mask.inputs() * mask.taps();
    int[] words = new int[run];
    for (int o = 0, i = 0; o < mask.outputs(); o++) {
      if (o % SignGenerator.GROUP == 0) signs.words(o / SignGenerator.GROUP, mask.taps(), words);
      for (int k = 0; k < run; k++, i++) if (mask.bit(i)) weights[i] = (1 - 2 * (words[k] >>> o % SignGenerator.GROUP & 1)) * layer.magnitude();
    }
    String stored = layer.name() + ".weight";
    if (folded.isPresent()) {
      Window fold = model.folded(layer.name(), folded.get(), w);
      model.floats(stored, new long[] {mask.outputs(), folded.get().picture().channels(), fold.kernelHeight(), fold.kernelWidth()}, weights);
      value = convolution(model, layer.name(), value, stored, fold);
      return;
    }
    if (!matrix) {
      model.floats(stored, new long[] {mask.outputs(), mask.inputs(), w.kernelHeight(), w.kernelWidth()}, weights);
      value = convolution(model, layer.name(), value, stored, w);
      return;
    }
    if (!flat) model.node("Flatten", layer.name() + ".flat", value).addAttribute(integer("axis", 1));
    if (!flat) value = layer.name() + ".flat";
    flat = true;
    model.floats(stored, new long[] {mask.outputs(), (long) mask.inputs() * mask.taps()}, weights);
    model.node("Gemm", layer.name(), value, stored).addAttribute(integer("transB", 1));
    value = layer.name();
  }

  /** Adds a Conv of this name. */
  static String convolution(ModelBuilder model, String name, String input, String weights, Window w) {
    model.node("Conv", name, input, weights)
        .addAttribute(ints("kernel_shape", w.kernelHeight(), w.kernelWidth()))
        .addAttribute(ints("pads", w.padTop(), w.padLeft(), w.padBottom(), w.padRight()))
        .addAttribute(ints("strides", w.stride(), w.stride()));
    return name;
  }

  private void node(String type, String name, String input) {
    model.node(type, name, input);
    value = name;
  }
}
