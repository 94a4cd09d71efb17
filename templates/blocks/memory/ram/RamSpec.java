// SPDX-License-Identifier: Apache-2.0
package blocks.memory.ram;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;

/** Checks of {@link Ram}: depths beside powers of two, one word, one lane, lanes of one bit. */
public final class RamSpec implements BlockSpec<Ram> {
  @Override
  public String name() {
    return "ram";
  }

  @Override
  public String summary() {
    return "memory wrapper: one write port with lane enables, one synchronous read port; a macro replaces it by file list";
  }

  @Override
  public Ram usual() {
    return new Ram(64, 1024, 1);
  }

  @Override
  public List<Ram> corners() {
    return List.of(new Ram(1, 1, 1), new Ram(7, 2, 7), new Ram(24, 5, 3), new Ram(130, 33, 2), new Ram(64, 1024, 8));
  }

  @Override
  public Ram random(SplittableRandom rng) {
    int lanes = rng.nextInt(1, 9);
    return new Ram(lanes * rng.nextInt(1, 40), rng.nextInt(1, 300), lanes);
  }

  @Override
  public Model golden(Ram block) {
    return new Golden(block);
  }

  /** Reads and writes at the ends and at a few places between, never the same one at once; what is read has been written, but for the first reads. */
  @Override
  public Stimulus stimulus(Ram ram, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var pool = new ArrayList<>(List.of(0, ram.depth() - 1));
    for (int i = 0; i < 6; i++) pool.add(rng.nextInt(ram.depth()));
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      boolean fill = i < pool.size();
      int write = pool.get(fill ? i : rng.nextInt(pool.size()));
      int read = pool.get(rng.nextInt(pool.size()));
      var enable = fill ? BigInteger.ONE.shiftLeft(ram.lanes()).subtract(BigInteger.ONE) : rng.nextBoolean() ? BigInteger.ZERO : Stimulus.bits(rng, ram.lanes());
      boolean reads = rng.nextInt(4) != 0 && (enable.signum() == 0 || read != write);
      cycles.add(List.of(
          enable, BigInteger.valueOf(write), Stimulus.bits(rng, ram.width()), reads ? BigInteger.ONE : BigInteger.ZERO, BigInteger.valueOf(read)));
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("a word is what its lanes were last written with", RamSpec::lanesByHand));
  }

  private static Optional<String> lanesByHand() {
    var ram = new Golden(new Ram(12, 3, 3));
    var write = List.of(hex("7"), hex("2"), hex("abc"), hex("0"), hex("0"));
    var patch = List.of(hex("5"), hex("2"), hex("123"), hex("0"), hex("0"));
    var read = List.of(hex("0"), hex("0"), hex("fff"), hex("1"), hex("2"));
    var hold = List.of(hex("7"), hex("2"), hex("000"), hex("0"), hex("2"));
    for (var inputs : List.of(write, patch)) ram.step(inputs);
    var got = List.of(ram.step(read), ram.step(hold));
    var expected = List.of(List.of(hex("1b3")), List.of(hex("1b3")));
    return got.equals(expected) ? Optional.empty() : Optional.of("expected " + expected + ", got " + got);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  /** Words and, per word, the bits that were ever written; a word that is not whole reads as not defined. */
  private static final class Golden implements CycleModel {
    private final Ram ram;
    private final BigInteger lane;
    private final TreeMap<Integer, BigInteger> words = new TreeMap<>();
    private final TreeMap<Integer, BigInteger> written = new TreeMap<>();
    private Optional<BigInteger> shown = Optional.empty();

    Golden(Ram ram) {
      this.ram = ram;
      this.lane = BigInteger.ONE.shiftLeft(ram.laneBits()).subtract(BigInteger.ONE);
    }

    @Override
    public void reset() {
      words.clear();
      written.clear();
      shown = Optional.empty();
    }

    @Override
    public List<BigInteger> step(List<BigInteger> inputs) {
      int write = inputs.get(1).intValueExact();
      int read = inputs.get(4).intValueExact();
      var mask = BigInteger.ZERO;
      for (int l = 0; l < ram.lanes(); l++) {
        if (inputs.get(0).testBit(l)) mask = mask.or(lane.shiftLeft(l * ram.laneBits()));
      }
      if (inputs.get(3).signum() != 0) {
        boolean defined = written.getOrDefault(read, BigInteger.ZERO).bitCount() == ram.width() && (mask.signum() == 0 || read != write);
        shown = defined ? Optional.of(words.get(read)) : Optional.empty();
      }
      if (mask.signum() != 0) {
        words.put(write, words.getOrDefault(write, BigInteger.ZERO).andNot(mask).or(inputs.get(2).and(mask)));
        written.put(write, written.getOrDefault(write, BigInteger.ZERO).or(mask));
      }
      return Collections.singletonList(shown.orElse(null));
    }
  }
}
