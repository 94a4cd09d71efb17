// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/** The engine's stream out, the side that gives; see {@link blocks.engine.writeback.WriteBack} for its kinds. */
public record OutBeat<T>(T valid, T kind, T row, T channel, T keep, T data) {
  /** The stream's ports. */
  public static final Stream STREAM = Stream.out("out", "out_kind_o", "out_row_o", "out_channel_o", "out_keep_o", "out_data_o");

  /** Beats of {@code bits} bits of data for {@code pixels} pixels, as a register hands them on. */
  public static OutBeat<Type> type(int pixels, int bits) {
    return new OutBeat<>(Type.bit().control(), Type.bits(2), Type.bits(16), Type.bits(16), Type.bits(pixels), Type.bits(bits));
  }

  /** The same as they are made: all but the data are control. */
  public static OutBeat<Type> control(int pixels, int bits) {
    var t = type(pixels, bits);
    return new OutBeat<>(t.valid, t.kind.control(), t.row.control(), t.channel.control(), t.keep.control(), t.data);
  }

  /** All but {@code valid}, as they lie in a register, the first in the high bits. */
  public List<T> fields() {
    return List.of(kind, row, channel, keep, data);
  }
}
