// SPDX-License-Identifier: Apache-2.0
package blocks.bus.guard;

import blocks.bus.EngineMap;
import blocks.bus.registers.BusRegisters;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Between a stream of bus words and what gathers them: lets words through while packets are right, and names what is wrong with the first that is not.
 *
 * <p>A packet is whole transactions of {@code words} words; its last word is marked. A word is wrong, and is taken and dropped, where the stream is not open yet (code 1), where its mark comes
 * within a transaction or before {@code length} of them (2), where none comes with the last word of these (3). Behind a wrong word the surroundings say {@code drop}, and all is dropped.
 *
 * @param words bus words of a transaction, 1 to 256
 */
public record StreamGuard(int words) implements Block {
  /** Checks the range. */
  public StreamGuard {
    Ranges.check("words", words, 1, BusRegisters.MAX_WORDS);
  }

  /** Inputs: a word that comes, and whether it ends its packet; transactions of a packet, 0 for any; whether the stream is open; {@code drop} what comes; whether the word is taken behind it. */
  public record In<T>(T valid, T last, T length, T open, T drop, T ready) {}

  /** Outputs: the word is taken; it goes on; what is wrong with it, 0 nothing; with this word a transaction is complete. */
  public record Out<T>(T ready, T valid, T fault, T took) {}

  @Override
  public String moduleName() {
    return ModuleName.of("stream_guard", words).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, flag, Type.bits(EngineMap.LENGTH_BITS).control(), flag, flag, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, Type.bits(2).control(), flag);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("last_i", "length_i", "open_i", "drop_i", "ready_i"), "ready_o"),
        Arc.comb(List.of("valid_i", "last_i", "length_i", "open_i", "drop_i"), "valid_o"),
        Arc.comb(List.of("valid_i", "last_i", "length_i", "open_i", "drop_i"), "fault_o"),
        Arc.comb(List.of("valid_i", "last_i", "length_i", "open_i", "drop_i", "ready_i"), "took_o"));
  }

  /** Places the guard and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of a word's number within a transaction. */
  public int partBits() {
    return Ranges.bits(words - 1);
  }

  public int lastPart() {
    return words - 1;
  }
}
