// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.maskstream.MaskStreamDecoder;
import blocks.supermask.SupermaskDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;
import kakure.ExternalTool;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Until;
import kakure.golden.MaskCodec;
import kakure.golden.MaskCodecs;
import kakure.golden.MaskKind;
import kakure.golden.MaskOrder;
import kakure.golden.MaskShape;
import kakure.golden.MaskStreamException;
import kakure.golden.MaskStreamException.Fault;
import kakure.golden.SupermaskCodec;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged mask streams in simulation: the error port names a fault, nothing ends the layer, words are swallowed, and after clear the next layer decodes. */
@Tag("slow")
class MaskDamageTest {
  private static final int STREAMS = Integer.getInteger("streams", 300);
  private static final int STUCK = 500;
  /** No code at all; too few words; too many, by a little and by much; a length above eight beside a complete code. */
  private static final long[] BAD_CODES = {0, 0x5555_5555_5555_5555L, 0x211, 0x1111_1111_1111_1111L, 0xc11, 0x3333_3333_3333_3333L};

  @TempDir Path temp;

  /** @param transactions that the decoder gives for the words */
  private record Coded(long[] words, long transactions) {}

  /**
   * A decoder.
   *
   * @param out its output stream
   * @param end index of the port that marks a layer's last transaction
   * @param headerWords words before the units
   * @param zeroed fields of word 1 that must not be zero, as masks
   * @param golden decodes in Java
   */
  private record Subject(Block block, String out, int end, int headerWords, List<Long> zeroed, Function<SplittableRandom, Coded> random, Consumer<long[]> golden) {
    /** The fault that the golden decoder finds. */
    Fault fault(long[] words) {
      try {
        golden.accept(words);
        return Fault.NONE;
      } catch (MaskStreamException e) {
        return e.fault();
      }
    }

    @Override
    public String toString() {
      return block.moduleName();
    }
  }

  static List<Subject> subjects() {
    return List.of(supermask(16, 32, 1), supermask(3, 7, 2), stream(MaskCodec.RAW, 11), stream(MaskCodec.RUN, 32), stream(MaskCodec.RICE, 32), stream(MaskCodec.BLOCK, 9));
  }

