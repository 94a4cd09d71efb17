// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.MaskShape;
import java.util.Optional;
import java.util.stream.IntStream;
import kakure.golden.SignGenerator;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * What the engine computes in one go, fused of one node or more ({@link Fuse}): acc[o] = sum over c, t of m(o, c, t) sign(o, c, t) a[c], a residual added, requantised to u8, then max-pooled.
 *
 * @param name of the linear node
 * @param index in the engine's order, from 0
 * @param base 32-bit word from which its signs follow
 * @param in the map it reads
 * @param window kernel, stride and padding
 * @param pool max-pooling behind it (rows and columns that fill no window are dropped)
 * @param mask the kept weights or, where they are stored, their bits, of all planes
 * @param planes of how many planes its weights are
 * @param requantise null in the last layer, whose accumulators are the logits
 * @param links to the maps that it reads
 * @param part of the node's map that it computes
 */
public record Layer(String name, int index, int base, Shape in, Window window, Optional<Pool> pool, Mask mask, PlaneKind planes, Requantise requantise, Links links, Part part) {
  /**
   * What of its node's map a layer computes: some filters, its mask and constants being those of these alone, or every other pixel of every other line.
   *
   * @param first output channel of the node
   * @param all output channels of the node
   * @param plane the one parity plane, 2 (y mod 2) + x mod 2; -1: all pixels
   */
  record Part(int first, int all, int plane) {
    /** All pixels of some filters. */
    Part(int first, int all) {
      this(first, all, -1);
    }

    boolean onePlane() {
      return plane >= 0;
    }
  }

  /** All filters of a node. */
  Layer(String name, int index, int base, Shape in, Window window, Optional<Pool> pool, Mask mask, PlaneKind planes, Requantise requantise, Links links) {
    this(name, index, base, in, window, pool, mask, planes, requantise, links, new Part(0, mask.outputs()));
  }

  /** Filters {@code from} to before {@code to} of bit-serial weights, as a layer of its own. */
  Layer filters(String run, int from, int to) {
    var constants = FilterOrder.constants(requantise, IntStream.range(from, to).toArray());
    return new Layer(run, index, base, in, window, pool, planes.mask(mask, from, to), planes.of(from, to), constants, links, new Part(from, mask.outputs()));
  }

  /** Whether each parity plane of its map can be computed by itself from a map in parity planes: all of its pixels stand in the middle of the kernel, and the planes are equally large. */
  boolean goesByPlanes() {
    boolean same = stride() == 1 && window.taps() > 1 && 2 * padTop() + 1 == kernelHeight() && 2 * padLeft() + 1 == kernelWidth() && out().height() == in.height() && out().width() == in.width();
    boolean halves = in.height() % 2 == 0 && in.width() % 2 == 0 && padTop() > 0 && padLeft() > 0;
    return same && halves && !pools() && !last() && links.residual().isEmpty() && !isPart() && !links.fold() && !links.identity() && planes.bits().isEmpty();
  }

  /** One parity plane of its map: a layer of stride 2, whose padding says which. */
  Layer plane(int plane) {
    int top = padTop() - plane / 2, left = padLeft() - plane % 2;
    var every = new Window(kernelHeight(), kernelWidth(), 2, top, left, kernelHeight() - 2 - top, kernelWidth() - 2 - left);
    return new Layer(name + ".plane" + plane, index, base, in, every, pool, mask, planes, requantise, links, new Part(part.first, part.all, plane));
  }

  /** Whether it is max-pooled. */
  public boolean pools() {
    return pool.isPresent();
  }

  /** Whether it is max-pooled by windows that overlap. */
  boolean overlaps() {
    return pool.isPresent() && pool.get().overlaps();
  }

  /** Name of the node whose result it hands on. */
  public String output() {
    return pool.map(Pool::node).orElse(links.value());
  }

  /** The layer of the network that it is, or is a part of; empty of a {@link Copies copy}. */
  String ofNetwork() {
    boolean copy = links.identity() && links.tap() < 0 && !links.told();
    return copy ? "" : isPart() || part.onePlane() ? links.value() : name;
  }

  /** Whether it computes some of its node's filters only. */
  boolean isPart() {
    return part.all > mask.outputs();
  }

