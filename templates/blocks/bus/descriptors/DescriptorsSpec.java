// SPDX-License-Identifier: Apache-2.0
package blocks.bus.descriptors;

import blocks.bus.DescriptorWord;
import blocks.bus.EngineMap;
import blocks.bus.MoverMap;
import blocks.bus.Request;
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
import kakure.spec.Word;

/** Checks of {@link Descriptors}: chains of right descriptors, and of wrong ones now and then; those who move, at any pace; registers, all of them and beside them; resets. */
public final class DescriptorsSpec implements BlockSpec<Descriptors> {
  private static final int START = 0x88, MORE = 0x8c, FIRST_LOW = 0x80;

  @Override
  public String name() {
    return "descriptors";
  }

  @Override
  public String summary() {
    return "walks a chain of descriptors in memory and hands each to who moves its bytes";
  }

  @Override
  public Descriptors usual() {
    return new Descriptors(32);
  }

  @Override
  public List<Descriptors> corners() {
    return List.of(new Descriptors(64), new Descriptors(32), new Descriptors(128), new Descriptors(256), new Descriptors(512));
  }

  @Override
  public Descriptors random(SplittableRandom rng) {
    return new Descriptors(32 << rng.nextInt(5));
  }

  @Override
  public Model golden(Descriptors block) {
    return new DescriptorsModel(block);
  }

  @Override
  public List<Word> words() {
    return List.of(DescriptorWord.WORD);
  }

  /** A descriptor after another, its parts in their order, so that most that are read are whole ones; who moves is mostly free, errors are few. */
  @Override
  public Stimulus stimulus(Descriptors b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    var word = BigInteger.ZERO;
    int pace = 1, at = 0, resets = 0;
    for (int i = 0; i < n; i++) {
      if (i % 60 == 0) pace = rng.nextInt(1, 4);
      if (at == 0) word = descriptor(b, rng);
      boolean reset = resets > 0 || rng.nextInt(100) == 0;
      resets = reset && resets == 0 ? rng.nextInt(1, 4) : Math.max(0, resets - 1);
      boolean valid = rng.nextInt(pace) == 0;
      var free = rng.nextInt(3) == 0 ? Stimulus.bits(rng, Descriptors.LANES) : Values.ones(Descriptors.LANES);
      var done = rng.nextInt(3) == 0 ? Stimulus.bits(rng, Descriptors.LANES) : BigInteger.ZERO;
      var wrong = rng.nextInt(60) == 0 ? Stimulus.bits(rng, Descriptors.LANES) : BigInteger.ZERO;
      var data = Values.slice(word, at * b.width() % DescriptorWord.WORD.width(), Math.min(b.width(), DescriptorWord.WORD.width()));
      cycles.add(Values.list(new Descriptors.In<>(request(rng), Values.of(reset), free, done, wrong, Values.of(rng.nextInt(60) == 0), new Descriptors.Beat<>(Values.of(valid), data))));
      if (valid) at = (at + 1) % b.parts();
    }
    return new Stimulus.Cycles(cycles);
  }

  /** Mostly the registers that make something go on. */
  private static Request<BigInteger> request(SplittableRandom rng) {
    int address = switch (rng.nextInt(6)) {
      case 0 -> START;
      case 1 -> MORE;
      case 2 -> FIRST_LOW;
      case 3 -> rng.nextInt(1 << EngineMap.ADDRESS_BITS);
      default -> MoverMap.BASE - 4 + 4 * rng.nextInt(MoverMap.SIZE / 4 + 2);
    };
    var data = address == START || address == MORE ? rng.nextInt(8) == 0 ? Stimulus.bits(rng, 32) : Values.of(rng.nextInt(4)) : address == FIRST_LOW && rng.nextInt(8) != 0 ? Values.of(64L * rng.nextInt(1 << 20)) : Stimulus.bits(rng, 32);
    return new Request<>(Values.of(rng.nextInt(2) == 0), Values.of(rng.nextInt(3) != 0), Values.of(address), data, Values.of(rng.nextInt(12) == 0 ? rng.nextInt(16) : 15));
  }

