// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.maskstream.MaskStreamDecoder;
import blocks.supermask.SupermaskDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged mask streams in simulation: the error port names a fault, nothing ends the layer, words are swallowed, and after clear the next layer decodes. */
@Tag("slow")
class MaskDamageTest {
  private static final int STREAMS = Integer.getInteger("streams", 500);
  private static final int STUCK = 500;
  private static long streams;

  @TempDir Path temp;

  /** @param transactions that the decoder gives for the words */
  private record Coded(long[] words, long transactions) {}

  /**
   * A decoder.
   *
   * @param kind of its streams
   * @param out its output stream
   * @param end index of the port that marks a layer's last transaction
   * @param damage what its streams suffer
   * @param golden decodes in Java
   */
  private record Subject(Block block, int kind, String out, int end, MaskDamage damage, Function<SplittableRandom, Coded> random, Consumer<long[]> golden) {
    /** The fault that the golden decoder finds. */
    Fault fault(long[] words) {
      try {
        golden.accept(words);
        return Fault.NONE;
      } catch (MaskStreamException e) {
        return e.fault();
      }
    }

    /** Faults of its own kind; a kind byte that is flipped may bring those of another. */
    List<Integer> faults() {
      return damage == MaskDamage.INDICES ? List.of(1, 2, 4, 5, 6, 7) : damage.codes() ? List.of(1, 2, 3, 4, 5, 6) : List.of(1, 2, 4, 5, 6);
    }

    @Override
    public String toString() {
      return block.moduleName() + ", kind " + kind;
    }
  }

  static List<Subject> subjects() {
    return List.of(
        supermask(new SupermaskDecoder(16, 32, 1), 0), supermask(new SupermaskDecoder(3, 7, 2), 0), supermask(new SupermaskDecoder(8, 7, 1, 1, 4), 2),
        supermask(new SupermaskDecoder(8, 40, 1, 8, 8), 3), supermask(new SupermaskDecoder(6, 5, 2, 2, 2), 1), supermask(new SupermaskDecoder(12, 9, 1, 4, 4), 10),
        supermask(new SupermaskDecoder(12, 9, 2, 4, 4), 0), stream(MaskCodec.RAW, 11), stream(MaskCodec.RUN, 32), stream(MaskCodec.RICE, 32), stream(MaskCodec.BLOCK, 9), stream(MaskCodec.GOLOMB, 32));
  }

  private static Subject supermask(SupermaskDecoder block, int code) {
    var layout = block.layout();
    var kind = MaskKind.ofCode(code).orElseThrow();
    return new Subject(block, code, "entry", 2, kind.isOneOf() ? MaskDamage.INDICES : MaskDamage.SUPERMASK, rng -> {
      var shape = new MaskShape(rng.nextInt(1, 2 * block.outputs() + 1), rng.nextInt(1, 2 * block.lanes() + 1), rng.nextInt(1, 6));
      var bits = kind.isOneOf() ? oneOf(shape, kind.group(), rng) : bits((int) shape.weights(), rng);
      var coded = SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout, kind);
      return new Coded(coded.beats(), new MaskOrder(layout, shape, kind).entries());
    }, words -> SupermaskCodec.decode(words, layout));
  }

  private static BitSet oneOf(MaskShape shape, int group, SplittableRandom rng) {
    var bits = new BitSet();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int t = 0; t < shape.taps(); t++) {
        for (int c = 0; c < shape.channels(); c += group) bits.set((int) shape.index(o, c + rng.nextInt(Math.min(group, shape.channels() - c)), t));
      }
    }
    return bits;
  }

  private static Subject stream(MaskCodec codec, int width) {
    return new Subject(new MaskStreamDecoder(codec, width), codec.kind(), "word", 1, new MaskDamage(codec.headerWords(), List.of(0xffff_ffffL), codec == MaskCodec.BLOCK), rng -> {
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

  @AfterAll
  static void figure() {
    System.out.println("figure mask.corrupted_streams " + streams + " streams");
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
        long[] bad = subject.damage.of(good.words, i, rng);
        for (int other = i + 1; subject.fault(bad) == Fault.NONE; other++) bad = subject.damage.of(good.words, other, rng);      // the rows had room for the words added, or other bits are another mask
        send(sim, bad);
        send(sim, good.words);                                      // whatever comes next is swallowed
        sim.run(Until.idle(STUCK).orCycles(200_000));
        int error = sim.peek("error_o").intValueExact();
        var fault = subject.fault(bad);
        boolean stumbles = bad[0] != good.words[0] && (int) bad[0] != bad.length;         // before the hardware has seen all words
        if (fault == Fault.CRC || stumbles) assertThat(error).as(what).isBetween(1, 7);
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
        streams++;
      }
    }
    assertThat(faults).as("every fault occurs").containsAll(subject.faults());
  }

  private static int ends(Simulation sim, Subject subject, int n) {
    var layout = sim.design().transaction(subject.out);
    var got = sim.receive(subject.out, n);
    int ends = 0;
    for (int i = 0; i < n; i++) ends += layout.get(got, i, subject.end).intValueExact();
    return ends;
  }

  private static void send(Simulation sim, long[] words) {
    var buffer = ByteBuffer.allocate(9 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < words.length; i++) buffer.put((byte) (i == words.length - 1 ? 1 : 0)).putLong(words[i]);
    sim.send("msk", buffer.flip());
  }
}
