// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimConverter;
import blocks.cim.CimMode;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.cimmacro.CimMacro;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link CimTile}: one row of one bit; segments, groups, channels and taps beside powers of two; gaps and long phases, an odd number of cycles from one line to the next, so that what toggles while it should stay is seen; full lines; converters; counters that stay at their greatest value; a channel gate, whose decisions switch rows and groups. Any commands in any order; lines are compared in every cycle. Laws: the dot product itself, and the fast golden function. */
public final class CimTileSpec implements BlockSpec<CimTile> {
  private static final CimPhases SHORT = new CimPhases(1, 0, 1, 1, 1, 4);
  private static final int MOST_LEFT_OUT = 6;

  @Override
  public String name() {
    return "cimtile";
  }

  @Override
  public String summary() {
    return "computing-in-memory tile: macro, bitline controller, accumulators, counters and the table of inputs and rows";
  }

  @Override
  public CimTile usual() {
    return CimTile.of(CimMacro.ofDigital(new CimShape(36, 16, 4, 2)), 8, SHORT, 4, 9);
  }

  /** A full scale that is not given is a segment's rows. */
  @Override
  public CimTile parse(Map<String, String> given) {
    if (given.containsKey("fullScale")) return Parameters.with(usual(), given);
    var all = new LinkedHashMap<>(given);
    all.put("fullScale", "1");
    all.put("fullScale", String.valueOf(Parameters.with(usual(), all).shape().segmentRows()));
    return Parameters.with(usual(), all);
  }

  @Override
  public List<CimTile> corners() {
    return List.of(
        CimTile.of(CimMacro.ofDigital(new CimShape(1, 2, 1, 1)), 1, SHORT, 1, 1), CimTile.of(CimMacro.ofDigital(new CimShape(6, 12, 3, 2)), 3, new CimPhases(1, 1, 3, 1, 3, 2), 3, 2).counting(7),
        CimTile.of(CimMacro.ofAnalog(new CimShape(10, 6, 5, 1), new CimConverter(2, 2, 90), 3), 4, SHORT, 5, 3), CimTile.of(CimMacro.ofDigital(new CimShape(9, 6, 1, 3)), 2, new CimPhases(1, 2, 3, 2, 1, 1), 9, 1),
        CimTile.of(CimMacro.ofDigital(new CimShape(7, 4, 7, 1)), 2, SHORT, 7, 1).inThrees(),
        CimTile.of(CimMacro.ofDigital(new CimShape(6, 12, 3, 2)), 3, SHORT, 3, 2).gated(2, 5).counting(7), CimTile.of(CimMacro.ofDigital(new CimShape(1, 2, 1, 1)), 1, SHORT, 1, 1).gated(1, 1));
  }

  /** With and without a channel gate of its own; counters of few bits, as no operation reaches the upper ones of many. */
  @Override
  public List<CimTile> mutated() {
    return List.of(corners().get(1), corners().get(5));
  }

  @Override
  public CimTile random(SplittableRandom rng) {
    int segments = rng.nextInt(1, 7), groups = rng.nextInt(1, 4);
    var shape = new CimShape(segments * rng.nextInt(1, 5), 2 * groups * rng.nextInt(1, 4), segments, groups);
    var macro = rng.nextBoolean() ? CimMacro.ofDigital(shape) : CimMacro.ofAnalog(shape, new CimConverter(rng.nextInt(1, 5), rng.nextInt(1, shape.rows() + 1), rng.nextInt(300)), rng.nextInt(1000));
    var phases = new CimPhases(rng.nextInt(1, 3), rng.nextInt(3), rng.nextInt(1, 3), rng.nextInt(1, 3), rng.nextInt(1, 3), rng.nextInt(1, 6));
    var tile = CimTile.of(macro, rng.nextInt(1, 9), phases, rng.nextInt(1, 9), rng.nextInt(1, 5));
    if (rng.nextInt(3) == 0) tile = tile.gated(rng.nextInt(1, 5), rng.nextInt(1, 40));
    return rng.nextBoolean() ? tile : tile.inThrees();
  }

  @Override
  public Model golden(CimTile tile) {
    return new CimTileModel(tile);
  }

