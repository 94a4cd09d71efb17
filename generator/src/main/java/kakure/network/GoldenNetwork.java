// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The network in plain integers, from the specification: acc[o] = sum over c, t of m (+-1) a[c], y = requantise(acc), maximum of 2 x 2. Exact, and quick: a kept weight adds a whole shifted plane to the accumulators.
 *
 * <p>Building one takes milliseconds; its buffers are reused, so every thread has its own.
 */
public final class GoldenNetwork {
  private final Network network;
  private final List<GoldenLayer> layers = new ArrayList<>();

  /**
   * What one image makes of every layer.
   *
   * @param maps per layer but the last, the u8 result (after pooling) in the order of {@link Shape}
   * @param unpooled per layer but the last, what it pools; empty where it pools nothing
   * @param logits accumulators of the last layer
   */
  public record Trace(List<byte[]> maps, List<byte[]> unpooled, int[] logits) {
    /** The bits of layer l's result as non-negative values, or its signed accumulators if it is the last. */
    public int[] values(int l) {
      if (l == maps.size()) return logits.clone();
      byte[] map = maps.get(l);
      int[] values = new int[map.length];
      for (int i = 0; i < map.length; i++) values[i] = map[i] & 255;
      return values;
    }
  }

  /** Prepares the network's signs and masks. */
  public GoldenNetwork(Network network) {
    this.network = network;
    for (Layer layer : network.layers()) layers.add(new GoldenLayer(layer, network.signs(layer.index())));
  }

  /** What it computes. */
  public Network network() {
    return network;
  }

  /**
   * Computes every layer.
   *
   * @param image u8 pixels in the order of {@link Shape}
   * @throws IllegalArgumentException if the image has another size
   */
  public Trace run(byte[] image) {
    if (image.length != network.input().elements()) throw new IllegalArgumentException("an image of " + image.length + " bytes, but the network reads " + network.input());
    List<byte[]> maps = new ArrayList<>();
    byte[] map = image;
    List<byte[]> unpooled = new ArrayList<>();
    for (GoldenLayer layer : layers.subList(0, layers.size() - 1)) {
      byte[] before = new byte[layer.unpooledElements()];
      maps.add(map = layer.map(map, before));
      unpooled.add(before);
    }
    return new Trace(List.copyOf(maps), List.copyOf(unpooled), layers.get(layers.size() - 1).accumulators(map));
  }

  /** The class that the network tells for an image. */
  public int label(byte[] image) {
    return network.label(run(image).logits());
  }
}
