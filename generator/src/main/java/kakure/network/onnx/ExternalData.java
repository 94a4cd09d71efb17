// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.BadInput;

/** Constants that are stored beside the model: in a file of the model's own folder, or of one below it, named relative to it. Bytes that are read are counted, as many tensors may name the same ones. */
final class ExternalData {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Path folder;
  private final Refusals refusals;
  private long total;

  /** @param folder of the model, null where it was read from memory */
  ExternalData(Path folder, Refusals refusals) {
    this.folder = folder;
    this.refusals = refusals;
  }

  /**
   * Exactly {@code bytes} bytes of a tensor.
   *
   * @param what the tensor, for messages
   * @throws BadInput if the file lies elsewhere, is none, cannot be read, or ends before the tensor does: told before anything is allocated
   */
  ByteBuffer read(TensorProto t, long bytes, String what) {
    Map<String, String> entries = new TreeMap<>();
    for (StringStringEntryProto e : t.getExternalDataList()) if (entries.put(e.getKey(), e.getValue()) != null) throw refusals.model(what + " is stored in another file, and says \"" + Refusals.plain(e.getKey()) + "\" twice");
    String location = entries.get("location");
    if (location == null || location.isEmpty()) throw refusals.model(what + " is stored in another file, but the model does not say in which (location)");
    String in = what + " is stored in " + Refusals.quote(location);
    if (folder == null) throw refusals.model(in + ", but the model is not a file beside it; store the model as one file");
    long offset = number(entries, "offset", 0, in);
    if (number(entries, "length", bytes, in) != bytes) throw refusals.model(in + " as " + entries.get("length") + " bytes, but its shape needs " + bytes);
    total += bytes;
    if (total > OnnxReader.MAX_BYTES) throw refusals.model(in + ": " + total + " bytes of other files up to here; at most " + OnnxReader.MAX_BYTES + " are read");
    Path file = inside(location, in);
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset > channel.size() - bytes) throw refusals.model(in + " at byte " + offset + " as " + bytes + " bytes, but the file has " + channel.size() + ": it is cut off, or not this model's");
      ByteBuffer data = ByteBuffer.allocate((int) bytes);
      while (data.hasRemaining()) if (channel.read(data, offset + data.position()) < 0) throw new EOFException("it ends while it is read");
      return data.flip();
    } catch (IOException e) {
      throw new BadInput(refusals.source() + ": " + in + ", which cannot be read: " + e.getMessage(), e);
    }
  }

  private long number(Map<String, String> entries, String key, long otherwise, String in) {
    String text = entries.get(key);
    if (text == null) return otherwise;
    if (!NUMBER.matcher(text).matches()) throw refusals.model(in + " with the " + key + " " + Refusals.quote(text) + ": must be a number of bytes");
    return Long.parseLong(text);
  }

  /** The file, which must lie in the folder, also when links are followed: a model must not make us read what its user has not given. */
  private Path inside(String location, String in) {
    try {
      Path named = Path.of(location);
      for (Path part : named) if (part.toString().equals("..")) throw refusals.model(in + ": .. leads out of the model's folder; store it beside the model");
      if (named.isAbsolute()) throw refusals.model(in + ": an absolute path; store it beside the model, named relative to it");
      Path file = folder.resolve(named);
      if (!Files.exists(file)) throw refusals.model(in + ": there is no such file beside the model; copy it there");
      if (!file.toRealPath().startsWith(folder.toRealPath())) throw refusals.model(in + ": a link that leads out of the model's folder; store it beside the model");
      if (!Files.isRegularFile(file)) throw refusals.model(in + ", which is not a file");
      return file;
    } catch (InvalidPathException e) {
      throw new BadInput(refusals.source() + ": " + in + ": not a path", e);
    } catch (IOException e) {
      throw new BadInput(refusals.source() + ": " + in + ", which cannot be read: " + e.getMessage(), e);
    }
  }
}
