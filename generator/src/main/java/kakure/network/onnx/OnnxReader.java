// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.network.Ladder;
import kakure.network.Network;

/**
 * Reads a hidden network from an ONNX model (opset 13 or later) that this or other software wrote: convolutions and fully connected layers whose weights are +-c and 0, or integers where it says so, residual additions and channel gates between them, in the forms of docs/model.md. What hangs on constants alone
 * is computed first, what nothing hangs on is not judged. The sign of every kept weight is regenerated from the seed and compared, then dropped. Whatever the hardware does not compute is refused by name, node and reason.
 */
public final class OnnxReader {
  /** Bytes of the largest model that is read. */
  public static final long MAX_BYTES = 256L << 20;

  private static final long MAX_STRUCTURE_BYTES = 8L << 20;
  private static final int MIN_OPSET = 13;
  private static final int SLICE = 1 << 20;

  private OnnxReader() {}

  /**
   * Reads a model; the network is named after the file.
   *
   * @throws BadInput if the file cannot be read, is damaged, or holds what the hardware does not compute
   */
  public static Network read(Path file) {
    String source = file.toString();
    try {
      if (!Files.exists(file)) throw new BadInput(source + ": there is no such model file");
      if (!Files.isRegularFile(file)) throw new BadInput(source + ": is not a file; give an ONNX model");
      long size = Files.size(file);
      if (size > MAX_BYTES) throw new BadInput(source + ": " + size + " bytes; models of at most " + MAX_BYTES + " bytes are read");
      String name = file.getFileName().toString();
      return read(source, name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name, bytes(file, (int) size), file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new BadInput(source + ": the model cannot be read: " + e, e);
    } catch (OutOfMemoryError e) { // bounded by the file's size, but the heap may be smaller than that bound
      throw new BadInput(source + ": the model needs more memory than the Java heap's " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; give it more with -Xmx", e);
    }
  }

  /** A file's bytes by the mebibyte: in one go, Java would copy them by way of as many more. */
  private static byte[] bytes(Path file, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    try (FileChannel channel = FileChannel.open(file)) {
      do bytes.limit(Math.min(size, bytes.position() + SLICE));
      while (channel.read(bytes) > 0 && bytes.position() < size);
    }
    return bytes.position() == size ? bytes.array() : Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * Reads a model from memory.
   *
   * @param source named in messages
   * @param name of the network
   * @param bytes at most {@link #MAX_BYTES}
   * @throws BadInput if it is damaged or holds what the hardware does not compute
   */
  public static Network read(String source, String name, byte[] bytes) {
    return read(source, name, bytes, null);
  }

  /** @param folder in which constants that the model does not hold itself may lie; null if there is none */
  private static Network read(String source, String name, byte[] bytes, Path folder) {
    Refusals refusals = new Refusals(source);
    long structure = WireSize.structure(bytes);
    if (structure > MAX_STRUCTURE_BYTES) throw refusals.model(structure + " of its " + bytes.length + " bytes are not weights; at most " + MAX_STRUCTURE_BYTES + " are expected: not an ONNX model, or a damaged one");
    ModelProto model;
    try {
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      in.enableAliasing(true); // a tensor's numbers stay where they are
      model = ModelProto.parseFrom(in);
    } catch (IOException e) {
      throw new BadInput(source + ": not an ONNX model, or cut off or damaged within its " + bytes.length + " bytes: " + firstSentence(e.getMessage()), e);
    }
    if (!model.hasGraph()) throw refusals.model("not an ONNX model, or cut off: its " + bytes.length + " bytes hold no graph");
    int opset = opset(model, refusals);
    if (model.getFunctionsCount() > 0) throw refusals.model("functions of the model's own are not known; export it without them");
    int seed = Metadata.seed(model, refusals);
    Map<String, Integer> stored = Metadata.stored(model, refusals);
    Map<String, String> folds = Metadata.folds(model, refusals);
    Map<String, Integer> layers = Metadata.layers(model, refusals);
    Precisions precisions = Precisions.of(model, refusals);
    IntFunction<Network> at = precision -> new GraphReader(new OnnxGraph(model.getGraph(), opset, new ExternalData(folder, refusals), refusals), seed, stored, folds, layers, precisions, precision).network(name);
    Network network = at.apply(0);
    int most = precisions.most();
    if (most > 0 && most != network.bits()) throw refusals.model("metadata say that there are constants for 1 to " + most + " bits, but its weights have " + (network.bits() == 0 ? "no planes" : network.bits()));
    List<Double> margins = precisions.margins();
    List<Network> lower = IntStream.range(1, most).mapToObj(at).toList();
    precisions.refuseUnused();
    try {
      return lower.isEmpty() ? network : network.withLadder(new Ladder(lower, margins));
    } catch (IllegalArgumentException e) {
      throw refusals.model("metadata \"" + Precisions.MARGINS + "\": " + e.getMessage());
    }
  }

  private static int opset(ModelProto model, Refusals refusals) {
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      if (!opset.getDomain().isEmpty() && !opset.getDomain().equals("ai.onnx")) continue;
      if (opset.getVersion() < MIN_OPSET) throw refusals.model("opset " + opset.getVersion() + "; " + MIN_OPSET + " or later is read: export it again, or convert it");
      return (int) Math.min(opset.getVersion(), Integer.MAX_VALUE);
    }
    throw refusals.model("names no operator set (opset_import); " + MIN_OPSET + " or later is read");
  }

  private static String firstSentence(String message) {
    int end = message.indexOf(". ");
    return end < 0 ? message : message.substring(0, end) + ".";
  }
}
