// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import blocks.engine.WbBeat;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/**
 * What stands beside a {@link WriteBack}: the drain, which knows the beat it gave last and how many rows of it leave, and who waits at the end of the stream. Rows follow from the first and the last column
 * that is written.
 */
final class WriteBackSide implements Side {
  private final WriteBack block;
  private WbBeat<BigInteger> written;   // the beat at X4; null: none
  private int owed;                     // rows of it, or sums, that have not left

  WriteBackSide(WriteBack block) {
    this.block = block;
  }

  /** Whether X4 is occupied. */
  boolean writing() {
    return written != null;
  }

  private boolean sends(WriteBack.In<BigInteger> in) {
    return written != null && owed > 0 && (Values.on(written.raw()) || Values.on(in.emit()));
  }

  private boolean leaves(WriteBack.In<BigInteger> in) {
    return !sends(in) || Values.on(in.outReady()) && owed == 1;
  }

  /** Whether the beat at X3 has pixels to send before it may move. */
  private static boolean tells(WriteBack.In<BigInteger> in) {
    return Values.on(in.beat().valid()) && Values.on(in.beat().pool()) && Values.on(in.emit());
  }

  /** Whether the beat at X3 moves at the next edge. */
  boolean advances(WriteBack.In<BigInteger> in) {
    if (block.lean() && writing()) return false;
    return tells(in) ? !sends(in) && Values.on(in.outReady()) : leaves(in);
  }

  /** Whether a report is taken at the next edge. */
  boolean reports(WriteBack.In<BigInteger> in) {
    return !sends(in) && !tells(in) && Values.on(in.outReady());
  }

  /** Beats of the stream that a beat becomes where the layer emits. */
  private int owed(WbBeat<BigInteger> beat) {
    if (!Values.on(beat.scatter())) return 1;
    boolean pool = Values.on(beat.pool());
    if (pool && !Values.on(beat.odd())) return 0;
    int first = beat.phase().intValueExact(), last = first + beat.count().intValueExact() - 1, plane = beat.plane().intValueExact();
    if (!pool) {
      first += (first + plane) % 2;
      last -= (last + plane) % 2;
    }
    // where windows of three columns overlap, an odd column that does not end its line counts for the pair behind it
    if (beat.overlap().stream().anyMatch(Values::on) && last % 2 == 1 && !Values.on(beat.ends().get(0))) last++;
    return last < first ? 0 : row(beat, last) - row(beat, first) + 1;
  }

  /** Whether its rows are asked for: where its first column is not the first one of a row, or columns or lines before it went to the same position. */
  private boolean reads(WbBeat<BigInteger> beat) {
    boolean pool = Values.on(beat.pool()), late = Values.on(beat.phase()), again = Values.on(beat.odd()) || beat.overlap().stream().anyMatch(Values::on);
    if (block.lean()) return pool && (late || again);
    return Values.on(beat.scatter()) && (2 * beat.rem().intValueExact() + beat.phase().intValueExact() > 0 || pool && again);
  }

  private int row(WbBeat<BigInteger> beat, int column) {
    return (beat.rem().intValueExact() + column / 2) / block.pixels();
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    WriteBack.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean moves = advances(in) && Values.on(in.beat().valid());
    if (leaves(in)) {
      written = moves ? in.beat() : null;
      owed = moves ? owed(written) : 0;
    } else if (Values.on(in.outReady())) {
      owed--;
    }
    return new Expected()
        .flag("advance_o", advances(in)).flag("writing_o", writing()).flag("read_en_o", advances(in) && Values.on(in.beat().valid()) && reads(in.beat()))
        .flag("report_ready_o", reports(in)).flag("out_valid_o", sends(in) || tells(in) && !(block.lean() && writing()) || Values.on(in.report().valid()));
  }
}