  /** One of twenty is wrong. */
  private static BigInteger descriptor(Descriptors b, SplittableRandom rng) {
    int wrong = rng.nextInt(80);
    long bytes = b.width() / 8;
    long next = wrong == 0 ? rng.nextLong() : rng.nextLong() & -DescriptorWord.ALIGNMENT, address = wrong == 1 ? rng.nextLong() : rng.nextLong() & -bytes;
    int stream = wrong == 2 ? rng.nextInt(16) : rng.nextInt(5);
    long length = wrong == 3 ? rng.nextInt(3) : stream == Descriptors.ANSWER ? rng.nextInt(1, 1 << 20) : bytes * rng.nextInt(1, 1 << 20);
    var parts = DescriptorWord.WORD.zeros();
    parts[0] = next;
    parts[1] = address;
    DescriptorWord.LENGTH.put(parts, length);
    DescriptorWord.STREAM.put(parts, stream);
    DescriptorWord.LAST.put(parts, rng.nextInt(2));
    DescriptorWord.INTERRUPT.put(parts, rng.nextInt(2));
    return Word.number(parts);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(Proof.of(new Descriptors(64), new Proof.Reachability(), "Descriptors.formal.v")
        .refutes("{asking & ~far, handing", "{(state_q == ASK) & ~far, handing").refutes("if (given) state_q <= READ", "state_q <= READ").refutes("handing & legal ? lane", "handing ? lane").refutes("added - {15'd0, begun}", "added").refutes("chained_q & ~left_q[15]", "~left_q[15]"));
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("a descriptor of 24 bytes of msk at 0x1000, the last of a packet", () -> "40 20 / 1000 18 1", DescriptorsSpec::walk),
        Law.equal("more has an error at first, none behind a start, and one behind a reset", () -> "1 0 0 1", DescriptorsSpec::more));
  }

  /** Errors of: more, start of none, more of none, and, behind a reset, more. */
  private static String more() {
    var model = new DescriptorsModel(new Descriptors(64));
    model.reset();
    var off = BigInteger.ZERO;
    var all = Values.ones(Descriptors.LANES);
    var text = new ArrayList<String>();
    for (int address : new int[] {MORE, START, MORE, 0, MORE}) {
      var req = new Request<>(Values.of(address != 0), Values.of(true), Values.of(address), off, Values.of(15));
      var out = model.step(Values.list(new Descriptors.In<>(req, Values.of(address == 0), all, off, off, off, new Descriptors.Beat<>(off, off))));
      if (address != 0) text.add(out.get(1).toString());
    }
    return String.join(" ", text);
  }

  /** What is asked for by one descriptor at 0x40: address and bytes of it, then of what it says. */
  private static String walk() {
    var model = new DescriptorsModel(new Descriptors(64));
    model.reset();
    var off = BigInteger.ZERO;
    var all = Values.ones(Descriptors.LANES);
    long[] word = {0, 0x1000, 0x18L | 2L << 32 | 1L << 36};
    var text = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      var req = new Request<>(Values.of(i < 2), Values.of(true), Values.of(i == 0 ? FIRST_LOW : START), Values.of(i == 0 ? 0x40 : 1), Values.of(15));
      var data = i >= 4 && i < 7 ? Values.of(word[i - 4]) : off;
      var out = model.step(Values.list(new Descriptors.In<>(req, off, all, off, off, off, new Descriptors.Beat<>(Values.of(i >= 4), data))));
      if (out.get(4).signum() != 0) text.add(out.get(5).toString(16) + " " + out.get(6).toString(16) + (out.get(7) == null ? "" : " " + out.get(7)));
    }
    return String.join(" / ", text);
  }
}
