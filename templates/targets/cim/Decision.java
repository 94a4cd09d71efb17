// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.TileCommand;
import blocks.engine.requantise.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.network.AveragePool;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.PlanException;

/**
 * A gate that a tile decides itself: the sums of a map, a linear operation that is requantised, one that is compared; both of stored weights of at most 8 bits.
 *
 * @param gate the node
 * @param map what is averaged, by name
 * @param of its shape
 * @param squeeze weights of the hidden units
 * @param scales what requantises them
 * @param decide weights of the gated channels
 * @param nodes that it is made of, by name
 */
record Decision(Node gate, String map, Shape of, Dense squeeze, Requantise scales, Dense decide, List<String> nodes) {
  private static final int WEIGHT = 8;

  /** The gate of a layer, where it has but one and a tile can decide it. */
  static Optional<Decision> of(Network network, Switches switches) {
    var gates = new LinkedHashSet<>(switches.outputs());
    switches.inputs().ifPresent(gates::add);
    return gates.size() == 1 ? of(network, gates.iterator().next()) : Optional.empty();
  }

  private static Optional<Decision> of(Network network, Node gate) {
    var decide = linear(network, gate.inputs().get(1)).filter(n -> ((Linear) n.op()).requantise().isEmpty());
    var squeeze = decide.flatMap(n -> linear(network, n.inputs().get(0))).filter(n -> ((Linear) n.op()).requantise().isPresent());
    var pool = squeeze.flatMap(n -> node(network, n.inputs().get(0))).filter(n -> n.op() instanceof AveragePool p && p.requantise().isEmpty());
    if (pool.isEmpty()) return Optional.empty();
    var map = network.result(pool.get().inputs().get(0));
    boolean whole = map.isU8() && ((AveragePool) pool.get().op()).window().equals(Window.whole(map.shape()));
    if (!whole) return Optional.empty();
    var first = (Linear) squeeze.get().op();
    return Optional.of(new Decision(gate, pool.get().inputs().get(0), map.shape(), (Dense) first.weights(), first.requantise().orElseThrow(), (Dense) ((Linear) decide.get().op()).weights(),
        Stream.of(pool, squeeze, decide).map(n -> n.orElseThrow().name()).toList()));
  }

  private static Optional<Node> node(Network network, String name) {
    return network.nodes().stream().filter(n -> n.name().equals(name)).findFirst();
  }

  private static Optional<Node> linear(Network network, String name) {
    return node(network, name).filter(n -> n.op() instanceof Linear l && l.weights() instanceof Dense d && d.taps() == 1 && d.bits() <= WEIGHT);
  }

  /** How large a tile's gate must be for all of these. */
  static Map<String, String> sizes(Iterable<Decision> all, int channels) {
    int hidden = 1, positions = 1;
    for (var d : all) {
      channels = Math.max(channels, Math.max(d.of.channels(), d.channels()));
      hidden = Math.max(hidden, d.squeeze.outputs());
      positions = Math.max(positions, d.of.pixels());
    }
    var sizes = new LinkedHashMap<String, String>();
    sizes.put("channels", Integer.toString(channels));
    sizes.put("gate", Integer.toString(hidden));
    sizes.put("positions", Integer.toString(positions));
    return sizes;
  }

  /** @throws PlanException where the tile's gate is too small, with the parameter that would do */
  void check(CimTile tile) {
    int most = Math.max(of.channels(), channels());
    if (most > tile.channels()) throw new PlanException(gate.name() + " is a gate of " + most + " channels, the tile has " + tile.channels() + ": --set channels=" + most);
    if (squeeze.outputs() > tile.gate()) throw new PlanException(gate.name() + " is decided by " + squeeze.outputs() + " hidden units, the tile's gate has " + tile.gate() + ": --set gate=" + squeeze.outputs());
    if (of.pixels() > tile.positions()) throw new PlanException(gate.name() + " averages " + of.pixels() + " positions, the tile's gate takes " + tile.positions() + ": --set positions=" + of.pixels());
  }

  /** Channels that are gated. */
  int channels() {
    return decide.outputs();
  }

  /** What makes the tile decide: all words of its gate, then the map, which ends with the decision. */
  List<TileCommand> commands(CimTile tile, int[] values) {
    var all = new ArrayList<TileCommand>();
    var block = tile.channelGate();
    int[] inner = squeeze.values(), outer = decide.values(), thresholds = ((Gate) gate.op()).threshold();
    for (int j = 0; j < tile.gate(); j++) for (int c = 0; c < tile.channels(); c++) all.add(TileCommand.load(tile, j < squeeze.outputs() && c < squeeze.inputs() ? inner[j * squeeze.inputs() + c] : 0));
    for (int k = 0; k < tile.channels(); k++) for (int j = 0; j < tile.gate(); j++) all.add(TileCommand.load(tile, k < decide.outputs() && j < decide.inputs() ? outer[k * decide.inputs() + j] : 0));
    for (int j = 0; j < tile.gate(); j++) all.add(TileCommand.load(tile, j < scales.channels() ? scale(j) : 0));
    // A threshold beyond every sum decides as the nearest one that fits.
    long most = (1L << block.thresholdBits() - 1) - 1;
    for (int k = 0; k < tile.channels(); k++) all.add(TileCommand.load(tile, k < thresholds.length ? Math.max(-most - 1, Math.min(most, thresholds[k])) : 0));
    for (int p = 0; p < of.pixels(); p += tile.taps()) {
      boolean ends = p + tile.taps() >= of.pixels();
      for (int c = 0; c < tile.channels(); c++) all.add(TileCommand.map(ends && c == tile.channels() - 1, c < of.channels() ? positions(values, c, p, tile.taps()) : new int[0]));
    }
    return all;
  }

  private int[] positions(int[] values, int channel, int from, int count) {
    var some = new int[Math.min(count, of.pixels() - from)];
    System.arraycopy(values, channel * of.pixels() + from, some, 0, some.length);
    return some;
  }

  private long scale(int j) {
    return new Scale(scales.mul()[j], scales.add()[j] + ((1L << scales.sh()[j]) >> 1), scales.sh()[j]).word();
  }

  /** Cycles of these commands until the next is taken. */
  long cycles(CimTile tile) {
    var block = tile.channelGate();
    long beats = (long) (of.pixels() + tile.taps() - 1) / tile.taps() * tile.channels();
    return block.loads() + 2 * beats + block.thinking();
  }
}
