// SPDX-License-Identifier: Apache-2.0
package blocks.bus.spi;

import blocks.bus.Response;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link SpiPort}: frames of reads and writes, once and several times, that end anywhere, with a clock of different lengths. */
public final class SpiPortSpec implements BlockSpec<SpiPort> {
  @Override
  public String name() {
    return "spi";
  }

  @Override
  public String summary() {
    return "SPI slave by four pins: bytes of an address, of data and of the answer, sampled by the clock";
  }

  @Override
  public SpiPort usual() {
    return new SpiPort();
  }

  @Override
  public List<SpiPort> corners() {
    return List.of(new SpiPort());
  }

  @Override
  public SpiPort random(SplittableRandom rng) {
    return new SpiPort();
  }

  @Override
  public Model golden(SpiPort block) {
    return new SpiPortModel(block);
  }

  @Override
  public Stimulus stimulus(SpiPort b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    while (cycles.size() < n) {
      int half = rng.nextInt(3) == 0 ? rng.nextInt(1, 6) : 1, bits = rng.nextInt(4) == 0 ? rng.nextInt(100) : 8 + 40 * rng.nextInt(1, 4);
      for (int i = 0; i < rng.nextInt(1, 8); i++) add(rng, cycles, rng.nextInt(2), 1, rng.nextInt(2));
      for (int i = 0; i < bits; i++) {
        int bit = rng.nextInt(2);
        // now and then a cycle longer: what counts cycles in place of bits is found
        for (int c = rng.nextInt(8) == 0 ? -1 : 0; c < half; c++) add(rng, cycles, 0, 0, bit);
        for (int c = rng.nextInt(8) == 0 ? -1 : 0; c < half; c++) add(rng, cycles, 1, 0, bit);
      }
    }
    return new Stimulus.Cycles(cycles.subList(0, n));
  }

  private static void add(SplittableRandom rng, List<List<BigInteger>> cycles, int sck, int csn, int mosi) {
    cycles.add(Values.list(new SpiPort.In<>(new SpiPort.Pins<>(Values.of(sck), Values.of(csn), Values.of(mosi)), new Response<>(Stimulus.bits(rng, 32), Values.of(rng.nextInt(2))))));
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new SpiPort(), new Proof.Induction(), "SpiPort.formal.v")
        .refutes("bit_q == 3'd7", "bit_q == 3'd6").refutes("sck_q[1] & ~sck_q[2]", "sck_q[1]").refutes("~write_q & in[0]", "~write_q").refutes("byte_q == 3'd5 ? 3'd1", "byte_q == 3'd5 ? 3'd0")
        .refutes("selected ? bit_q + {2'd0, rise} : 3'd0", "bit_q + {2'd0, rise}"));
  }
}
