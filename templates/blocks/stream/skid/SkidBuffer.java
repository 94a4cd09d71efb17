// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * out = in, one cycle later: cuts every path between two streams, ready included, at a beat per cycle.
 *
 * <p>Valid, ready and data are flip-flops. The beat that comes in the cycle in which the output stalls is kept in a second register.
 *
 * @param width bits of a beat, 1 to 65,536
 */
public record SkidBuffer(int width) implements Block {
  /** Checks the range. */
  public SkidBuffer {
    Ranges.check("width", width, 1, 65_536);
  }

  public record In<T>(T inValid, T inData, T outReady) {}

  public record Out<T>(T inReady, T outValid, T outData) {}

  @Override
  public String moduleName() {
    return ModuleName.of("skid_buffer", width).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(width), Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control(), Type.bit().control(), Type.bits(width));
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("in", "in_data_i"), Stream.out("out", "out_data_o"));
  }

  /** Places the buffer and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public int widthMsb() {
    return width - 1;
  }
}
