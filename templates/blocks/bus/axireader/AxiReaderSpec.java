// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axireader;

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

/** Checks of {@link AxiReader}: jobs of few bursts and at the end of all addresses, answers at any pace, wrong ones, stops. */
public final class AxiReaderSpec implements BlockSpec<AxiReader> {
  /** Cycles of a proof: jobs of some bursts, and what comes behind a stop. Induction does not end. */
  public static final int CYCLES = 24;

  @Override
  public String name() {
    return "axireader";
  }

  @Override
  public String summary() {
    return "AXI4 manager that reads a job's bytes into a queue, in bursts that it has room for";
  }

  @Override
  public AxiReader usual() {
    return new AxiReader(32, 16, 32);
  }

  @Override
  public List<AxiReader> corners() {
    return List.of(new AxiReader(32, 2, 2), new AxiReader(64, 4, 8), new AxiReader(32, 16, 32), new AxiReader(512, 64, 64), new AxiReader(128, 256, 256));
  }

  @Override
  public AxiReader random(SplittableRandom rng) {
    int width = 32 << rng.nextInt(5), burst = 2 << rng.nextInt(width == 512 ? 6 : width == 256 ? 7 : 8);
    return new AxiReader(width, burst, burst << rng.nextInt(2));
  }

  @Override
  public Model golden(AxiReader block) {
    return new AxiReaderModel(block);
  }

  /** Each side changes its pace every 40 cycles; a job has up to three of the longest bursts, or of some ten beats; a stop comes when a few bursts may have been. */
  @Override
  public Stimulus stimulus(AxiReader b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int[] pace = new int[5];
    for (int i = 0; i < n; i++) {
      if (i % 40 == 0) for (int c = 0; c < pace.length; c++) pace[c] = rng.nextInt(1, 5);
      int most = rng.nextBoolean() ? 3 * b.burst() : 10;
      var length = Values.of((long) rng.nextInt(1, most + 1) * (b.width() / 8) + rng.nextInt(b.width() / 8));
      var job = new Axi4.Job<>(flag(rng, pace[0]), Stimulus.bits(rng, Axi4.ADDRESS_BITS), length);
      var resp = Values.of(rng.nextInt(200) == 0 ? rng.nextInt(2, 4) : rng.nextInt(2));
      cycles.add(Values.list(new AxiReader.In<>(
          job, flag(rng, 2), Values.of(rng.nextInt(150) == 0), flag(rng, pace[1]), new Axi4.Read<>(flag(rng, pace[2]), Stimulus.bits(rng, b.width()), resp), flag(rng, pace[3]), flag(rng, pace[4]))));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng, int oneIn) {
    return Values.of(rng.nextInt(oneIn) == 0);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new AxiReader(32, 4, 8), new Proof.Searched(CYCLES), "AxiReader.formal.v").define("DEPTH", 8)
        .refutes("beat & ~drop & ~r_resp_i[1]", "beat & ~drop").refutes("& ~busy_q & room & ~stop_i", "& ~busy_q & ~stop_i").refutes("low_q <= 2'd0", "low_q <= low_q").refutes("if (stop_i) done_q", "if (1'b0) done_q")
        .refutes("ends & final_q & marked_q", "ends & marked_q"));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("12 words of 4 bytes from 0xff8 in bursts of up to 8: address and beats", () -> "ff8 2, 1000 8, 1020 2", AxiReaderSpec::bursts));
  }

  private static String bursts() {
    var model = new AxiReaderModel(new AxiReader(32, 8, 16));
    model.reset();
    var one = BigInteger.ONE;
    var text = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      var out = model.step(Values.list(new AxiReader.In<>(new Axi4.Job<>(Values.of(i == 0), Values.of(0xff8), Values.of(48)), one, BigInteger.ZERO, one, new Axi4.Read<>(one, one, BigInteger.ZERO), one, one)));
      if (out.get(1).signum() != 0) text.add(out.get(2).toString(16) + " " + out.get(3).add(one));
    }
    return String.join(", ", text);
  }
}
