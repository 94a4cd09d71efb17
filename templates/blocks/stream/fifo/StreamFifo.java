// SPDX-License-Identifier: Apache-2.0
package blocks.stream.fifo;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * out = in, in order, up to {@code depth} beats later: a queue between two streams, in flip-flops.
 *
 * <p>A beat leaves at the earliest one cycle after it came. Ready and valid come from the count alone, so no path runs through: at depth 1 a beat passes every second
 * cycle, from depth 2 on every cycle.
 *
 * @param width bits of a beat, 1 to 65,536
 * @param depth beats, 1 to 65,536; width * depth at most 2^20 bits
 */
public record StreamFifo(int width, int depth) implements Block {
  /** Checks the ranges. */
  public StreamFifo {
    Ranges.check("width", width, 1, 65_536);
    Ranges.check("depth", depth, 1, 65_536);
    if ((long) width * depth > 1L << 20) throw new IllegalArgumentException("width * depth = " + (long) width * depth + " is above 2^20 bits: use a Ram");
  }

  public record In<T>(T inValid, T inData, T outReady) {}

  public record Out<T>(T inReady, T outValid, T outData) {}

  @Override
  public String moduleName() {
    return ModuleName.of("stream_fifo", depth, width).text();
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

  /** Places the queue and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of a position, at least one. */
  public int pointerBits() {
    return Ranges.bits(depth - 1);
  }

  /** Bits of the count 0 to depth. */
  public int countBits() {
    return Ranges.bits(depth);
  }

  public int widthMsb() {
    return width - 1;
  }

  public int last() {
    return depth - 1;
  }

  public int pointerMsb() {
    return pointerBits() - 1;
  }

  public int countMsb() {
    return countBits() - 1;
  }
}
