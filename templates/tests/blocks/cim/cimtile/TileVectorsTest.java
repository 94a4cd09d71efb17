// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.cim.CimConverter;
import blocks.cim.CimMode;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.cimmacro.CimMacro;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both golden functions and the hardware against vectors that another model wrote: 24 operations from reset on 4 x 8 rows, 16 columns, 2 groups; sums, and the lines of all 1,400 cycles. */
class TileVectorsTest {
  private static final CimTile SMALL = CimTile.of(CimMacro.ofDigital(new CimShape(32, 16, 4, 2)), 8, new CimPhases(1, 0, 1, 1, 1, 4), 32, 1);
  /** Converters that are exact up to all rows, so sums are to be the same. */
  private static final CimTile EXACT = CimTile.of(CimMacro.ofAnalog(SMALL.shape(), new CimConverter(6, 32, 0), 9), 8, SMALL.phases(), 32, 1);
  private static final Path TRACE = Path.of("../../shared/prototypes/cim/trace.txt");
  /** No operation is longer (rule P13). */
  private static final int LONGEST = 5 + 4 + 8 * (1 + 1 + 1 + 4 * 3) + 3;

  @TempDir Path temp;

  @Test
  void sumsOfTheFastGoldenFunction() throws IOException {
    for (var tile : List.of(SMALL, EXACT)) {
      var machine = new TileMachine(tile);
      var sums = new ArrayList<String>();
      for (var operation : operations(tile)) {
        operation.forEach(machine::apply);
        sums.add(text(LongStream.of(machine.sums()).boxed().toList()));
      }
      assertThat(sums).containsExactlyElementsOf(expected());
    }
  }

  @Test
  void sumsAndLinesOfTheGoldenFunction() throws IOException {
    var model = new CimTileModel(SMALL);
    var sums = new ArrayList<String>();
    var trace = new ArrayList<String>();
    int op = 0;
    for (var operation : operations(SMALL)) {
      trace.add("# op " + op++);
      CimTile.Out<BigInteger> out = null;
      for (var c : operation) model.step(cycle(c));
      for (int i = 0; i < LONGEST; i++) {
        out = Values.record(SMALL.out(), model.step(quiet(false)));
        if (!Values.on(out.resultValid())) trace.add(text(out.lines()));
      }
      sums.add(text(out.result().resultSums()));
      model.step(quiet(true));
    }
    assertThat(sums).containsExactlyElementsOf(expected());
    assertThat(trace).hasSize(1400 + 24);
    Assumptions.assumeTrue(Files.exists(TRACE), "there is no " + TRACE);
    assertThat(trace).containsExactlyElementsOf(Files.readAllLines(TRACE).stream().map(line -> line.startsWith("#") ? line : line.substring(7)).toList());
  }

  @Test
  void hardwareEqualsTheGoldenFunctionInEveryCycle() throws IOException {
    new ExternalTool("verilator").require();
    for (var tile : List.of(SMALL, EXACT)) {
      var cycles = new ArrayList<List<BigInteger>>();
      for (var operation : operations(tile)) {
        for (var c : operation) cycles.add(cycle(c));
        for (int i = 0; i < LONGEST; i++) cycles.add(quiet(true));
      }
      var result = BlockCheck.in(temp.resolve(tile.moduleName())).run(new Vectors(tile, cycles), tile, cycles.size(), 1);
      assertThat(result.message()).isEmpty();
      assertThat(result.cycles()).isEqualTo(cycles.size());
    }
  }

  /** A tile and what it is given. */
  private record Vectors(CimTile usual, List<List<BigInteger>> cycles) implements BlockSpec<CimTile> {
    @Override
    public String name() {
      return "cimtile";
    }

    @Override
    public String summary() {
      return "vectors";
    }

    @Override
    public List<CimTile> corners() {
      return List.of(usual);
    }

    @Override
    public CimTile random(SplittableRandom rng) {
      return usual;
    }

    @Override
    public Model golden(CimTile tile) {
      return new CimTileModel(tile);
    }

    @Override
    public Stimulus stimulus(CimTile tile, long seed, int n) {
      return new Stimulus.Cycles(cycles);
    }
  }

  /** Of each operation the commands: load, signed, skip, sleep, pattern, seg_zero, col_on, row_on, mode, then the inputs, then cells. A channel per row. */
  private static List<List<TileCommand>> operations(CimTile tile) throws IOException {
    var all = new ArrayList<List<TileCommand>>();
    for (var line : lines("ops.txt")) {
      var word = line.split(" ");
      var commands = new ArrayList<TileCommand>();
      for (int r = 0; r < tile.rows() && all.isEmpty(); r++) commands.add(TileCommand.row(tile, r, r, 0));
      for (int r = 0; r < tile.rows() && word[0].equals("1"); r++) commands.add(TileCommand.cells(r, new BigInteger(word[9 + tile.rows() + r], 16)));
      int mode = Integer.parseInt(word[8], 16), zero = Integer.parseInt(word[5], 16);
      for (int u = 0; u < tile.shape().units(); u++) commands.add(TileCommand.unit(tile, u, CimMode.values()[mode >> 2 * u & 3], (zero >> u & 1) == 1));
      for (int r = 0; r < tile.rows(); r++) commands.add(TileCommand.input(tile, r, Integer.parseInt(word[9 + r], 16)));
      commands.add(TileCommand.gate(tile, new BigInteger(word[7], 16), new BigInteger(word[6], 16)));
      commands.add(TileCommand.start(tile, word[1].equals("1"), word[2].equals("1"), word[3].equals("1"), Integer.parseInt(word[4]), 0));
      all.add(commands);
    }
    return all;
  }

  private static List<BigInteger> cycle(TileCommand c) {
    return Values.list(new CimTile.In<>(BigInteger.ONE, Values.of(c.kind().ordinal()), Values.of(c.index()), c.data(), BigInteger.ZERO));
  }

  private static List<BigInteger> quiet(boolean ready) {
    return Arrays.asList(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, Values.of(ready));
  }

  /** As they stand before the bar. */
  private static List<String> expected() throws IOException {
    return lines("expect.txt").stream().map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf('|')).strip()).toList();
  }

  private static String text(BigInteger packed) {
    int bits = SMALL.accumulator().sumBits();
    var sums = new ArrayList<Long>();
    for (int p = 0; p < SMALL.shape().pairs(); p++) sums.add(Values.signed(Values.slice(packed, p * bits, bits), bits).longValue());
    return text(sums);
  }

  private static String text(List<Long> sums) {
    return sums.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String text(CimTile.Lines<BigInteger> l) {
    return String.format(Locale.ROOT, "bit=%d pch_n=%02x wl=%08x c1=%02x c2=%02x iso=%02x sel=%02x gpch_n=%d sae=%x en=%x clr=%d shl=%d sub=%d", l.bit(), l.pchN(), l.wl(), l.c1(), l.c2(), l.iso(), l.sel(), l.gpchN(), l.sae(), l.accEn(),
        l.accClr(), l.accShl(), l.accSub());
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = TileVectorsTest.class.getResourceAsStream("/cim/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
