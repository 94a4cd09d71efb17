// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.bitlinecontroller.Activity;
import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.TileCommand;
import blocks.cim.cimtile.TileMachine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import kakure.network.Linear;
import kakure.network.Node;
import kakure.spec.Values;
import targets.cim.mapper.Mapping;
import targets.cim.mapper.Row;
import targets.cim.mapper.Tile;

/**
 * A layer on macros.
 *
 * @param node the linear node
 * @param vectors that go through it
 * @param switches what switches its channels off
 * @param mapping where its weights lie
 */
record Placed(Node node, Vectors vectors, Switches switches, Mapping mapping) {
  /** Input vectors times tiles: each is an operation and an answer. */
  int operations() {
    return vectors.count() * mapping.tiles().size();
  }

  long macs() {
    return ((Linear) node.op()).weights().outputs() * (long) mapping.layer().inputs() * mapping.layer().taps() * vectors.count();
  }

  /** What an image made of it: sums of the tiles, the tensor of the layer's outputs in the order of its shape; and what was done. */
  record Result(int[] sums, Activity activity) {}

  /**
   * Sends an image through, tile by tile: loads it, sets its gates, and starts an operation for each place.
   *
   * @param map that the layer reads
   * @param opening the commands that open its gates, by tile
   */
  Result run(int[] map, Function<Tile, List<TileCommand>> opening, Gating gating, CimTile hardware, Commands to, TileMachine golden) {
    var sums = new int[vectors.out().elements()];
    var activity = Activity.NONE;
    var values = IntStream.range(0, vectors.count()).mapToObj(p -> vectors.of(map, p)).toList();
    for (var tile : mapping.tiles()) {
      load(tile, gating, hardware, c -> to.add(c, golden));
      for (var c : opening.apply(tile)) to.add(c, golden);
      int[] channels = tile.rows().stream().filter(r -> !r.empty()).mapToInt(Row::channel).distinct().sorted().toArray();
      for (int p = 0; p < values.size(); p++) {
        for (int c : channels) to.add(TileCommand.input(hardware, c, taps(values.get(p), c, hardware.taps())), golden);
        to.add(TileCommand.start(hardware, false, gating.skips(), gating.sleeps(), mapping.pattern(), mapping.pattern()), golden);
        activity = activity.plus(golden.activity());
        add(tile, p, golden.sums(), sums);
      }
    }
    return new Result(sums, activity);
  }

  /** Adds a tile's sums to those of a place. */
  void add(Tile tile, int place, long[] from, int[] to) {
    for (int j = 0; j < from.length; j++) {
      int o = tile.outputs().get(j);
      if (o >= 0) to[o * vectors.count() + place] += (int) from[j];
    }
  }

  private int[] taps(int[] vector, int channel, int taps) {
    int own = mapping.layer().taps();
    return Arrays.copyOf(Arrays.copyOfRange(vector, channel * own, (channel + 1) * own), taps);
  }

  /** Says what loads a macro with one of its tiles: cells, rows, units. */
  void load(Tile tile, Gating gating, CimTile hardware, Consumer<TileCommand> to) {
    var cells = tile.cells(mapping.shape(), mapping.layer());
    for (int r = 0; r < cells.size(); r++) {
      var row = tile.rows().get(r);
      to.accept(TileCommand.cells(r, new BigInteger(1, reversed(cells.get(r).toByteArray()))));
      to.accept(row.empty() ? TileCommand.empty(r) : TileCommand.row(hardware, r, row.channel(), row.tap()));
    }
    for (int u = 0; u < tile.modes().size(); u++) to.accept(TileCommand.unit(hardware, u, tile.modes().get(u), gating.gates() && tile.zero().get(u)));
  }

  /** What opens the gates of a tile that is loaded. */
  TileCommand gate(Tile tile, boolean[] inputs, boolean[] wanted, CimTile hardware) {
    return TileCommand.gate(hardware, bits(inputs), groups(tile, wanted));
  }

  /** The same by what the tile's own channel gate decided: the outputs' are those of the columns' groups, the inputs' those of the rows. */
  List<TileCommand> decided(Tile tile, CimTile hardware) {
    var all = new ArrayList<TileCommand>();
    var every = new boolean[mapping.layer().outputs()];
    Arrays.fill(every, true);
    all.add(TileCommand.gate(hardware, Values.ones(hardware.channels()), groups(tile, every)));
    if (switches.inputs().isPresent()) all.add(TileCommand.decided());
    for (int g = 0; g < hardware.groups() && !switches.outputs().isEmpty(); g++) all.add(TileCommand.decided(g, outputs(tile, g)));
    return all;
  }

  /** Commands that {@link #decided} makes of a tile. */
  int deciding(CimTile hardware) {
    return 1 + (switches.inputs().isPresent() ? 1 : 0) + (switches.outputs().isEmpty() ? 0 : hardware.groups());
  }

  private BigInteger outputs(Tile tile, int group) {
    var bits = BigInteger.ZERO;
    for (int j = 0; j < tile.outputs().size(); j++) if (tile.outputs().get(j) >= 0 && mapping.shape().groupOfPair(j) == group) bits = bits.setBit(tile.outputs().get(j));
    return bits;
  }

  private static byte[] reversed(byte[] little) {
    var big = new byte[little.length];
    for (int i = 0; i < big.length; i++) big[i] = little[big.length - 1 - i];
    return big;
  }

  private static BigInteger bits(boolean[] all) {
    var bits = BigInteger.ZERO;
    for (int i = 0; i < all.length; i++) if (all[i]) bits = bits.setBit(i);
    return bits;
  }

  /** A column group is on where one of its outputs is wanted. */
  private BigInteger groups(Tile tile, boolean[] wanted) {
    var groups = BigInteger.ZERO;
    for (int j = 0; j < tile.outputs().size(); j++) {
      int o = tile.outputs().get(j);
      if (o >= 0 && wanted[o]) groups = groups.setBit(mapping.shape().groupOfPair(j));
    }
    return groups;
  }

  /** What the sums are of exact ones: outputs of groups that are off are 0, tile by tile alike, since an output lies in one group of all its tiles. */
  int[] expected(int[] exact, boolean[] wanted) {
    var on = new boolean[mapping.layer().outputs()];
    for (var tile : mapping.tiles()) {
      var groups = groups(tile, wanted);
      for (int j = 0; j < tile.outputs().size(); j++) if (tile.outputs().get(j) >= 0) on[tile.outputs().get(j)] = groups.testBit(mapping.shape().groupOfPair(j));
    }
    var sums = exact.clone();
    for (int i = 0; i < sums.length; i++) if (!on[i / vectors.count()]) sums[i] = 0;
    return sums;
  }

  /** Tiles and places in the order of their answers. */
  List<Tile> tiles() {
    return mapping.tiles();
  }
}
