// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axiwriter;

import blocks.bus.Axi4;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link AxiWriter}: packets shorter and longer than their buffers, which end anywhere within a word, at any pace, wrong answers, stops. */
public final class AxiWriterSpec implements BlockSpec<AxiWriter> {
  /** Cycles of a proof: two bursts and their answers. More of them take minutes, and induction does not end. */
  public static final int CYCLES = 13;

  @Override
  public String name() {
    return "axiwriter";
  }

  @Override
  public String summary() {
    return "AXI4 manager that writes a packet into a job's buffer, in bursts gathered before they are asked for";
  }

  @Override
  public AxiWriter usual() {
    return new AxiWriter(32, 16);
  }

  @Override
  public List<AxiWriter> corners() {
    return List.of(new AxiWriter(32, 2), new AxiWriter(64, 4), new AxiWriter(32, 16), new AxiWriter(512, 64), new AxiWriter(128, 256));
  }

  @Override
  public AxiWriter random(SplittableRandom rng) {
    int width = 32 << rng.nextInt(5);
    return new AxiWriter(width, 2 << rng.nextInt(width == 512 ? 6 : width == 256 ? 7 : 8));
  }

  @Override
  public Model golden(AxiWriter block) {
    return new AxiWriterModel(block);
  }

  /** Each side changes its pace every 40 cycles; a buffer has up to three of the longest bursts, or some ten words, a packet some ten words or many. */
  @Override
  public Stimulus stimulus(AxiWriter b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int[] pace = new int[6];
    int ends = 1;
    for (int i = 0; i < n; i++) {
      if (i % 40 == 0) {
        for (int c = 0; c < pace.length; c++) pace[c] = rng.nextInt(1, 5);
        ends = rng.nextBoolean() ? 8 : 4 * b.burst();
      }
      int most = (rng.nextBoolean() ? 3 * b.burst() : 10) * b.bytes();
      var job = new Axi4.Job<>(flag(rng, pace[0]), Stimulus.bits(rng, Axi4.ADDRESS_BITS), Values.of(rng.nextInt(1, most + 1)));
      var resp = Values.of(rng.nextInt(30) == 0 ? rng.nextInt(2, 4) : rng.nextInt(2));
      cycles.add(Values.list(new AxiWriter.In<>(
          job, Values.of(rng.nextInt(150) == 0), flag(rng, pace[1]), Stimulus.bits(rng, b.width()), flag(rng, ends), flag(rng, pace[2]), flag(rng, pace[3]), new Axi4.Done<>(flag(rng, pace[4]), resp), flag(rng, pace[5]))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng, int oneIn) {
    return Values.of(rng.nextInt(oneIn) == 0);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new AxiWriter(32, 4), new Proof.Searched(CYCLES), "AxiWriter.formal.v")
        .refutes("mem[{bank_q, low_q}]", "mem[{1'b0, low_q}]").refutes("full_q <= ends & ~last_i", "full_q <= ends").refutes("told & ~lost & ~b_resp_i[1] & aw_final_q", "told & ~lost & ~b_resp_i[1]")
        .refutes("assign ready_o = open_q & ~whole_q", "assign ready_o = open_q"));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("an endless packet into 40 bytes from 0xff8 on, bursts of up to 4 words of 4 bytes: address, strobes", () -> "ff8 f f, 1000 f f f f, 1010 f f f f", () -> written(0xff8, 40)),
        Law.equal("the same into 6 bytes at 0x1000", () -> "1000 f 3", () -> written(0x1000, 6)));
  }

  private static String written(long addr, int length) {
    var model = new AxiWriterModel(new AxiWriter(32, 4));
    model.reset();
    var one = BigInteger.ONE;
    var text = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      var in = new AxiWriter.In<>(new Axi4.Job<>(Values.of(i == 0), Values.of(addr), Values.of(length)), BigInteger.ZERO, one, one, BigInteger.ZERO, one, one, new Axi4.Done<>(one, BigInteger.ZERO), one);
      var out = model.step(Values.list(in));
      if (out.get(2).signum() != 0) text.add(out.get(3).toString(16));
      if (out.get(5).signum() != 0) text.set(text.size() - 1, text.get(text.size() - 1) + " " + out.get(7).toString(16));
    }
    return String.join(", ", text);
  }
}
