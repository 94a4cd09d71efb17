// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimConverter;
import blocks.cim.CimMode;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.ControlModel;
import blocks.cim.bitlinecontroller.Operation;
import blocks.cim.bitlinecontroller.Power;
import blocks.cim.cimmacro.CimMacro;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Laws of {@link CimTile}'s golden functions. */
final class TileLaws {
  private static final int COMMANDS = 2000;

  private TileLaws() {}

  /** A tile, and the range that goes with a pattern. */
  private record Exact(CimTile tile, IntUnaryOperator range) {}

  /** Digital, and analog with converters that are exact, of one full scale, and of those that never clip: all are to give what their weights and inputs say. */
  private static List<Exact> exact(CimShape shape) {
    var phases = new CimPhases(1, 0, 1, 1, 1, 4);
    Function<CimMacro, CimTile> tile = macro -> CimTile.of(macro, 6, phases, 4, 3);
    IntFunction<CimMacro> analog = fullScale -> CimMacro.ofAnalog(shape, new CimConverter(5, fullScale, 0), 5);
    return List.of(
        new Exact(tile.apply(CimMacro.ofDigital(shape)), p -> 0), new Exact(tile.apply(analog.apply(shape.rows())), p -> 0), new Exact(tile.apply(analog.apply(shape.segmentRows())), p -> p),
        new Exact(tile.apply(analog.apply(3 * shape.segmentRows())).inThrees(), p -> Math.max(0, p - 1)));
  }

  static Optional<String> dotProducts() {
    var shape = new CimShape(18, 12, 6, 3);
    for (var exact : exact(shape)) {
      var tile = exact.tile();
      var rng = new SplittableRandom(11);
      var tables = new TileTables(tile);
      var sums = new TileSums(tile);
      var commands = new ArrayList<>(CimTileSpec.loads(tile, rng));
      for (int i = 0; i < COMMANDS; i++) commands.add(CimTileSpec.any(tile, rng));
      for (var c : commands) {
        // Units that are sensed together have one mode.
        if (c.kind() == TileCommand.Kind.UNIT) {
          tables.set(c);
          for (int s = 0; s < shape.segments(); s++) tables.mode[shape.unit(s, c.index() % shape.groups())] = CimMode.values()[c.data().intValue() & 3];
          continue;
        }
        if (c.kind() != TileCommand.Kind.START) {
          tables.set(c);
          continue;
        }
        var op = tables.operation(c);
        var got = sums.of(tables, op, exact.range().applyAsInt(op.pattern()));
        for (int p = 0; p < got.length; p++) if (got[p].longValue() != direct(tile, tables, op, p)) return Optional.of(op + ", pair " + p + ": " + got[p] + ", not " + direct(tile, tables, op, p));
      }
    }
    return Optional.empty();
  }

  /** The dot product itself. */
  private static long direct(CimTile tile, TileTables tables, Operation op, int pair) {
    var shape = tile.shape();
    int g = shape.groupOfPair(pair);
    long sum = 0;
    for (int r = 0; r < tile.rows() && op.colOn().testBit(g); r++) {
      int u = shape.unit(r / shape.segmentRows(), g);
      if (op.segZero().testBit(u) || !op.rowOn().testBit(r)) continue;
      int x = op.x()[r];
      if (op.signed() && x >> tile.bits() - 1 == 1) x -= 1 << tile.bits();
      sum += (long) x * tables.mode[u].weight(tables.cells[r].testBit(2 * pair) ? 1 : 0, tables.cells[r].testBit(2 * pair + 1) ? 1 : 0);
    }
    return sum;
  }

  /** Noise and mixed modes included, of macros of any size, also with more than 64 rows in a segment, and with counters that end too early. */
  static Optional<String> fast() {
    var spec = new CimTileSpec();
    var rng = new SplittableRandom(3);
    var gated = CimTile.of(CimMacro.ofDigital(new CimShape(12, 8, 3, 2)), 4, new CimPhases(1, 0, 1, 1, 1, 2), 5, 3).gated(3, 10);
    var long70 = CimTile.of(CimMacro.ofAnalog(new CimShape(140, 4, 2, 1), new CimConverter(4, 50, 30), 2), 5, new CimPhases(1, 1, 2, 1, 1, 2), 7, 20);
    return Stream.concat(Stream.of(long70, gated, long70.counting(6)), Stream.generate(() -> spec.random(rng)).limit(12)).map(t -> fast(t, rng)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> fast(CimTile tile, SplittableRandom rng) {
    var tables = new TileTables(tile);
    var sums = new TileSums(tile);
    var control = new ControlModel(tile.controller());
    var machine = new TileMachine(tile);
    var power = Power.reset(tile.shape().units());
    var commands = new ArrayList<>(CimTileSpec.loads(tile, rng));
    var decisions = tile.gate() > 0 ? new TileDecisions(tile, rng) : null;
    for (int i = 0; i < COMMANDS / 10; i++) {
      if (decisions != null && i % 40 == 0) commands.addAll(i % 80 == 0 ? decisions.loaded() : decisions.next());
      commands.add(CimTileSpec.any(tile, rng));
    }
    for (var c : commands) {
      machine.apply(c);
      if (c.kind() != TileCommand.Kind.START) {
        tables.set(c);
        continue;
      }
      var op = tables.operation(c);
      var trace = control.run(power, op);
      power = trace.after();
      int bits = tile.accumulator().sumBits();
      var expected = Arrays.stream(sums.of(tables, op, tables.range(c))).mapToLong(s -> s.longValue() << 64 - bits >> 64 - bits).toArray();
      if (!Arrays.equals(expected, machine.sums())) return Optional.of(tile + ": sums " + Arrays.toString(machine.sums()) + ", not " + Arrays.toString(expected));
      var counted = trace.activity().within(tile.counterBits());
      if (!counted.equals(machine.activity())) return Optional.of(tile + ": " + machine.activity() + ", not " + counted);
    }
    return Optional.empty();
  }
}
