// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.golden.SignGenerator;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Coats;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Requantise;
import kakure.network.Scaled;
import kakure.network.Shape;
import kakure.network.Trichromatic;
import kakure.network.Weights;
import kakure.network.Window;

/** The equations of the specification as nested loops in exact arithmetic of any length, sharing no line with the golden functions: bit-serial weights and scaled planes plane by plane, coats pass by pass. */
final class Naive {
  private final Network network;
  private final Map<String, BigInteger[]> values = new LinkedHashMap<>();

  private Naive(Network network) {
    this.network = network;
  }

  /** Every node's result. */
  static Map<String, BigInteger[]> run(Network network, byte[] image) {
    Naive naive = new Naive(network);
    BigInteger[] pixels = new BigInteger[image.length];
    for (int i = 0; i < pixels.length; i++) pixels[i] = BigInteger.valueOf(image[i] & 255);
    naive.values.put(Network.IMAGE, pixels);
    for (Node node : network.nodes()) naive.values.put(node.name(), naive.node(node));
    return naive.values;
  }

  private BigInteger[] node(Node node) {
    Shape in = network.result(node.inputs().get(0)).shape();
    Shape out = network.result(node.name()).shape();
    BigInteger[] a = values.get(node.inputs().get(0));
    BigInteger[] b = node.inputs().size() > 1 ? values.get(node.inputs().get(1)) : null;
    BigInteger[] y = new BigInteger[out.elements()];
    for (int o = 0; o < out.channels(); o++)
      for (int p = 0; p < out.pixels(); p++) {
        int i = o * out.pixels() + p;
        int oy = p / out.width();
        int ox = p % out.width();
        if (node.op() instanceof Linear l) y[i] = l.requantise().isPresent() ? requantise(l.requantise().get(), o, sum(l, in, a, o, oy, ox), BigInteger.ZERO) : sum(l, in, a, o, oy, ox);
        else if (node.op() instanceof MaxPool m) y[i] = seen(m.window(), in, a, o, oy, ox).stream().reduce(BigInteger.ZERO, BigInteger::max);
        else if (node.op() instanceof AveragePool m) {
          BigInteger sum = seen(m.window(), in, a, o, oy, ox).stream().reduce(BigInteger.ZERO, BigInteger::add);
          y[i] = m.requantise().isPresent() ? requantise(m.requantise().get(), o, sum, BigInteger.ZERO) : sum;
        } else if (node.op() instanceof Add add) y[i] = requantise(add.requantise(), o, a[i], b[i].multiply(BigInteger.valueOf(add.rmul()[o])).shiftLeft(add.rshift()[o]));
        else if (node.op() instanceof Gate g) y[i] = b[o].compareTo(BigInteger.valueOf(g.threshold()[o])) > 0 ? a[i] : BigInteger.ZERO;
        else throw new AssertionError("a new operation wants its equation here");
      }
    return y;
  }

  /** What a window sees of channel c, without what lies outside the map. */
  private static List<BigInteger> seen(Window w, Shape in, BigInteger[] a, int c, int oy, int ox) {
    List<BigInteger> seen = new ArrayList<>();
    for (int t = 0; t < w.taps(); t++) {
      BigInteger v = at(w, in, a, c, t, oy, ox);
      if (v != null) seen.add(v);
    }
    return seen;
  }

  private static BigInteger at(Window w, Shape in, BigInteger[] a, int c, int t, int oy, int ox) {
    int iy = oy * w.stride() + t / w.kernelWidth() - w.padTop();
    int ix = ox * w.stride() + t % w.kernelWidth() - w.padLeft();
    return iy < 0 || ix < 0 || iy >= in.height() || ix >= in.width() ? null : a[(c * in.height() + iy) * in.width() + ix];
  }

