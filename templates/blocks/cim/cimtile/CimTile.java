// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimConverter;
import blocks.cim.CimPhases;
import blocks.cim.CimSensing;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.BitlineController;
import blocks.cim.channelgate.ChannelGate;
import blocks.cim.cimaccumulator.CimAccumulator;
import blocks.cim.cimcounters.CimCounters;
import blocks.cim.cimmacro.CimMacro;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * sum[j] = sum over rows r of x[r] w[r][j]: a computing-in-memory macro with its controller, accumulators, counters, and the table that says which input meets which row.
 *
 * <p>Commands come in order on one stream, see {@link TileCommand}: cells, rows, units, then inputs and gates, and a start for each input vector; each start is answered by the sums of all pairs and what was done.
 *
 * @param rows 1 to 4096, a multiple of segments
 * @param columns 2 to 4096, a multiple of groups; each group has an even number
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param bits of an input, 1 to 16
 * @param precharge cycles in which lines are charged, 1 to 63
 * @param gap cycles of quiet between precharge, word lines and sharing, 0 to 63
 * @param evaluate cycles of the word lines, 1 to 63
 * @param share cycles in which local lines join the global one, 1 to 63
 * @param sense cycles of sensing, 1 to 63
 * @param wake cycles until a unit's supply is there again, 1 to 255
 * @param sensing digital: exact counts; analog: by converters
 * @param converterBits bits of a code, 1 to 12; analog only
 * @param fullScale ones that give the highest code in range 0, 1 to rows; analog only
 * @param noise its amplitude in 1/256 ones, 0 to 4096; analog only
 * @param noiseSeed of the lanes of noise, 0 to 2^31 - 1; analog only
 * @param channels of an input vector, 1 to 1024
 * @param taps values of a channel in a vector, 1 to 256
 * @param counterBits bits of each counter, 1 to 62
 * @param neighbours segments that share a line in pattern 1, 2 or 3; in each further pattern twice as many
 * @param gate hidden units of a channel gate of its own, 1 to 256; 0 where gates are only given
 * @param positions most positions of a map that the gate averages, 1 to 4096; with a gate only
 */
