// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import kakure.kernel.Ranges;
import kakure.kernel.Type;

/**
 * A beat for the write stage, at X3: {@code raw} sums or activations; {@code scatter}: laid by pairs, pooled or the pixels of one {@code plane}; {@code odd}: of an odd line;
 * where the first pair goes ({@code row}, {@code chunk} of it, {@code rem}); which lanes ({@code lane}, {@code count}), the first pixel's column modulo 2 ({@code phase});
 * first channel and tile. Where pooled windows can overlap: whether they do ({@code overlap}; {@code odd} then says whether lines before this one went there), whether columns before this segment went to its first
 * position ({@code begun}), and whether its line {@code ends} with it.
 */
public record WbBeat<T>(T valid, T raw, T scatter, T pool, T odd, T plane, T row, T chunk, T rem, T lane, T count, T phase, T channel, T tile, List<T> overlap, List<T> begun, List<T> ends) {
  /** The same beat by another {@code valid}. */
  public WbBeat<T> valid(T valid) {
    return new WbBeat<>(valid, raw, scatter, pool, odd, plane, row, chunk, rem, lane, count, phase, channel, tile, overlap, begun, ends);
  }

  /** The beat in front of memories of this many pixels a row. */
  public static WbBeat<Type> type(int pixels, int rowBits, int chunkBits, boolean overlap) {
    var flag = Type.bit().control();
    var rem = Type.bits(Ranges.bits(pixels - 1)).control();
    var number = Type.bits(16).control();
    var there = overlap ? List.of(flag) : List.<Type>of();
    return new WbBeat<>(flag, flag, flag, flag, flag, flag, Type.bits(rowBits).control(), Type.bits(chunkBits).control(), rem, rem, Type.bits(Ranges.bits(pixels)).control(), flag, number, number, there, there, there);
  }
}
