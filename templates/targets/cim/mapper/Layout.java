// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a block of input channels fills segments of L rows. */
public enum Layout {
  /** All taps of a channel side by side: floor(L / taps) channels in a segment, or ceil(taps / L) segments for one channel. One channel per segment needs no permutation. */
  CHANNEL_MAJOR {
    @Override
    int channels(int rows, int taps) {
      return Math.max(1, rows / taps);
    }

    @Override
    int segments(int rows, int taps) {
      return (taps + rows - 1) / rows;
    }

    @Override
    Row row(int[] block, int segment, int row, int rows, int taps) {
      int at = segment * rows + row;
      return at / taps < block.length ? new Row(block[at / taps], at % taps) : Row.EMPTY;
    }
  },
  /** One tap of L channels in a segment, as for 1x1: no row stays empty, but L channels must be off together. */
  TAP_MAJOR {
    @Override
    int channels(int rows, int taps) {
      return rows;
    }

    @Override
    int segments(int rows, int taps) {
      return taps;
    }

    @Override
    Row row(int[] block, int segment, int row, int rows, int taps) {
      return new Row(block[row], segment);
    }
  };

  /** Channels of a block. */
  abstract int channels(int rows, int taps);

  /** Segments of a block. */
  abstract int segments(int rows, int taps);

  /** What a row of a block holds. */
  abstract Row row(int[] block, int segment, int row, int rows, int taps);

  /** Segment by segment what the rows hold. */
  List<List<Row>> fill(Partition partition, int rows, int taps) {
    var all = new ArrayList<List<Row>>();
    for (int b = 0; b < partition.count(); b++) {
      var block = partition.block(b);
      for (int s = 0; s < segments(rows, taps); s++) {
        var segment = new ArrayList<Row>(Collections.nCopies(rows, Row.EMPTY));
        for (int r = 0; r < rows; r++) {
          var row = row(block, s, r, rows, taps);
          if (row.channel() >= 0) segment.set(r, row);
        }
        all.add(segment);
      }
    }
    return all;
  }
}
