// SPDX-License-Identifier: Apache-2.0
package blocks.writeback;

import java.math.BigInteger;
import java.util.List;
import kakure.kernel.CycleModel;
import kakure.kernel.Values;

/**
 * Golden function of {@link WriteBack}: a beat is at X3 for one cycle and at X4 until it has been sent, the row it begins in first, then the one it straddles into; what is
 * written is {@link Laying}. Nothing is sent of a beat that writes nothing.
 */
final class WriteBackModel implements CycleModel {
  private final WriteBack block;
  private WriteBack.In<BigInteger> beat;
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

  /** Whether X4 is occupied. */
  boolean writing() {
    return beat != null;
  }

  private boolean raw() {
    return Values.on(beat.raw());
  }

  private boolean touches(int which) {
    return !raw() && laying.keep(which).signum() != 0;
  }

  private boolean sends(WriteBack.In<BigInteger> in) {
    return beat != null && (raw() || Values.on(in.emit()) && (touches(0) || touches(1)));
  }

  private boolean more() {
    return !second && touches(0) && touches(1);
  }

  /** Whether the pipeline moves at the next edge. */
  boolean advances(WriteBack.In<BigInteger> in) {
    return !sends(in) || Values.on(in.outReady()) && !more();
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    WriteBack.In<BigInteger> in = Values.record(block.in(), values);
    boolean advances = advances(in);
    if (sends(in) && Values.on(in.outReady())) second = more();
    if (advances) {
      beat = Values.on(in.valid()) ? in : null;
      laying = beat == null || raw() ? null : laying(beat);
    }
    return outputs(in);
  }

  private Laying laying(WriteBack.In<BigInteger> b) {
    if (!Values.on(b.scatter())) return Laying.row(block, b.y());
    int rem = b.rem().intValueExact(), lane = b.lane().intValueExact(), count = b.count().intValueExact(), phase = b.phase().intValueExact();
    return Values.on(b.pool())
        ? Laying.pooled(block, Values.on(b.odd()), rem, lane, count, phase, b.y()) : Laying.plane(block, b.plane().intValueExact(), rem, lane, count, phase, b.y());
  }

  private List<BigInteger> outputs(WriteBack.In<BigInteger> in) {
    boolean advances = advances(in), sends = sends(in);
    var addresses = new BigInteger[2];
    var rows = new BigInteger[2];
    for (int which = 0; beat != null && advances && which < 2; which++) {
      if (!touches(which)) continue;
      int row = row(beat.row(), which);
      addresses[row % 2] = Values.of(row / 2);
      rows[row % 2] = over(which, in);
    }
    boolean writes = rows[0] != null || rows[1] != null;
    boolean reads = advances && Values.on(in.valid()) && Values.on(in.scatter());
    var reading = new BigInteger[2];
    for (int which = 0; reads && which < 2; which++) reading[row(in.row(), which) % 2] = Values.of(row(in.row(), which) / 2);
    boolean reports = beat == null && Values.on(in.reportValid());
    int sent = sends && (second || !touches(0)) && !raw() ? 1 : 0;
    var ones = BigInteger.ONE.shiftLeft(block.pixels()).subtract(BigInteger.ONE);
    return Values.list(new WriteBack.Out<>(
        Values.of(advances), Values.of(beat != null), Values.of(reads), reads ? in.chunk() : null, reading[0], reading[1],
        Values.of(rows[0] != null), Values.of(rows[1] != null), writes ? beat.chunk() : null, addresses[0], addresses[1], rows[0], rows[1],
        Values.of(beat == null && Values.on(in.outReady())), Values.of(sends || reports),
        sends ? Values.of(raw() ? WriteBack.KIND_RAW : WriteBack.KIND_ROW) : reports ? Values.of(WriteBack.KIND_REPORT) : null,
        sends ? Values.of(row(beat.row(), sent)) : reports ? Values.wrap(in.reportIndex(), block.rowBits()) : null,
        sends ? beat.channel() : null,
        sends ? raw() ? ones : laying.keep(sent) : reports ? BigInteger.ZERO : null,
        sends ? raw() ? beat.sums() : over(sent, in) : reports ? in.reportValue() : null));
  }

  private BigInteger over(int which, WriteBack.In<BigInteger> in) {
    return laying.over(which, row(beat.row(), which) % 2 == 0 ? in.evenData() : in.oddData());
  }

  private int row(BigInteger row, int which) {
    return row.intValueExact() + which & (1 << block.rowBits()) - 1;
  }
}
