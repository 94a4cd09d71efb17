// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.BadInput;
import kakure.network.Hidden;
import kakure.network.MaxPool;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * A weighted layer that a network consists of, in the order of the file, by which weighted layers are numbered: a layer of a chain, or one inside a block.
 *
 * @param name of the layer
 * @param role in its block
 * @param geometry its sizes
 * @param pooled whether 2x2 max-pooling follows
 * @param item of the network, whose part it is
 */
record Part(String name, Role role, Geometry geometry, boolean pooled, NetSpec.Item item) {
  /** Floats of all maps of a batch: 4 GiB. */
  private static final long MAX_FLOATS = 1L << 30;
  private static final int LEAST_SQUEEZED = 8;

  /** A layer of a chain; of a block: the gate's two small layers, both convolutions, and the 1x1 convolution where the shape changes. */
  enum Role {
    PLAIN, SQUEEZE, FIRST, DECIDE, SECOND, SHORTCUT
  }

  /** The map behind it. */
  Shape result() {
    return pooled ? MaxPool.HALVE.window().over(geometry.out(), geometry.out().channels()) : geometry.out();
  }

  /**
   * The parts of a network.
   *
   * @param gates whether blocks have gates
   * @param groups of images of a batch
   * @param heap bytes that may be used
   * @throws BadInput if a layer does not fit its input, its accumulators 24 bits, or all of them the heap
   */
  static List<Part> of(NetSpec net, boolean gates, Shape image, int groups, long heap) {
    return new Expansion(net, gates, image, groups).parts(heap);
  }

  /** Puts the parts together, counting memory. */
  private static final class Expansion {
    private final NetSpec net;
    private final boolean gates;
    private final Shape image;
    private final int groups;
    private final List<Part> parts = new ArrayList<>();
    private Shape in;
    private long floats;
    private int item;

    Expansion(NetSpec net, boolean gates, Shape image, int groups) {
      this.net = net;
      this.gates = gates;
      this.image = image;
      this.groups = groups;
      in = image;
    }

    List<Part> parts(long heap) {
      for (item = 0; item < net.layers().size(); item++) {
        NetSpec.Item i = net.layers().get(item);
        in = i.block() ? block(i, "block" + item) : add((i.full() ? "fc" : "conv") + parts.size(), Role.PLAIN, in, i.full() ? null : Window.square(i.kernel(), i.stride(), (i.kernel() - 1) / 2), i.outputs(), i.pooled());
      }
      if (floats * Float.BYTES > heap)
        throw new BadInput(String.format(Locale.ROOT, "network \"%s\" on images of %s: training needs about %d MiB, but the Java machine may use %d; take fewer channels, or give it more: KAKURE_JAVA_OPTS=-Xmx%dm", net, image, floats >> 18, heap >> 20, floats / 3 >> 16));
      return parts;
    }

    /** The stride is the first 3x3 convolution's. */
    private Shape block(NetSpec.Item i, String name) {
      Shape read = in;
      Shape one = new Shape(read.channels(), 1, 1);
      int squeezed = Math.max(LEAST_SQUEEZED, read.channels() / 4);
      boolean narrow = i.inner() == 1;
      if (gates) add(name + ".squeeze", Role.SQUEEZE, one, Window.square(1, 1, 0), squeezed, false);
      Shape inside = add(name + ".first", Role.FIRST, read, Window.square(i.inner(), narrow ? 1 : i.stride(), (i.inner() - 1) / 2), i.outputs(), false);
      if (gates) add(name + ".decide", Role.DECIDE, new Shape(squeezed, 1, 1), Window.square(1, 1, 0), i.outputs(), false);
      Shape out = add(name + ".second", Role.SECOND, inside, Window.square(3, narrow ? i.stride() : 1, 1), i.outputs(), false);
      if (!out.equals(read)) add(name + ".shortcut", Role.SHORTCUT, read, Window.square(1, i.stride(), 0), i.outputs(), false);
      return out;
    }

    /** @param window null for the whole map */
    private Shape add(String name, Role role, Shape from, Window window, int outputs, boolean pooled) {
      String where = "network \"" + net + "\", weighted layer " + (parts.size() + 1) + ": ";
      Part part;
      try {
        Geometry g = Geometry.of(from, window, outputs);
        part = new Part(name, role, g, pooled, net.layers().get(item));
        part.result();
      } catch (IllegalArgumentException e) {
        throw new BadInput(where + "its input is " + from + ", too small or too large for it (" + e.getMessage() + ")", e);
      }
      Geometry g = part.geometry;
      int fanIn = from.channels() * g.taps();
      if (fanIn > Hidden.MAX_KEPT) throw new BadInput(where + fanIn + " inputs per output do not fit the hardware's accumulator of " + Hidden.ACCUMULATOR_BITS + " bits, which takes " + Hidden.MAX_KEPT + "; pool or use a stride before it, or fewer channels");
      // per layer four maps at most, and per weight sign, score, speed, gradient, selection and two lists
      floats += 4L * groups * new Planes(g.out().channels(), g.out().height(), g.out().width(), Math.max(1, g.gradientBorder())).size() + 9L * g.out().channels() * fanIn;
      if (floats > MAX_FLOATS) throw new BadInput(String.format(Locale.ROOT, "%straining needs more than %d GiB for the maps of a batch of images of %s; take fewer channels or a larger stride", where, MAX_FLOATS >> 28, image));
      parts.add(part);
      return part.result();
    }
  }
}
