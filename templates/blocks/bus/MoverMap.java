// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import java.util.List;
import java.util.function.Consumer;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Word;

/** The registers of the mover between memory and an engine's streams, beside those of {@link EngineMap}. */
public final class MoverMap {
  /** First address of them. */
  public static final int BASE = 0x80;

  /** Bytes of their addresses, a power of two. */
  public static final int SIZE = 0x40;

  /** Bits of a number of descriptors that are left. */
  public static final int LEFT_BITS = 16;

  /** Bits of one that a host adds to it: less, so that what it may add never overflows. */
  public static final int ADD_BITS = LEFT_BITS - 1;

  private MoverMap() {}

  /** The registers. */
  public static List<Register> registers() {
    return List.of(
        register(0x80, Access.READ_WRITE, "first_low", "where a chain begins, low half of the address", w -> w.unsigned("value", 32, "a multiple of " + DescriptorWord.ALIGNMENT)),
        register(0x84, Access.READ_WRITE, "first_high", "the high half", w -> w.unsigned("value", 32, "the same")),
        register(0x88, Access.WRITE, "start", "moves a chain of descriptors, from first on", w -> w.unsigned("count", ADD_BITS, "descriptors of it; an error, and nothing is done, while mover says moving or there was an error")),
        register(0x8c, Access.WRITE, "more", "the chain, or ring, goes on, also while it is moved", w -> w.unsigned("count", ADD_BITS, "further descriptors; an error, and nothing is done, while half of left's highest value are left, there was an error, or none was started since a reset")),
        register(0x90, Access.READ, "mover", "what the mover does", w -> {
          w.unsigned("moving", 1, "descriptors are left, or bytes of one, or memory owes an answer; while it is 0 the mover asks memory nothing");
          w.at(16).unsigned("left", LEFT_BITS, "descriptors that are not begun");
        }),
        register(0x94, Access.READ, "mover_error", "why the mover stopped, until a reset", w -> {
          w.unsigned("code", 3, "why, 0 none");
          w.at(4).unsigned("stream", 3, "of what: 0 cfg, 1 img, 2 msk, 3 rqc, 4 the answer, 5 descriptors");
        }),
        register(0x98, Access.READ, "at_low", "address of the descriptor that is begun next, or was not begun for an error; low half", w -> w.unsigned("value", 32, "a reset of the engine leaves it")),
        register(0x9c, Access.READ, "at_high", "the high half", w -> w.unsigned("value", 32, "the same")),
        register(0xa0, Access.READ_WRITE, "mover_enable", "what of the mover interrupts, too", MoverMap::causes),
        register(0xa4, Access.CLEAR, "mover_pending", "what has happened; moved stays until it is cleared or a reset, stopped as long as mover_error says why", MoverMap::causes).clearing(1));
  }

  /** They alone, as a map. */
  public static RegisterMap map() {
    return new RegisterMap("kakure_mover", "Mover between memory and an engine", EngineMap.ADDRESS_BITS, registers());
  }

  private static void causes(Word.Builder w) {
    w.unsigned("moved", 1, "a descriptor that says interrupt is done");
    w.unsigned("stopped", 1, "there was an error");
  }

  private static Register register(int offset, Access access, String name, String meaning, Consumer<Word.Builder> fields) {
    var word = new Word.Builder(name);
    fields.accept(word);
    return new Register(offset, access, 0, word.build(), meaning);
  }
}