  private static Subject supermask(int lanes, int outputs, int symbolsPerCycle) {
    var block = new SupermaskDecoder(lanes, outputs, symbolsPerCycle);
    var layout = block.layout();
    return new Subject(block, "entry", 2, 3, List.of(0xffffL, 0xffff_0000L, 0xffff_0000_0000L), rng -> {
      var shape = new MaskShape(rng.nextInt(1, 2 * outputs + 1), rng.nextInt(1, 2 * lanes + 1), rng.nextInt(1, 6));
      var bits = bits((int) shape.weights(), rng);
      return new Coded(SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout).beats(), new MaskOrder(layout, shape, MaskKind.free()).entries());
    }, words -> SupermaskCodec.decode(words, layout));
  }

  private static Subject stream(MaskCodec codec, int width) {
    return new Subject(new MaskStreamDecoder(codec, width), "word", 1, codec.headerWords(), List.of(0xffff_ffffL), rng -> {
      int length = rng.nextInt(1, 3000);
      var mask = new MaskCodecs.Mask(bits(length, rng), length);
      return new Coded(MaskCodecs.encode(mask, codec, rng.nextInt(codec.leastR(), codec.mostR() + 1)), (length + width - 1) / width);
    }, words -> {
      if (words[1] >>> 48 != (0x100 | codec.kind())) throw new MaskStreamException(Fault.KIND, 1, "a decoder knows its own codec only");
      MaskCodecs.decode(words);
    });
  }

  private static BitSet bits(int n, SplittableRandom rng) {
    var bits = new BitSet();
    double density = rng.nextDouble(0.1, 0.9);
    for (int i = 0; i < n; i++) bits.set(i, rng.nextDouble() < density);
    return bits;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void isFlaggedAndNeverHangs(Subject subject) {
    new ExternalTool("verilator").require();
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).simulator(Netlist.elaborate(subject.block));
    var rng = new SplittableRandom(1);
    var faults = new TreeSet<Integer>();
    // Clear takes a waiting transaction back, which no stream may do: the rules are watched where nothing is cleared.
    try (var sim = simulator.open(SimOptions.seed(1).stalls(0.2, 0.2).watchRules(false))) {
      sim.poke("clear_i", 0);
      for (int i = 0; i < STREAMS; i++) {
        var good = subject.random.apply(rng);
        var what = "stream " + i + " of " + subject;
        long[] bad = damage(subject, good.words, i, rng);
        while (subject.fault(bad) == Fault.NONE) bad = damage(subject, good.words, i, rng);      // the lanes had room for the words added
        send(sim, bad);
        send(sim, good.words);                                      // whatever comes next is swallowed
        sim.run(Until.idle(STUCK).orCycles(200_000));
        int error = sim.peek("error_o").intValueExact();
        var fault = subject.fault(bad);
        if (fault == Fault.CRC || (int) bad[0] != bad.length) assertThat(error).as(what).isBetween(1, 6);   // the hardware may stumble before it has seen all words
        else assertThat(error).as(what).isEqualTo(fault.code());
        assertThat(sim.peek("msk_ready_o")).as("words are swallowed, " + what).isOne();
        faults.add(error);
        assertThat(ends(sim, subject, (int) sim.available(subject.out))).as("layers ended, " + what).isZero();
        sim.poke("clear_i", 1);
        sim.run(Until.cycles(1));
        sim.poke("clear_i", 0);
        send(sim, good.words);
        sim.run(Until.transferred(subject.out, good.transactions).orIdle(STUCK));
        assertThat(sim.available(subject.out)).as("transactions after clear, " + what).isEqualTo(good.transactions);
        assertThat(ends(sim, subject, (int) good.transactions)).isOne();
        assertThat(sim.peek("error_o")).as("error after clear, " + what).isZero();
      }
    }
    assertThat(faults).as("every fault occurs").containsExactlyElementsOf(subject.headerWords == 3 ? List.of(1, 2, 3, 4, 5, 6) : List.of(1, 2, 4, 5, 6));
  }

  private static int ends(Simulation sim, Subject subject, int n) {
    var layout = sim.design().transaction(subject.out);
    var got = sim.receive(subject.out, n);
    int ends = 0;
    for (int i = 0; i < n; i++) ends += layout.get(got, i, subject.end).intValueExact();
    return ends;
  }

  /** Flipped bits, or, under a length and a check sum that are right: code lengths, kind, extents, words cut off and words added. */
  private static long[] damage(Subject subject, long[] good, int i, SplittableRandom rng) {
    var words = good.clone();
    switch (i % 8) {
      case 0 -> words[0] ^= 1L << rng.nextInt(64);
      case 1 -> words[1] ^= 1L << rng.nextInt(48, 64);
      case 2 -> words[1] ^= 1L << rng.nextInt(48);
      case 3 -> {
        words[2] = BAD_CODES[rng.nextInt(BAD_CODES.length)];
        if (subject.headerWords == 3) words = sealed(words);
      }
      case 4 -> words[1] &= ~subject.zeroed.get(rng.nextInt(subject.zeroed.size()));
      case 5 -> words = sealed(Arrays.copyOf(words, Math.max(3, words.length - rng.nextInt(1, 4))));
      case 6 -> words = sealed(Arrays.copyOf(words, words.length + (rng.nextBoolean() ? rng.nextInt(1, 4) : rng.nextInt(20, 40))));
      default -> {
        for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(subject.headerWords, words.length)] ^= 1L << rng.nextInt(64);
      }
    }
    return Arrays.equals(words, good) ? damage(subject, good, i + 1, rng) : words;
  }

  /** With length and check sum made right. */
  private static long[] sealed(long[] words) {
    var bytes = ByteBuffer.allocate(8 * (words.length - 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i < words.length; i++) bytes.putLong(words[i]);
    var crc = new CRC32();
    crc.update(bytes.array());
    words[0] = crc.getValue() << 32 | words.length;
    return words;
  }

  private static void send(Simulation sim, long[] words) {
    var buffer = ByteBuffer.allocate(9 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < words.length; i++) buffer.put((byte) (i == words.length - 1 ? 1 : 0)).putLong(words[i]);
    sim.send("msk", buffer.flip());
  }
}
