// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.supermask.SupermaskDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import kakure.ExternalTool;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Until;
import kakure.golden.MaskLayout;
import kakure.golden.MaskShape;
import kakure.golden.SupermaskCodec;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged streams in simulation: the error port names a fault, no entry ends the layer, no entry too many, words are swallowed, and after clear the next layer decodes. */
@Tag("slow")
class SupermaskDamageTest {
  private static final int STREAMS = Integer.getInteger("streams", 300);
  private static final int STUCK = 500;

  @TempDir Path temp;

  private record Coded(long[] words, long entries) {}

  @ParameterizedTest
  @CsvSource({"16, 32, 1", "3, 7, 2"})
  void isFlaggedAndNeverHangs(int lanes, int outputs, int symbolsPerCycle) {
    new ExternalTool("verilator").require();
    var block = new SupermaskDecoder(lanes, outputs, symbolsPerCycle);
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).simulator(Netlist.elaborate(block));
    var rng = new SplittableRandom(lanes);
    var faults = new TreeMap<Integer, Integer>();
    try (var sim = simulator.open(SimOptions.seed(1).stalls(0.2, 0.2).watchRules(false))) {
      sim.poke("clear_i", 0);
      for (int i = 0; i < STREAMS; i++) {
        var good = random(block.layout(), rng);
        var what = "stream " + i + " of " + block.moduleName();
        long[] bad = damage(good.words.clone(), i, rng);
        send(sim, bad);
        send(sim, good.words);                                      // whatever comes next is swallowed
        sim.run(Until.idle(STUCK).orCycles(200_000));
        int error = sim.peek("error_o").intValueExact();
        assertThat(error).as(what).isBetween(1, 6);
        assertThat(sim.peek("msk_ready_o")).as("words are swallowed, " + what).isOne();
        faults.merge(error, 1, Integer::sum);
        assertThat(ends(sim, (int) sim.available("entry"))).as("layers ended, " + what).isZero();
        sim.poke("clear_i", 1);
        sim.run(Until.cycles(1));
        sim.poke("clear_i", 0);
        send(sim, good.words);
        sim.run(Until.transferred("entry", good.entries).orIdle(STUCK));
        assertThat(sim.available("entry")).as("entries after clear, " + what).isEqualTo(good.entries);
        assertThat(ends(sim, (int) good.entries)).isOne();
        assertThat(sim.peek("error_o")).as("error after clear, " + what).isZero();
      }
    }
    assertThat(faults.keySet()).as("every fault occurs").containsExactly(1, 2, 3, 4, 5, 6);
  }

  private static int ends(Simulation sim, int n) {
    var layout = sim.design().transaction("entry");
    var got = sim.receive("entry", n);
    int ends = 0;
    for (int i = 0; i < n; i++) ends += layout.get(got, i, 2).intValueExact();
    return ends;
  }

  private static Coded random(MaskLayout layout, SplittableRandom rng) {
    var shape = new MaskShape(rng.nextInt(1, 2 * layout.outputs() + 1), rng.nextInt(1, 2 * layout.lanes() + 1), rng.nextInt(1, 6));
    var bits = new BitSet();
    double density = rng.nextDouble(0.1, 0.9);
    for (int w = 0; w < shape.weights(); w++) bits.set(w, rng.nextDouble() < density);
    return new Coded(SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout).beats(), layout.entries(shape));
  }

  /** Flipped bits, or, under a length and a check sum that are right: code lengths, kind, extents, words cut off and words added. */
  private static long[] damage(long[] words, int i, SplittableRandom rng) {
    switch (i % 8) {
      case 0 -> words[0] ^= 1L << rng.nextInt(64);
      case 1 -> words[2] = rng.nextLong();
      case 2 -> words[2] ^= 1L << rng.nextInt(64);
      case 3 -> words[1] ^= 1L << rng.nextInt(48, 64);
      case 4 -> words[1] &= ~(0xffffL << 16 * rng.nextInt(3));
      case 5 -> words = sealed(Arrays.copyOf(words, Math.max(4, words.length - rng.nextInt(1, 4))), words.length);
      case 6 -> words = sealed(Arrays.copyOf(words, words.length + rng.nextInt(20, 40)), -1);
      default -> {
        for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(3, words.length)] ^= 1L << rng.nextInt(64);
      }
    }
    return words;
  }

  /** With length and check sum made right; where cutting took nothing away (the stream had {@code uncut} words), a false check sum. */
  private static long[] sealed(long[] words, int uncut) {
    var bytes = ByteBuffer.allocate(8 * (words.length - 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i < words.length; i++) bytes.putLong(words[i]);
    var crc = new CRC32();
    crc.update(bytes.array());
    words[0] = (crc.getValue() + (words.length == uncut ? 1 : 0)) << 32 | words.length;
    return words;
  }

  private static void send(Simulation sim, long[] words) {
    var buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long w : words) buffer.putLong(w);
    sim.send("msk", buffer.flip());
  }
}