  /**
   * Everything is loaded first, with operations between, as what a reset made of the tables counts until they are set; then commands of any kind at any time, and results are taken late. What comes during an
   * operation, is not taken. A channel gate is loaded and shown maps in between, where all that comes is taken: half a load, or half a map, would decide from nothing.
   */
  @Override
  public Stimulus stimulus(CimTile tile, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    var loads = loads(tile, rng);
    // Inputs go into the rows whose entry names their channel: before the entries are set as after.
    var order = seed % 2 == 0 ? List.of(TileCommand.Kind.CELLS, TileCommand.Kind.ROW, TileCommand.Kind.INPUT, TileCommand.Kind.UNIT) : List.of(TileCommand.Kind.CELLS, TileCommand.Kind.INPUT, TileCommand.Kind.ROW, TileCommand.Kind.UNIT);
    for (var kind : order) {
      for (var c : loads) if (c.kind() == kind) cycles.add(cycle(c, true, true));
      cycles.add(cycle(start(tile, rng), true, true));
      for (int wait = tile.controller().bound() + 2; wait > 0; wait--) cycles.add(cycle(any(tile, rng), false, true));
    }
    alone(tile, rng, cycles);
    without(tile, rng, cycles);
    for (var c : loads) cycles.add(cycle(c, true, true));
    var decisions = tile.gate() > 0 ? new TileDecisions(tile, rng) : null;
    if (decisions != null) decide(tile, rng, decisions.loaded(), cycles);
    while (cycles.size() < n) {
      if (decisions != null && rng.nextInt(100) == 0) decide(tile, rng, rng.nextBoolean() ? decisions.loaded() : decisions.next(), cycles);
      cycles.add(cycle(any(tile, rng), rng.nextInt(4) != 0, rng.nextInt(4) != 0));
    }
    return new Stimulus.Cycles(cycles.subList(0, n));
  }

  /** Full lines in all groups, of modes that weigh both cells, then an operation of each group alone, of random inputs: what the lines of the others hold must not count. */
  private static void alone(CimTile tile, SplittableRandom rng, List<List<BigInteger>> to) {
    var every = Values.ones(tile.channels());
    var full = new int[tile.taps()];
    Arrays.fill(full, (1 << tile.bits()) - 1);
    for (int r = 0; r < tile.rows(); r++) to.add(cycle(TileCommand.cells(r, Values.ones(tile.columns())), true, true));
    for (int u = 0; u < tile.shape().units(); u++) to.add(cycle(TileCommand.unit(tile, u, CimMode.values()[rng.nextInt(3)], false), true, true));
    for (int g = 0; g < tile.groups(); g++) {
      for (int c = 0; c < tile.channels(); c++) to.add(cycle(TileCommand.input(tile, c, full), true, true));
      operation(tile, rng, TileCommand.gate(tile, every, Values.ones(tile.groups())), to);
      for (int c = 0; c < tile.channels(); c++) to.add(cycle(input(tile, rng, c), true, true));
      operation(tile, rng, TileCommand.gate(tile, every, BigInteger.ONE.shiftLeft(g)), to);
    }
    to.add(cycle(TileCommand.gate(tile, every, Values.ones(tile.groups())), true, true));
  }

  /** Units that counted are left out of the next operation, some one by one, while as many neighbours as there are share their lines: what theirs hold must not join. */
  private static void without(CimTile tile, SplittableRandom rng, List<List<BigInteger>> to) {
    for (int u : rng.ints(Math.min(tile.shape().units(), MOST_LEFT_OUT), 0, tile.shape().units()).toArray()) {
      for (boolean left : new boolean[] {false, true}) {
        to.add(cycle(TileCommand.unit(tile, u, CimMode.PAIR, left), true, true));
        for (int c = 0; c < tile.channels(); c++) to.add(cycle(input(tile, rng, c), true, true));
        to.add(cycle(TileCommand.start(tile, rng.nextBoolean(), true, rng.nextBoolean(), tile.shape().widestPattern(), 0), true, true));
        rest(tile, rng, tile.controller().bound() + 2, to);
      }
      to.add(cycle(TileCommand.unit(tile, u, CimMode.PAIR, false), true, true));
    }
  }

  private static void operation(CimTile tile, SplittableRandom rng, TileCommand gate, List<List<BigInteger>> to) {
    to.add(cycle(gate, true, true));
    to.add(cycle(start(tile, rng), true, true));
    rest(tile, rng, tile.controller().bound() + 2, to);
  }

  /** When the tile is at rest; then the result of an operation says what was decided. */
  private static void decide(CimTile tile, SplittableRandom rng, List<TileCommand> commands, List<List<BigInteger>> to) {
    rest(tile, rng, tile.controller().bound() + 2, to);
    for (var c : commands) {
      to.add(cycle(c, true, true));
      if (c.kind() == TileCommand.Kind.MAP) rest(tile, rng, c.index() == 0 ? 1 : tile.channelGate().thinking() + 1, to);
    }
    to.add(cycle(start(tile, rng), true, true));
  }

