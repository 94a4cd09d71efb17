// SPDX-License-Identifier: Apache-2.0
package blocks.stream;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/** A block between two streams of the same beats: what is given to {@code in} leaves by {@code out}, in order. */
public interface StreamStage extends Block {
  /** The stream that comes; whether the one that leaves is taken. */
  record In<T>(Beat<T> in, T outReady) {}

  /** Whether the stream that comes is taken; the one that leaves. */
  record Out<T>(T inReady, Beat<T> out) {}

  /** Bits of a beat. */
  int width();

  @Override
  default In<Type> in() {
    return new In<>(Beat.of(width()), Type.bit().control());
  }

  @Override
  default Out<Type> out() {
    return new Out<>(Type.bit().control(), Beat.of(width()));
  }

  @Override
  default List<Stream> streams() {
    return List.of(Stream.in("in", "in_data_i"), Stream.out("out", "out_data_o"));
  }

  /** Places the block and returns its outputs. */
  default Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