public record CimTile(
    int rows, int columns, int segments, int groups, int bits, int precharge, int gap, int evaluate, int share, int sense, int wake, CimSensing sensing, int converterBits, int fullScale, int noise, int noiseSeed, int channels,
    int taps, int counterBits, int neighbours, int gate, int positions) implements Assembly {
  private static final int USUAL_POSITIONS = 1024;

  /** Checks the ranges. */
  public CimTile {
    new CimMacro(rows, columns, segments, groups, sensing, converterBits, fullScale, noise, noiseSeed);
    Ranges.check("bits", bits, 1, 16);
    new CimPhases(precharge, gap, evaluate, share, sense, wake);
    Ranges.check("neighbours", neighbours, 2, 3);
    Ranges.check("channels", channels, 1, 1024);
    Ranges.check("taps", taps, 1, 256);
    Ranges.check("counterBits", counterBits, 1, 62);
    Ranges.check("gate", gate, 0, 256);
    Ranges.check("positions", positions, 1, 4096);
  }

  /** A tile of a macro. */
  public static CimTile of(CimMacro m, int bits, CimPhases t, int channels, int taps) {
    return new CimTile(m.rows(), m.columns(), m.segments(), m.groups(), bits, t.precharge(), t.gap(), t.evaluate(), t.share(), t.sense(), t.wake(), m.sensing(), m.converterBits(), m.fullScale(), m.noise(), m.noiseSeed(), channels, taps, 32, 2, 0, USUAL_POSITIONS);
  }

  /** The same with patterns of 1, 3, 6, 12 .. segments. */
  public CimTile inThrees() {
    return new CimTile(rows, columns, segments, groups, bits, precharge, gap, evaluate, share, sense, wake, sensing, converterBits, fullScale, noise, noiseSeed, channels, taps, counterBits, 3, gate, positions);
  }

  /** The same with counters of so many bits. */
  public CimTile counting(int withBits) {
    return new CimTile(rows, columns, segments, groups, bits, precharge, gap, evaluate, share, sense, wake, sensing, converterBits, fullScale, noise, noiseSeed, channels, taps, withBits, neighbours, gate, positions);
  }

  /** The same with a channel gate of so many hidden units, for maps of so many positions. */
  public CimTile gated(int hidden, int ofPositions) {
    return new CimTile(rows, columns, segments, groups, bits, precharge, gap, evaluate, share, sense, wake, sensing, converterBits, fullScale, noise, noiseSeed, channels, taps, counterBits, neighbours, hidden, ofPositions);
  }

  /** {@code cmd}: see {@link TileCommand}. */
  public record In<T>(T cmdValid, T cmdKind, T cmdIndex, T cmdData, T resultReady) {}

  /** {@code result}: the sums of all pairs in two's complement and what the operation did, once a start; {@code lines}: those to the macro, to be looked at. */
  public record Out<T>(T cmdReady, T resultValid, @Plain Result<T> result, Lines<T> lines) {}

  /** What an operation gives; {@code on}: the channels' gates as the tile's own channel gate decided them last, where it has one. */
  public record Result<T>(T resultSums, T resultCycles, T resultPrecharges, T resultAvoided, T resultPulses, T resultConversions, T resultOff, T resultHeld, T resultWakes, List<T> resultOn) {}

  /** A controller's lines: {@code pchN} and {@code gpchN} are on when 0. */
  public record Lines<T>(T bit, T pchN, T wl, T c1, T c2, T iso, T sel, T gpchN, T sae, T accEn, T accClr, T accShl, T accSub, T act) {}

  @Override
  public String moduleName() {
    var name = ModuleName.of("cim_tile", rows, columns, segments, groups).and("inputs", channels).and("taps", taps, 1).and("bits", bits, 8)
        .and("precharge", precharge, 1).and("gap", gap, 0).and("evaluate", evaluate, 1).and("share", share, 1).and("sense", sense, 1).and("wake", wake, 4).and("counters", counterBits, 32).and("neighbours", neighbours, 2).and("gate", gate, 0);
    if (gate > 0) name = name.and("positions", positions, USUAL_POSITIONS);
    if (sensing == CimSensing.ANALOG) name = name.and("adc", converterBits).and("scale", fullScale).and("noise", noise, 0).and("seed", noiseSeed, 1);
    return name.text();
  }

  @Override
  public List<String> comment() {
    return List.of("sum[j] = sum of x[r] w[r][j]: " + rows + " rows in " + segments + " segment(s), " + columns / 2 + " pairs of columns in " + groups + " group(s), inputs of " + bits + " bit(s).");
  }

  /** The macro. */
  public CimMacro macro() {
    return new CimMacro(rows, columns, segments, groups, sensing, converterBits, fullScale, noise, noiseSeed);
  }

  /** How the cells are cut. */
  public CimShape shape() {
    return new CimShape(rows, columns, segments, groups, neighbours);
  }

  /** Cycles of the phases. */
  public CimPhases phases() {
    return new CimPhases(precharge, gap, evaluate, share, sense, wake);
  }

  /** The controller. */
  public BitlineController controller() {
    return BitlineController.of(shape(), bits, phases());
  }

  /** The accumulators. */
  public CimAccumulator accumulator() {
    return CimAccumulator.of(shape(), bits);
  }

  private CimCounters counters() {
    return new CimCounters(rows, segments, groups, counterBits);
  }

  /** What takes the commands. */
  TileFront front() {
    return new TileFront(rows, columns, segments, groups, bits, channels, taps, macro().hasRange() ? macro().rangeBits() : 0, neighbours, gate, positions);
  }

  /** Its channel gate; only where {@code gate} is not 0. */
  public ChannelGate channelGate() {
    return front().channelGate();
  }

  /** Bits of a command's index and data. */
  public TileCommand.Widths widths() {
    return front().widths();
  }

  /** The converter that reads in a range. */
  public CimConverter converter(int range) {
    return macro().converter(range);
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, Type.bits(TileCommand.KIND_BITS).control(), Type.bits(widths().index()), Type.bits(widths().data()), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var count = Type.bits(counterBits).control();
    var led = controller().out();
    var lines = new Lines<>(led.bit(), led.pchN(), led.wl(), led.c1(), led.c2(), led.iso(), led.sel(), led.gpchN(), led.sae(), led.accEn(), led.accClr(), led.accShl(), led.accSub(), led.act());
    return new Out<>(flag, flag, new Result<>(accumulator().out().acc(), count, count, count, count, count, count, count, count, gate > 0 ? List.of(Type.bits(channels)) : List.of()), lines);
  }

  @Override
  public List<Stream> streams() {
    var result = new ArrayList<>(List.of("result_sums_o", "result_cycles_o", "result_precharges_o", "result_avoided_o", "result_pulses_o", "result_conversions_o", "result_off_o", "result_held_o", "result_wakes_o"));
    if (gate > 0) result.add("result_on_0_o");
    return List.of(Stream.in("cmd", "cmd_kind_i", "cmd_index_i", "cmd_data_i"), Stream.out("result", result.toArray(String[]::new)));
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    BitlineController.Out<Sig> led = m.declare(controller(), "controller");
    ChannelGate.Out<Sig> decided = gate > 0 ? m.declare(channelGate(), "gate") : null;
    TileFront.Out<Sig> f = m.place(front(), "front", new TileFront.In<>(in.cmdValid(), in.cmdKind(), in.cmdIndex(), in.cmdData(), led.ready(), led.done(), led.bit(), in.resultReady(),
        decided == null ? List.of() : List.of(decided.inReady(), decided.gateValid(), decided.gateOn())), front().out());
    if (decided != null) m.connect(decided, new ChannelGate.In<>(f.feed().get(0), f.feed().get(1), f.feed().get(2), f.feed().get(3), f.feed().get(4)));
    m.connect(led, new BitlineController.In<>(f.start(), f.signed(), f.skip(), f.sleep(), f.pattern(), f.segZero(), f.colOn(), f.rowOn(), f.xBit(), f.wrReq()));
    m.unused(led.startsIgnored(), led.writesIgnored());
    var read = macro().place(m, "macro", new CimMacro.In<>(led.wrEn(), f.wrRow(), f.wrData(), led.pchN(), led.c1(), led.c2(), led.iso(), led.sel(), led.wl(), led.gpchN(), led.sae(), f.range()));
    var sums = accumulator().place(m, "accumulator", new CimAccumulator.In<>(led.accEn(), led.accClr(), led.accShl(), led.accSub(), led.sel(), f.mode(), read.code(), read.ref())).acc();
    var busy = m.wire("busy", Expr.not(led.ready()));
    var bit = m.wire("bit_begins", Expr.or(led.accClr(), led.accShl()));
    var n = counters().place(m, "counters", new CimCounters.In<>(f.start(), busy, bit, led.act(), led.pchN(), led.c1(), led.c2(), led.wl(), led.sae()));
    var lines = new Lines<>(led.bit(), led.pchN(), led.wl(), led.c1(), led.c2(), led.iso(), led.sel(), led.gpchN(), led.sae(), led.accEn(), led.accClr(), led.accShl(), led.accSub(), led.act());
    return new Out<>(f.cmdReady(), f.resultValid(), new Result<>(sums, n.cycles(), n.precharges(), n.avoided(), n.pulses(), n.conversions(), n.off(), n.held(), n.wakes(), gate > 0 ? List.of(f.feed().get(5)) : List.of()), lines);
  }

  /** Places the tile and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
