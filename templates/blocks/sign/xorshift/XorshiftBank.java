// SPDX-License-Identifier: Apache-2.0
package blocks.sign.xorshift;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.golden.Generator;
import kakure.golden.Gf2Matrix;
import kakure.golden.Xorshift;
import kakure.golden.Xorwow;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * rand[l] = word of T^(l+1) s, then s becomes T^L s: L consecutive outputs of one generator per cycle, over GF(2).
 *
 * <p>Lane l starts at T^(l+1) seed and steps by T^L (leap-frog). T^L of a lane is T^(l+1) of the last one, so all lanes are computed from the newest words alone and
 * loading a seed costs no matrices of its own. One step is plain shifts; several are one parity per bit.
 *
 * @param generator of full period; a triple of shifts that is not is refused
 * @param lanes words per cycle, 1 to 64
 */
public record XorshiftBank(Generator generator, int lanes) implements Block {
  /** Checks the range and the period. */
  public XorshiftBank {
    Ranges.check("lanes", lanes, 1, 64);
    if (generator instanceof Xorshift x && !x.isFullPeriod()) {
      throw new IllegalArgumentException("generator = " + x.name() + " has not the full period 2^" + x.stateBits() + " - 1: choose other shifts, or xorshift" + x.stateBits());
    }
  }

  /** {@code load} takes {@code seed} (0 is replaced by a constant); else {@code en} steps. The oldest word of the seed lies in the low bits. */
  public record In<T>(T load, T seed, T en) {}

  /** {@code rand}: lanes words, the earliest in the low bits, one cycle after {@code load} or {@code en}; not defined before the first load. */
  public record Out<T>(T rand) {}

  @Override
  public String moduleName() {
    return "xorshift_bank_" + generator.name().replaceAll("[:,]", "_") + "_lanes" + lanes;
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(generator.stateBits()), Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.vec(lanes, Type.bits(wordBits())));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.latency("load_i", "rand_o", 1), Arc.latency("seed_i", "rand_o", 1), Arc.latency("en_i", "rand_o", 1));
  }

  /** Places the bank and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of an output word. */
  public int wordBits() {
    return generator.wordBits();
  }

  /** True for xorwow, whose output adds a counter to the newest word. */
  public boolean counted() {
    return generator instanceof Xorwow;
  }

  /** Bits of the state that is linear over GF(2). */
  public int linearBits() {
    return counted() ? Xorwow.LINEAR_BITS : generator.stateBits();
  }

  /** Words of the state that are older than what a cycle delivers: they need registers of their own. */
  public int olderWords() {
    return Math.max(0, words() - lanes);
  }

  private int words() {
    return linearBits() / wordBits();
  }

  private Gf2Matrix matrix() {
    return generator instanceof Xorshift x ? x.matrix() : ((Xorwow) generator).matrix();
  }

  /** Steps of more than one, as parities. */
  public List<Jump> jumps() {
    var jumps = new ArrayList<Jump>();
    var step = matrix();
    var power = step;
    for (int lane = 1; lane < lanes; lane++) {
      power = power.times(step);
      var rows = new ArrayList<String>();
      for (int bit = linearBits() - 1; bit >= linearBits() - wordBits(); bit--) rows.add(literal(power.row(bit), linearBits()));
      jumps.add(new Jump(lane, lane + 1, rows));
    }
    return jumps;
  }

  /** Names of the words of the next state's registers, newest first. */
  public List<String> nextWords() {
    var names = new ArrayList<String>();
    for (int lane = lanes - 1; lane >= 0; lane--) names.add("word_" + lane);
    if (olderWords() > 0) names.add("older");
    return names;
  }

  /** Per lane what its output adds to the counter: - (lanes - 1 - l) increments modulo 2^32. */
  public List<Counter> counters() {
    var all = new ArrayList<Counter>();
    for (int lane = 0; lane < lanes; lane++) {
      int offset = -(lanes - 1 - lane) * Xorwow.INCREMENT;
      all.add(new Counter(lane * wordBits(), (lane + 1) * wordBits() - 1, literal(BigInteger.valueOf(offset & 0xffff_ffffL), 32), offset == 0));
    }
    return all;
  }

  /** What a cycle adds to the counter. */
  public String counterStep() {
    return literal(BigInteger.valueOf((long) lanes * Xorwow.INCREMENT), 32);
  }

  /** What replaces a seed of zeros. */
  public String zeroSeed() {
    return literal(Generator.golden(linearBits()), linearBits());
  }

  /** The single-word step's shifts, or those of the oldest (a, b) and newest (c) of several words. */
  public Xorshift shifts() {
    return (Xorshift) generator;
  }

  public boolean singleWord() {
    return words() == 1;
  }

  /** Lowest bit of the words that a jump keeps. */
  public int olderLsb() {
    return lanes * wordBits();
  }

  public int newestLsb() {
    return linearBits() - wordBits();
  }

  /** Bits of all state registers but the counter: the delivered words and the older ones. */
  public int registerBits() {
    return (lanes + olderWords()) * wordBits();
  }

  /** Lowest bit of the newest words(), which are the generator's state. */
  public int stateLsb() {
    return registerBits() - linearBits();
  }

  public int randLsb() {
    return olderWords() * wordBits();
  }

  private static String literal(BigInteger value, int bits) {
    var digits = value.toString(16);
    return bits + "'h" + "0".repeat((bits + 3) / 4 - digits.length()) + digits;
  }

  /** Lane {@code lane}: its word after {@code steps} steps, a mask per bit, highest bit first. */
  public record Jump(int lane, int steps, List<String> rows) {}

  /** A lane of xorwow: its bits and the counter's offset, which is 0 for the newest lane. */
  public record Counter(int lsb, int msb, String offset, boolean newest) {}
}
