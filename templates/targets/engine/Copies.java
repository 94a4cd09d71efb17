// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * Copies of maps, which are layers of one kept weight a channel: in parity planes of a map that others read in raster order, or in the other memory. The fewest networks need one: they cost the steps of a layer of as many output as
 * input channels.
 */
final class Copies {
  private Copies() {}

  /** The layers with a copy in parity planes of each map that is read both ways, and one of a map that a layer both reads and adds. */
  static List<Layer> insert(List<Layer> layers) {
    var all = new ArrayList<>(layers);
    planes(all, Network.IMAGE);
    for (int l = 0; l < all.size(); l++) if (all.get(l).links().told() && !all.get(l).last()) planes(all, all.get(l).output());
    for (int l = 0; l < all.size(); l++) {
      var links = all.get(l).links();
      if (links.residual().isPresent() && links.residual().get().map().equals(links.source())) all = new ArrayList<>(ofResidual(all, l++));
    }
    return numbered(all);
  }

  /** The layers with a copy of what layer l reads back in front of it, which it reads back instead. */
  static List<Layer> ofResidual(List<Layer> layers, int l) {
    var all = new ArrayList<>(layers);
    var layer = all.get(l);
    var r = layer.links().residual().orElseThrow();
    var copy = copy(r.map(), r.map() + ".for." + layer.name(), layer);
    all.set(l, layer.with(layer.links().residual(new Links.Residual(copy.output(), r.mul(), r.shift()))));
    all.add(l, copy);
    return numbered(all);
  }

  /** A copy of a map that has the shape of the layer's result. */
  private static Layer copy(String map, String name, Layer like) {
    return one(name, map, like.out());
  }

  private static Layer one(String name, String map, Shape shape) {
    var one = Fuse.one(name, Links.of(map, name).identity(-1, false), shape, Window.square(1, 1, 0));
    return new Layer(name, 0, 0, shape, one.window(), one.pool(), one.mask(), one.planes(), Fuse.signed(one, Fuse.plain(shape.channels())), one.links());
  }

  /** Name of the copy of a map in parity planes. */
  static String inPlanes(String map) {
    return map + ".planes";
  }

  /** That copy of the map that a layer gives. */
  static Layer planes(Layer of) {
    return one(inPlanes(of.output()), of.output(), of.whole());
  }

  private static void planes(List<Layer> all, String map) {
    var strided = all.stream().filter(l -> l.links().source().equals(map) && l.strided()).toList();
    if (strided.isEmpty() || !raster(all, map)) return;
    var copy = one(inPlanes(map), map, strided.get(0).in());
    for (int l = 0; l < all.size(); l++) if (all.get(l).links().source().equals(map) && all.get(l).strided()) all.set(l, all.get(l).with(all.get(l).links().source(copy.output())));
    int after = -1;
    for (int l = 0; l < all.size(); l++) if (all.get(l).output().equals(map)) after = l;
    all.add(after + 1, copy);
  }

  /** Whether a map must lie in raster order: by how it is written, or read. */
  private static boolean raster(List<Layer> all, String map) {
    for (var l : all) {
      var links = l.links();
      boolean writes = l.output().equals(map), pieces = links.residual().filter(Links.Residual::largest).isPresent();
      if (writes && (l.pools() || pieces)) return true;
      if (links.source().equals(map) && !l.strided() && (!l.pointwise() || l.pools()) && l.out().pixels() > 1) return true;
      if (!writes && links.residual().filter(r -> r.map().equals(map)).isPresent()) return true;
    }
    return false;
  }

  /** The same at their places of the order. */
  static List<Layer> numbered(List<Layer> layers) {
    var all = new ArrayList<Layer>();
    for (var layer : layers) all.add(layer.at(all.size()));
    return List.copyOf(all);
  }
}