  private static void rest(CimTile tile, SplittableRandom rng, int cycles, List<List<BigInteger>> to) {
    for (int wait = cycles; wait > 0; wait--) to.add(cycle(any(tile, rng), false, true));
  }

  private static List<BigInteger> cycle(TileCommand c, boolean valid, boolean ready) {
    return Values.list(new CimTile.In<>(Values.of(valid), Values.of(c.kind().ordinal()), Values.of(c.index()), c.data(), Values.of(ready)));
  }

  /** Random cells, rows in the order of channels and taps, a mode per segment, inputs. */
  static List<TileCommand> loads(CimTile tile, SplittableRandom rng) {
    var all = new ArrayList<TileCommand>();
    for (int r = 0; r < tile.rows(); r++) all.add(TileCommand.cells(r, cells(tile, rng)));
    for (int r = 0; r < tile.rows(); r++) all.add(TileCommand.row(tile, r, r / tile.taps() % tile.channels(), r % tile.taps()));
    for (int u = 0; u < tile.shape().units(); u++) all.add(TileCommand.unit(tile, u, CimMode.values()[rng.nextInt(4)], rng.nextInt(8) == 0));
    for (int c = 0; c < tile.channels(); c++) all.add(input(tile, rng, c));
    return all;
  }

  /** Now and then all 1, so that whole lines are. */
  private static BigInteger cells(CimTile tile, SplittableRandom rng) {
    return rng.nextInt(3) == 0 ? Values.ones(tile.columns()) : Stimulus.bits(rng, tile.columns());
  }

  private static TileCommand input(CimTile tile, SplittableRandom rng, int channel) {
    var values = new int[tile.taps()];
    int kind = rng.nextInt(4);   // all ones; small, with zeros; any
    for (int t = 0; t < values.length; t++) values[t] = kind == 0 ? (1 << tile.bits()) - 1 : kind == 1 && rng.nextBoolean() ? 0 : rng.nextInt(1 << tile.bits()) >> (kind == 1 ? rng.nextInt(tile.bits()) : 0);
    return TileCommand.input(tile, channel, values);
  }

  /** A command of any kind; starts, inputs and gates more often than others. */
  static TileCommand any(CimTile tile, SplittableRandom rng) {
    int row = rng.nextInt(tile.rows()), channel = rng.nextInt(tile.channels());
    return switch (rng.nextInt(14)) {
      case 0 -> TileCommand.cells(row, cells(tile, rng));
      case 1 -> rng.nextInt(6) == 0 ? TileCommand.empty(row) : TileCommand.row(tile, row, channel, rng.nextInt(tile.taps()));
      case 2 -> TileCommand.unit(tile, rng.nextInt(tile.shape().units()), CimMode.values()[rng.nextInt(4)], rng.nextInt(8) == 0);
      case 3, 4 -> tile.gate() > 0 && rng.nextInt(3) != 0 ? decided(tile, rng) : TileCommand.gate(tile, some(rng, tile.channels()), some(rng, tile.groups()));
      case 5, 6, 7, 8, 9 -> input(tile, rng, channel);
      default -> start(tile, rng);
    };
  }

  private static TileCommand decided(CimTile tile, SplittableRandom rng) {
    return rng.nextBoolean() ? TileCommand.decided() : TileCommand.decided(rng.nextInt(tile.groups()), Stimulus.bits(rng, tile.channels()).and(Stimulus.bits(rng, tile.channels())));
  }

  private static TileCommand start(CimTile tile, SplittableRandom rng) {
    return TileCommand.start(tile, rng.nextBoolean(), rng.nextInt(4) != 0, rng.nextBoolean(), rng.nextInt(tile.shape().widestPattern() + 1), tile.widths().range() == 0 ? 0 : rng.nextInt(1 << tile.widths().range()));
  }

  private static BigInteger some(SplittableRandom rng, int bits) {
    int kind = rng.nextInt(3);
    return kind == 0 ? Values.ones(bits) : kind == 1 ? Stimulus.bits(rng, bits) : Stimulus.bits(rng, bits).or(Stimulus.bits(rng, bits));
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("without noise and clipping the sums are the dot products", TileLaws::dotProducts), new Law("the fast golden function gives the same sums and activity", TileLaws::fast));
  }

  @Override
  public List<Proof> proofs() {
    return TileProofs.all();
  }
}
