// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Gate;
import kakure.network.Linear;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Op;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * A network and an image as {@code testbench/bench/network.c} reads them: an inference of the same integers in plain C. Words are little-endian; numbers and shapes take 32 bits, constants 64, weights 16, pixels 8.
 *
 * <p>Numbers: nodes, the image's shape, pixels; of each node its kind, two inputs (0 the image, i + 1 node i), kernel's height and width, stride, padding above, left, below, right, whether it requantises, the shape of its
 * result, and its constants.
 */
public final class PlainForm {
  private static final int CHUNK = 1 << 16;
  private static final Window NONE = Window.square(1, 1, 0);

  /** What every kind of node says first. */
  private record Head(int kind, Window window, Optional<Requantise> requantise) {
    static Head of(Op op) {
      if (op instanceof Linear o) return new Head(0, o.window(), o.requantise());
      if (op instanceof MaxPool o) return new Head(1, o.window(), Optional.empty());
      if (op instanceof AveragePool o) return new Head(2, o.window(), o.requantise());
      if (op instanceof Add o) return new Head(3, NONE, Optional.of(o.requantise()));
      if (op instanceof Gate) return new Head(4, NONE, Optional.empty());
      throw new IllegalStateException("no plain C of " + op.title());
    }
  }

  private final OutputStream to;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private PlainForm(OutputStream to) {
    this.to = to;
  }

  /**
   * Writes a network and the image that it is to read.
   *
   * @param image u8 pixels in the order of {@link Shape}
   * @throws BadInput if what weights meet takes more than 16 bits signed
   * @throws IllegalArgumentException if the image has another size
   */
  public static void write(Network network, byte[] image, OutputStream to) throws IOException {
    if (image.length != network.input().elements()) throw new IllegalArgumentException("an image of " + image.length + " bytes, but the network reads " + network.input());
    PlainForm form = new PlainForm(to);
    form.number(network.nodes().size());
    form.shape(network.input());
    for (byte pixel : image) form.space(1).put(pixel);
    List<String> values = new ArrayList<>(List.of(Network.IMAGE));
    for (Node node : network.nodes()) {
      form.node(network, node, node.inputs().stream().mapToInt(values::indexOf).toArray());
      values.add(node.name());
    }
    form.flush();
  }

  private void node(Network network, Node node, int[] inputs) throws IOException {
    Head head = Head.of(node.op());
    number(head.kind);
    number(inputs[0]);
    number(inputs[inputs.length - 1]);
    Window window = head.window;
    for (int n : new int[] {window.kernelHeight(), window.kernelWidth(), window.stride(), window.padTop(), window.padLeft(), window.padBottom(), window.padRight()}) number(n);
    Optional<Requantise> requantise = head.requantise;
    number(requantise.isPresent() ? 1 : 0);
    shape(network.result(node.name()).shape());
    if (node.op() instanceof Linear linear) weights(network, node, linear);
    if (requantise.isPresent()) {
      constants(requantise.get().mul());
      for (long add : requantise.get().add()) space(Long.BYTES).putLong(add);
      constants(requantise.get().sh());
    }
    if (node.op() instanceof Add add) {
      constants(add.rmul());
      constants(add.rshift());
    }
    if (node.op() instanceof Gate gate) constants(gate.threshold());
  }

  /** w(o, c, t) at (o taps + t) channels + c; no kind of weights has more than 16 bits. */
  private void weights(Network network, Node node, Linear linear) throws IOException {
    if (network.inputs(node).get(0).most() > Short.MAX_VALUE) throw new BadInput(node.name() + ": plain C takes activations of 16 bits signed, but it reads " + network.inputs(node).get(0));
    int channels = linear.weights().inputs();
    int taps = linear.weights().taps();
    var rows = linear.weights().rows(network.seed());
    int[] w = new int[channels * taps];
    for (int o = 0; o < linear.weights().outputs(); o++) {
      rows.of(o, w);
      for (int t = 0; t < taps; t++)
        for (int c = 0; c < channels; c++) space(Short.BYTES).putShort((short) w[c * taps + t]);
    }
  }

  private void constants(int[] values) throws IOException {
    for (int value : values) space(Long.BYTES).putLong(value);
  }

  private void shape(Shape shape) throws IOException {
    number(shape.channels());
    number(shape.height());
    number(shape.width());
  }

  private void number(int n) throws IOException {
    space(Integer.BYTES).putInt(n);
  }

  /** The buffer, with room for so many bytes. */
  private ByteBuffer space(int bytes) throws IOException {
    if (buffer.remaining() < bytes) flush();
    return buffer;
  }

  private void flush() throws IOException {
    to.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
