// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import blocks.engine.OutBeat;
import blocks.engine.WbBeat;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link WriteBack}: a beat is at X3 until it is told, if it is pooled and the layer emits, and X4 is free; at X4 until it has been sent, the row it begins
 * in first, then the one it straddles into. What is written is {@link Laying}. Nothing is sent of a beat that writes nothing, nor of pairs that are not final.
 */
final class WriteBackModel implements CycleModel {
  private final WriteBack block;
  private WbBeat<BigInteger> beat;
  private BigInteger sums;
  private Laying laying;
  private boolean second;

  WriteBackModel(WriteBack block) {
    this.block = block;
  }

  @Override
  public void reset() {
    beat = null;
    second = false;
  }

  private boolean raw() {
    return Values.on(beat.raw());
  }

  private boolean touches(int which) {
    return !raw() && laying.keep(which).signum() != 0;
  }

  private boolean sends(WriteBack.In<BigInteger> in) {
    if (beat == null) return false;
    boolean fixed = !Values.on(beat.pool()) || Values.on(beat.odd());
    return raw() || Values.on(in.emit()) && fixed && (touches(0) || touches(1));
  }

  private boolean more() {
    return !second && touches(0) && touches(1);
  }

  /** Whether X4 is free after the next edge. */
  private boolean leaves(WriteBack.In<BigInteger> in) {
    return !sends(in) || Values.on(in.outReady()) && !more();
  }

  private static boolean tells(WriteBack.In<BigInteger> in) {
    return Values.on(in.beat().valid()) && Values.on(in.beat().pool()) && Values.on(in.emit());
  }

  /** Whether the pipeline moves at the next edge. */
  private boolean advances(WriteBack.In<BigInteger> in) {
    if (block.lean()) return beat == null && (!tells(in) || Values.on(in.outReady()));
    return leaves(in) && (!tells(in) || !sends(in) && Values.on(in.outReady()));
  }

  /** Whether a report is taken at the next edge. */
  private boolean reports(WriteBack.In<BigInteger> in) {
    return Values.on(in.outReady()) && !sends(in) && !tells(in);
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    WriteBack.In<BigInteger> in = Values.record(block.in(), values);
    boolean advances = advances(in), leaves = leaves(in);
    if (sends(in) && Values.on(in.outReady())) second = more();
    if (leaves) {
      beat = advances && Values.on(in.beat().valid()) ? in.beat() : null;
      sums = in.sums();
      laying = beat == null || raw() ? null : laying(beat, in.y());
    }
    return outputs(in);
  }

  private Laying laying(WbBeat<BigInteger> b, BigInteger y) {
    if (!Values.on(b.scatter())) return Laying.row(block, y);
    int rem = b.rem().intValueExact(), lane = b.lane().intValueExact(), count = b.count().intValueExact(), phase = b.phase().intValueExact();
    if (b.overlap().stream().anyMatch(Values::on)) return Laying.overlapped(block, Values.on(b.odd()), rem, lane, count, phase, Values.on(b.begun().get(0)), Values.on(b.ends().get(0)), y);
    return Values.on(b.pool())
        ? Laying.pooled(block, Values.on(b.odd()), rem, lane, count, phase, y) : Laying.plane(block, b.plane().intValueExact(), rem, lane, count, phase, y);
  }

  private List<BigInteger> outputs(WriteBack.In<BigInteger> in) {
    var addresses = new BigInteger[2];
    var rows = new BigInteger[2];
    for (int which = 0; beat != null && leaves(in) && which < 2; which++) {
      if (!touches(which)) continue;
      int row = row(beat.row(), which);
      addresses[row % 2] = Values.of(row / 2);
      rows[row % 2] = over(which, in);
    }
    boolean writes = rows[0] != null || rows[1] != null;
    boolean reads = advances(in) && Values.on(in.beat().valid()) && Values.on(in.beat().scatter()) && laying(in.beat(), in.y()).stays();
    var reading = new BigInteger[2];
    for (int which = 0; reads && which < (block.lean() ? 1 : 2); which++) reading[row(in.beat().row(), which) % 2] = Values.of(row(in.beat().row(), which) / 2);
    return Values.list(new WriteBack.Out<>(
        Values.of(advances(in)), Values.of(beat != null), Values.of(reads), reads ? in.beat().chunk() : null, reading[0], reading[1], block.lean() ? Collections.singletonList(reads ? Values.of(in.beat().row().testBit(0)) : null) : List.of(),
        Values.of(rows[0] != null), Values.of(rows[1] != null), writes ? beat.chunk() : null, addresses[0], addresses[1], rows[0], rows[1],
        Values.of(reports(in)), sent(in)));
  }

  /** A beat of the stream; null where nothing is said. */
  private OutBeat<BigInteger> sent(WriteBack.In<BigInteger> in) {
    if (sends(in) && raw()) return sent(WriteBack.KIND_RAW, beat.row(), beat.channel(), Values.ones(block.pixels()), sums);
    if (sends(in)) {
      int which = second || !touches(0) ? 1 : 0;
      return sent(WriteBack.KIND_ROW, Values.of(row(beat.row(), which)), beat.channel(), laying.keep(which), over(which, in));
    }
    var b = in.beat();
    if (tells(in) && !(block.lean() && beat != null)) return sent(WriteBack.KIND_PIXELS, b.tile(), b.channel(), Values.ones(b.count().intValueExact()).shiftLeft(b.lane().intValueExact()), in.y());
    if (Values.on(in.report().valid())) return sent(WriteBack.KIND_REPORT, in.report().index(), null, BigInteger.ZERO, in.report().value());
    return new OutBeat<>(Values.of(false), null, null, null, null, null);
  }

  private static OutBeat<BigInteger> sent(int kind, BigInteger row, BigInteger channel, BigInteger keep, BigInteger data) {
    return new OutBeat<>(Values.of(true), Values.of(kind), row, channel, keep, data);
  }

  private BigInteger over(int which, WriteBack.In<BigInteger> in) {
    return laying.over(which, row(beat.row(), which) % 2 == 0 ? in.evenData() : in.oddData());
  }

  private int row(BigInteger row, int which) {
    return row.intValueExact() + which & (1 << block.rowBits()) - 1;
  }
}