  /** The same with other links. */
  Layer with(Links others) {
    return new Layer(name, index, base, in, window, pool, mask, planes, requantise, others, part);
  }

  /** The same on an engine. @throws kakure.target.PlanException if it has no room for its planes */
  Layer on(Engine engine) {
    return new Layer(name, index, base, in, window, pool, mask, planes.on(engine, name), requantise, links, part);
  }

  /** The same at another place of the order. */
  Layer at(int other) {
    return new Layer(name, other, base, in, window, pool, mask, planes, requantise, links, part);
  }

  /** The same, pooled. */
  Layer pooled(Pool behind) {
    return new Layer(name, index, base, in, window, Optional.of(behind), mask, planes, requantise, links, part);
  }

  /** Whether it reads the image. */
  boolean readsImage() {
    return links.source().equals(Network.IMAGE);
  }

  /** Whether it wants its input in parity planes: one that sees the whole map at once does not care. */
  boolean strided() {
    return stride() == 2 && out().pixels() > 1;
  }

  /** Whether it takes pixels one by one, in whatever order they lie. */
  boolean pointwise() {
    return stride() == 1 && window.taps() == 1 && window.padTop() + window.padLeft() + window.padBottom() + window.padRight() == 0;
  }

  /** Its signs. */
  public SignGenerator signs() {
    return new SignGenerator(base, in.channels());
  }

  /** The map it computes, before pooling. */
  public Shape out() {
    return window.over(in, mask.outputs());
  }

  /** The whole map of which it hands on a part, or all. */
  Shape whole() {
    int sides = part.onePlane() ? 2 : 1;
    return new Shape(part.all, sides * result().height(), sides * result().width());
  }

  /** The map it hands on, after pooling where it pools. */
  public Shape result() {
    return pool.isPresent() ? pool.get().window().over(out(), mask.outputs()) : out();
  }

  /** What of its map is pooled: without the last line or column where these fill no window; all of it where it pools nothing. */
  Shape pooled() {
    var out = out();
    return pools() ? new Shape(out.channels(), Math.min(out.height(), 2 * result().height()), Math.min(out.width(), 2 * result().width())) : out;
  }

  /** Rows of the kernel. */
  public int kernelHeight() {
    return window.kernelHeight();
  }

  /** Columns of the kernel. */
  public int kernelWidth() {
    return window.kernelWidth();
  }

  /** Step of the kernel, both ways. */
  public int stride() {
    return window.stride();
  }

  /** Rows of zeros above the map. */
  public int padTop() {
    return window.padTop();
  }

  /** Columns of zeros left of the map. */
  public int padLeft() {
    return window.padLeft();
  }

  /** Kernel positions per input channel that have weights of their own. */
  public int taps() {
    return mask.taps() / planes.count();
  }

  /** Weights, kept or not, whatever their planes. */
  public long weights() {
    return mask.weights() / planes.count();
  }

  /** Multiply-accumulates of a dense layer of this shape: weights x output pixels; none where nothing but maps are moved. */
  public long macs() {
    return links.identity() ? 0 : weights() * out().pixels();
  }

  /** Multiply-accumulates, each as often as its weight has planes: what time follows where weights are bit-serial. */
  public double planeMacs() {
    return macs() * planes.mean();
  }

  /** Its mask as it is sent: of scaled planes that of a channel of the array for each. */
  Mask sent() {
    return planes.factors().any() ? planes.factors().mask(mask) : mask;
  }

  /** The extent of that. */
  public MaskShape maskShape() {
    return planes.factors().any() ? new MaskShape(planes.factors().channels(), in.channels(), taps()) : new MaskShape(mask.outputs(), in.channels(), mask.taps());
  }

  /** Whether its mask keeps one weight of every {@code group} input channels, where it has as many. */
  public boolean isOneOf(int group) {
    return !planes.stored() && in.channels() >= group && mask.keepsOneOf(group);
  }

  /** G of a mask that keeps one weight of every G input channels: 2, 4 or 8; 1 for any other. */
  public int ownGroup() {
    for (int group = 2; group <= 8; group *= 2) if (isOneOf(group)) return group;
    return 1;
  }

  /** Whether its accumulators are the network's logits. */
  public boolean last() {
    return requantise == null;
  }
}
