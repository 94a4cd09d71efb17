// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.network.Network;

/**
 * Which of the two activation memories holds each map, and from which row on, while any layer still reads it.
 *
 * <p>A layer reads its map by one port of a memory; by that of the other one it reads what it merges pairs into, or what it adds. So who writes by pairs or adds a residual writes the other memory, and the residual lies there, too.
 * Any other layer may write either. What these rules leave open is chosen such that the fullest moment takes few rows. A sum may replace its residual row by row.
 */
final class Storage {
  /** A map in a memory. */
  static final class Item {
    final String name;
    final long rows;
    final int born;
    /** The last layer that reads it. */
    int dies;
    /** The item whose memory decides this one's, and whether it is the other one. */
    private Item root = this;
    private boolean opposite;
    /** Memory of a root. */
    private int memory;
    /** The map in whose place it may be written. */
    private Item replaces;
    long base;

    Item(String name, long rows, int born) {
      this.name = name;
      this.rows = rows;
      this.born = this.dies = born;
    }

    int memory() {
      return root.memory ^ (opposite ? 1 : 0);
    }

    boolean during(Item other) {
      return born <= other.dies && other.born <= dies;
    }
  }

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final List<Item> roots = new ArrayList<>();
  private final int tci;
  private OptionalInt conflict = OptionalInt.empty();

  /**
   * The storage of these layers.
   *
   * @param tci channels of a row
   * @param residual whether a layer may write the memory that it reads
   */
  Storage(Placement image, List<Layout.Laid> layers, int tci, boolean residual) {
    this.tci = tci;
    items.put(Network.IMAGE, new Item(Network.IMAGE, image.rows(tci), -1));
    for (int l = 0; l < layers.size() && conflict.isEmpty(); l++) add(layers.get(l), l, residual);
    if (conflict.isPresent()) return;
    for (var item : items.values()) if (item.root == item && item.born >= 0) roots.add(item);
    // one root after the other, the others being where they are: the other memory than that of the map before, if nothing speaks for the same
    for (int round = 0; round < 2; round++) {
      for (var root : roots) {
        long here = rows();
        root.memory ^= 1;
        if (rows() >= here) root.memory ^= 1;
      }
    }
    rows();
  }

  private void add(Layout.Laid laid, int l, boolean residual) {
    var links = laid.layer().links();
    var source = items.get(links.source());
    source.dies = l;
    var back = links.residual().map(r -> items.get(r.map()));
    back.ifPresent(b -> b.dies = l);
    if (!laid.kept()) return;
    boolean fresh = !items.containsKey(laid.layer().output());
    var item = items.computeIfAbsent(laid.layer().output(), name -> new Item(name, laid.whole().rows(tci), l));
    item.dies = l;
    boolean joined = true;
    if (back.isPresent() && back.get() != item) joined = join(item, back.get(), false);
    boolean scatters = laid.mode() == DrainController.POOL || laid.mode() == DrainController.PLANES;
    if (!residual || scatters || back.isPresent()) joined &= join(item, source, true);
    else if (fresh) item.memory = 1 - source.memory();
    if (!joined) conflict = OptionalInt.of(l);
    if (fresh && laid.mode() == DrainController.RASTER) item.replaces = back.filter(b -> b != item && b.rows == item.rows).orElse(null);
  }

  /** Says that two maps lie in one memory, or in both. @return whether that agrees with what was said before */
  private boolean join(Item a, Item b, boolean apart) {
    if (a.root == b.root) return (a.opposite ^ b.opposite) == apart;
    var from = b.root.born < a.root.born ? a.root : b.root;
    var to = from == a.root ? b.root : a.root;
    boolean turned = a.opposite ^ b.opposite ^ apart;
    for (var item : items.values()) {
      if (item.root != from) continue;
      item.root = to;
      item.opposite ^= turned;
    }
    return true;
  }

  /** The layer for which no memory is right, where there is one. */
  OptionalInt conflict() {
    return conflict;
  }

  Item item(String map) {
    return items.get(map);
  }

  /** Places all maps, the earliest first, each as low as it may lie. @return rows of the fuller memory */
  long rows() {
    long most = 0;
    var placed = new ArrayList<Item>();
    for (var item : items.values()) {
      item.base = base(item, placed);
      placed.add(item);
      most = Math.max(most, item.base + item.rows);
    }
    return most;
  }

  private static long base(Item item, List<Item> placed) {
    var others = placed.stream().filter(o -> o.memory() == item.memory() && o.during(item)).toList();
    var before = Optional.ofNullable(item.replaces).filter(r -> r.dies == item.born && others.contains(r));
    if (before.isPresent() && others.stream().allMatch(o -> o == before.get() || apart(o, before.get().base, item.rows))) return before.get().base;
    long lowest = Long.MAX_VALUE;
    if (others.stream().allMatch(o -> apart(o, 0, item.rows))) return 0;
    for (var after : others) {
      long at = after.base + after.rows;
      if (at < lowest && others.stream().allMatch(o -> apart(o, at, item.rows))) lowest = at;
    }
    return lowest;
  }

  private static boolean apart(Item o, long base, long rows) {
    return o.base + o.rows <= base || base + rows <= o.base;
  }

  /** What lies in the fuller memory when it is fullest: "layer3: conv1 784, pool 1568 rows". */
  String fullest() {
    Item top = items.values().iterator().next();
    for (var item : items.values()) if (item.base + item.rows > top.base + top.rows) top = item;
    var text = new ArrayList<String>();
    for (var item : items.values()) if (item.memory() == top.memory() && item.born <= top.born && top.born <= item.dies && !(item != top && item.base == top.base)) text.add("\"" + item.name + "\" " + item.rows);
    return String.join(", ", text);
  }
}
