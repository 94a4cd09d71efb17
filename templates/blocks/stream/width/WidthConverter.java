// SPDX-License-Identifier: Apache-2.0
package blocks.stream.width;

import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * Splits words into parts or gathers parts into words, low part first; one width is a multiple of the other.
 *
 * <p>Down: the last part of a word carries its last mark. Up: a part marked last ends a word early, whose upper parts are then 0. Equal widths make a register. The
 * wide side passes a word at once, so neither side waits for the other in a steady flow. in_ready follows out_ready in the same cycle: a {@code SkidBuffer} cuts that
 * path.
 *
 * @param inWidth bits of an input beat, 1 to 65,536
 * @param outWidth bits of an output beat, 1 to 65,536; at most 256 times inWidth, or inWidth at most 256 times it
 */
public record WidthConverter(int inWidth, int outWidth) implements Block {
  /** Checks the ranges. */
  public WidthConverter {
    Ranges.check("inWidth", inWidth, 1, 65_536);
    Ranges.check("outWidth", outWidth, 1, 65_536);
    int narrow = Math.min(inWidth, outWidth);
    int wide = Math.max(inWidth, outWidth);
    if (wide % narrow != 0) throw new IllegalArgumentException("outWidth = " + outWidth + " is neither a multiple nor a divisor of inWidth = " + inWidth);
    if (wide / narrow > 256) throw new IllegalArgumentException("inWidth = " + inWidth + " and outWidth = " + outWidth + " differ by more than 256 times");
  }

  public record In<T>(T inValid, T inData, T inLast, T outReady) {}

  public record Out<T>(T inReady, T outValid, T outData, T outLast) {}

  @Override
  public String moduleName() {
    return "width_converter_" + inWidth + "to" + outWidth;
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(inWidth), Type.bit().control(), Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control(), Type.bit().control(), Type.bits(outWidth), Type.bit().control());
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("in", "in_data_i", "in_last_i"), Stream.out("out", "out_data_o", "out_last_o"));
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("out_ready_i", "in_ready_o"));
  }

  /** Places the converter and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Parts of the wide side, 1 to 256. */
  public int parts() {
    return Math.max(inWidth, outWidth) / Math.min(inWidth, outWidth);
  }

  /** True where words are split. */
  public boolean down() {
    return inWidth > outWidth;
  }

  /** Bits of a part's index, at least one. */
  public int partBits() {
    return Ranges.bits(parts() - 1);
  }

  public int lastPart() {
    return parts() - 1;
  }

  /** The parts of a gathered word after the first. */
  public List<Part> upperParts() {
    return IntStream.range(1, parts()).mapToObj(i -> new Part(i, i * inWidth, (i + 1) * inWidth - 1)).toList();
  }

  /** A part of the wide side and its bits. */
  public record Part(int index, int lsb, int msb) {}
}
