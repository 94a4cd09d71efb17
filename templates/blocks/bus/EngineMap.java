// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Word;

/**
 * The registers of an engine on a bus: the one place where they are said.
 *
 * @param width bits of a bus word
 * @param words bus words of a transaction of each stream in
 * @param out bus words of a transaction of the answer
 * @param window whether words go through registers, too
 */
public record EngineMap(int width, PerStream<Integer> words, int out, boolean window) {
  /** Bits of a byte address. */
  public static final int ADDRESS_BITS = 12;

  /** Bits of a packet's length. */
  public static final int LENGTH_BITS = 24;

  /** First address of the registers through which words go. */
  public static final int WINDOW = 0x40;

  private static final int ID = 0x4b414b31;

  /** The registers. */
  public RegisterMap map() {
    var all = new ArrayList<Register>(List.of(
        register(0x00, Access.CONSTANT, ID, "id", "who it is", w -> w.unsigned("value", 32, "KAK1 in ASCII, the first letter in the high byte")),
        register(0x04, Access.CONSTANT, words.cfg() | words.img() << 16, "shape_cfg_img", "how long transactions are", w -> {
          w.unsigned("cfg", 16, "bus words of a transaction of cfg");
          w.unsigned("img", 16, "of img");
        }),
        register(0x08, Access.CONSTANT, words.msk() | words.rqc() << 16, "shape_msk_rqc", "the same", w -> {
          w.unsigned("msk", 16, "of msk");
          w.unsigned("rqc", 16, "of rqc");
        }),
        register(0x0c, Access.CONSTANT, out | width << 16, "shape_out", "the same", w -> {
          w.unsigned("out", 16, "of the answer");
          w.unsigned("width", 16, "bits of a bus word");
        }),
        register(0x10, Access.READ_WRITE, 0, "control", "what the host decides", w -> w.unsigned("reset", 1, "1: the engine is held in reset, all words in it and on their way to it are gone, error and counters are 0; length and irq_enable stay")),
        register(0x14, Access.READ, 0xf0, "status", "what is going on", w -> {
          w.unsigned("failed", 1, "a packet was wrong, see register error; words that come are dropped");
          w.unsigned("halted", 1, "the engine met an error, which its reports name, and drops what comes");
          w.unsigned("busy", 1, "words of an image were taken, and no answer has left since: 0 is no rest where images are queued");
          w.unsigned("answer", 1, "a word of the answer waits");
          w.unsigned("room", 4, "a bit for each stream, cfg the lowest: a word is taken at once");
          w.unsigned("last", 1, "of an answer that waits: the last word of its image");
          w.unsigned("open", 1, "a word of the program or the taps was taken since the last reset: words of the other streams may come");
        }),
        register(0x18, Access.READ, 0, "error", "the first wrong packet since the last reset", w -> {
          w.unsigned("code", 2, "why, 0 none");
          w.at(4).unsigned("stream", 2, "which: 0 cfg, 1 img, 2 msk, 3 rqc");
        }),
        register(0x1c, Access.READ_WRITE, 0, "irq_enable", "what interrupts: irq is 1 while a bit is 1 here and in irq_pending", EngineMap::causes),
        register(0x20, Access.CLEAR, 0, "irq_pending", "what has happened; done stays until it is cleared, the others as long as status says them", EngineMap::causes).clearing(1),
        register(0x24, Access.READ, 0, "cycles", "cycles of the image that is under way, or of the last one", w -> w.unsigned("value", 32, "from the first word that is taken while status is not busy to the last word of the answer; of an image queued behind another too few, or those of that one; modulo 2^32")),
        register(0x28, Access.READ, 0, "images", "images answered since the last reset", w -> w.unsigned("value", 32, "modulo 2^32"))));
    for (int s = 0; s < 4; s++) {
      all.add(register(0x30 + 4 * s, Access.READ_WRITE, 0, "length_" + PerStream.NAMES.get(s), "transactions of every packet of " + PerStream.NAMES.get(s), w -> w.unsigned("value", LENGTH_BITS, "0: any")));
    }
    if (window) window(all);
    return new RegisterMap("kakure_bus", "Engine on a bus", ADDRESS_BITS, all);
  }

  private static void window(List<Register> all) {
    for (int s = 0; s < 4; s++) {
      all.add(register(WINDOW + 4 * s, Access.WRITE, 0, "push_" + PerStream.NAMES.get(s), "a word of " + PerStream.NAMES.get(s) + ", not the last of its packet", w -> w.unsigned("value", 32, "an error where status says no room; then nothing is taken")));
    }
    for (int s = 0; s < 4; s++) {
      all.add(register(WINDOW + 16 + 4 * s, Access.WRITE, 0, "end_" + PerStream.NAMES.get(s), "the last word of a packet of " + PerStream.NAMES.get(s), w -> w.unsigned("value", 32, "as push")));
    }
    all.add(register(WINDOW + 32, Access.READ, 0, "pop", "the word of the answer that waits; reading takes it", w -> w.unsigned("value", 32, "an error where none waits")));
  }

  private static void causes(Word.Builder w) {
    w.unsigned("done", 1, "the last word of an image's answer has left");
    w.unsigned("failed", 1, "as in status");
    w.unsigned("halted", 1, "as in status");
    w.unsigned("answer", 1, "as in status");
  }

  private static Register register(int offset, Access access, long reset, String name, String meaning, Consumer<Word.Builder> fields) {
    var word = new Word.Builder(name);
    fields.accept(word);
    return new Register(offset, access, reset, word.build(), meaning);
  }
}