  private BigInteger sum(Linear l, Shape in, BigInteger[] a, int o, int oy, int ox) {
    Weights w = l.weights();
    if (w instanceof Hidden h) return plane(l.window(), in, a, o, oy, ox, h.mask(), h.layer());
    if (w instanceof Coats c) return c.masks().stream().map(m -> plane(l.window(), in, a, o, oy, ox, m, c.layer())).reduce(BigInteger.ZERO, BigInteger::add);
    if (w instanceof Planes p) { // A_n = 2 A_(n-1) + sum_j b_(n,j) x_j
      BigInteger acc = BigInteger.ZERO;
      for (int n = 0; n < p.bits()[o]; n++) acc = acc.shiftLeft(1).add(signs(l.window(), in, a, o, oy, ox, p.planes().get(n)));
      return acc;
    }
    if (w instanceof Trichromatic p) { // c s m, twice
      BigInteger once = signs(l.window(), in, a, o, oy, ox, p.connected(), p.negative());
      return once.add(signs(l.window(), in, a, o, oy, ox, p.large(), p.negative())).shiftLeft(1);
    }
    if (w instanceof Scaled s) { // a sum of each plane, scaled
      BigInteger acc = BigInteger.ZERO;
      for (int k = 0; k < s.planes().size(); k++) acc = acc.add(signs(l.window(), in, a, o, oy, ox, s.planes().get(k)).multiply(BigInteger.valueOf(s.factors()[o][k])));
      return acc;
    }
    Dense d = (Dense) w;
    BigInteger acc = BigInteger.ZERO;
    for (int c = 0; c < in.channels(); c++)
      for (int t = 0; t < d.taps(); t++) {
        BigInteger v = at(l.window(), in, a, c, t, oy, ox);
        if (v != null) acc = acc.add(v.multiply(BigInteger.valueOf(d.values()[(o * d.inputs() + c) * d.taps() + t])));
      }
    return acc;
  }

  private BigInteger plane(Window w, Shape in, BigInteger[] a, int o, int oy, int ox, Mask mask, int layer) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(network.seed(), layer), in.channels());
    BigInteger acc = BigInteger.ZERO;
    for (int c = 0; c < in.channels(); c++)
      for (int t = 0; t < w.taps(); t++) {
        BigInteger v = at(w, in, a, c, t, oy, ox);
        if (v != null && mask.kept(o, c, t)) acc = signs.sign(o, c, t) > 0 ? acc.add(v) : acc.subtract(v);
      }
    return acc;
  }

  private static BigInteger signs(Window w, Shape in, BigInteger[] a, int o, int oy, int ox, Mask kept, Mask negative) {
    BigInteger acc = BigInteger.ZERO;
    for (int c = 0; c < in.channels(); c++)
      for (int t = 0; t < w.taps(); t++) {
        BigInteger v = at(w, in, a, c, t, oy, ox);
        if (v != null && kept.kept(o, c, t)) acc = negative.kept(o, c, t) ? acc.subtract(v) : acc.add(v);
      }
    return acc;
  }

  private static BigInteger signs(Window w, Shape in, BigInteger[] a, int o, int oy, int ox, Mask bits) {
    BigInteger acc = BigInteger.ZERO;
    for (int c = 0; c < in.channels(); c++)
      for (int t = 0; t < w.taps(); t++) {
        BigInteger v = at(w, in, a, c, t, oy, ox);
        if (v != null) acc = bits.kept(o, c, t) ? acc.add(v) : acc.subtract(v);
      }
    return acc;
  }

  private static BigInteger requantise(Requantise r, int o, BigInteger acc, BigInteger more) {
    int sh = r.sh()[o];
    BigInteger rounding = sh == 0 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(sh - 1);
    BigInteger v = acc.multiply(BigInteger.valueOf(r.mul()[o])).add(BigInteger.valueOf(r.add()[o])).add(more).add(rounding).shiftRight(sh);
    return v.max(BigInteger.ZERO).min(BigInteger.valueOf(255));
  }
}
