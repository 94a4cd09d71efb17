// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import java.util.function.UnaryOperator;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/** The engine's stream out, the side that gives; see {@link blocks.engine.writeback.WriteBack} for its kinds. */
public record OutBeat<T>(T valid, T kind, T row, T channel, T keep, T data) {
  /** The stream's ports. */
  public static final Stream STREAM = Stream.out("out", "out_kind_o", "out_row_o", "out_channel_o", "out_keep_o", "out_data_o");

  /** Beats of {@code bits} bits of data for {@code pixels} pixels; {@code kind} is what the fields but the data are, data or control. */
  public static OutBeat<Type> type(int pixels, int bits, UnaryOperator<Type> kind) {
    var number = kind.apply(Type.bits(16));
    return new OutBeat<>(Type.bit().control(), kind.apply(Type.bits(2)), number, number, kind.apply(Type.bits(pixels)), Type.bits(bits));
  }

  /** All but {@code valid}, as they lie in a register, the first in the high bits. */
  public List<T> fields() {
    return List.of(kind, row, channel, keep, data);
  }
}
