// SPDX-License-Identifier: Apache-2.0
package blocks.stream.kept;

import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * out = in[0 .. words - 1], again and again: a stream that is sent once and given as often as it is taken; or, of words = 0, out = in: a queue.
 *
 * <p>The controller of a memory of {@code depth} beats beside it, whose write data are the beat that comes and whose read data are the beat that leaves. Nothing is taken before {@code set} says how many beats are kept; a later {@code set} is not looked at, until all is forgotten.
 *
 * @param depth beats of the memory, 1 to 1,048,576
 */
public record KeptStream(int depth) implements Block {
  /** Bits of a number of beats. */
  public static final int WORDS_BITS = 32;

  /** Checks the range. */
  public KeptStream {
    Ranges.check("depth", depth, 1, 1 << 20);
  }

  /** Inputs: with {@code set}, the beats that are kept, {@code words}; {@code discard}: take and drop what comes, and forget what is there; a beat comes; the one that leaves is taken. */
  public record In<T>(T set, T words, T discard, T inValid, T outReady) {}

  /** Outputs: the beat that comes is taken; one leaves; {@code bad}: more were to be kept than there is room for, so none is. Write and read of the memory. */
  public record Out<T>(T inReady, T outValid, T bad, T we, T writeAddr, T readEn, T readAddr) {}

  @Override
  public String moduleName() {
    return ModuleName.of("kept_stream", depth).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, Type.bits(WORDS_BITS).control(), flag, flag, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var address = Type.bits(addrBits()).control();
    return new Out<>(flag, flag, flag, flag, address, flag, address);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("discard_i"), "in_ready_o"),
        Arc.comb(List.of("discard_i", "in_valid_i"), "we_o"),
        Arc.comb(List.of("discard_i", "out_ready_i"), "read_en_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of a beat's place, at least one. */
  public int addrBits() {
    return Ranges.bits(depth - 1);
  }

  /** Bits of the count 0 to depth. */
  public int countBits() {
    return Ranges.bits(depth);
  }

  public int last() {
    return depth - 1;
  }
}
