// SPDX-License-Identifier: Apache-2.0
package blocks.sign.xorshift;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.golden.Generator;
import kakure.golden.GeneratorCatalogue;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Checks of {@link XorshiftBank}: one lane (plain shifts), more and fewer lanes than words of state, widths beside powers of two, the largest state; seeds of zero,
 * loads while stepping, pauses. Laws: the published outputs.
 */
public final class XorshiftBankSpec implements BlockSpec<XorshiftBank> {
  @Override
  public String name() {
    return "xorshift";
  }

  @Override
  public String summary() {
    return "consecutive outputs of one xorshift or xorwow generator, many per cycle";
  }

  /** {@code generator}: a name of {@link GeneratorCatalogue}. */
  @Override
  public XorshiftBank usual() {
    return new XorshiftBank(GeneratorCatalogue.find("xorshift32"), 4);
  }

  @Override
  public List<XorshiftBank> corners() {
    return List.of(
        bank("xorshift8", 1), bank("xorshift9", 3), bank("xorshift32", 1), bank("xorshift32", 16), bank("xorshift64", 2), bank("xorshift127", 2),
        bank("xorshift128", 1), bank("xorshift128", 3), bank("xorshift128", 4), bank("xorshift128", 7), bank("xorwow", 1), bank("xorwow", 6));
  }

  @Override
  public XorshiftBank random(SplittableRandom rng) {
    var names = List.copyOf(GeneratorCatalogue.presets().keySet());
    return bank(names.get(rng.nextInt(names.size())), rng.nextInt(1, 9));
  }

  @Override
  public Model golden(XorshiftBank bank) {
    return new Golden(bank.generator(), bank.lanes());
  }

  @Override
  public Stimulus stimulus(XorshiftBank block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    int seedBits = block.generator().stateBits();
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      boolean load = i == 0 || rng.nextInt(32) == 0;
      var value = load && rng.nextInt(4) == 0 ? BigInteger.ZERO : Stimulus.bits(rng, seedBits);
      cycles.add(List.of(Values.of(load), value, Values.of(rng.nextInt(8) != 0)));
    }
    return new Stimulus.Cycles(cycles);
  }

  /** First outputs published by Marsaglia (2003) or computed with his code. */
  @Override
  public List<Law> laws() {
    return List.of(
        law("xorshift16", "1", "33153 24609 59801 11787 46494 55715"),
        law("xorshift32", "2463534242", "723471715 2497366906 2064144800 2008045182 3532304609 374114282"),
        law("xorshift32", "1", "270369 67634689 2647435461 307599695 2398689233"),
        law("xorshift64", "88172645463325252", "8748534153485358512 3040900993826735515 3453997556048239312 16431732851926010853 8204724074003728306"),
        law("xorshift128", "123456789 362436069 521288629 88675123", "3701687786 458299110 2500872618 3633119408 516391518"),
        law("xorwow", "123456789 362436069 521288629 88675123 5783321 6615241", "246875399 3690007200 1264581005 3906711041 1866187943"));
  }

  private static Law law(String generator, String seedWords, String outputs) {
    var expected = numbers(outputs);
    return Law.equal("the first outputs of " + generator + " from seed " + seedWords, () -> expected, () -> {
      var seed = BigInteger.ZERO;
      var words = numbers(seedWords);
      for (int i = 0; i < words.size(); i++) seed = seed.or(words.get(i).shiftLeft(32 * i));
      return GeneratorCatalogue.find(generator).outputs(seed, expected.size());
    });
  }

  private static List<BigInteger> numbers(String text) {
    return Stream.of(text.split(" ")).map(BigInteger::new).toList();
  }

  private static XorshiftBank bank(String generator, int lanes) {
    return new XorshiftBank(GeneratorCatalogue.find(generator), lanes);
  }

  /** The plain generator, stepped {@code lanes} times a cycle. */
  private static final class Golden implements CycleModel {
    private final Generator generator;
    private final int lanes;
    private BigInteger state;
    private BigInteger shown;

    Golden(Generator generator, int lanes) {
      this.generator = generator;
      this.lanes = lanes;
    }

    @Override
    public void reset() {
      state = null;
      shown = null;
    }

    @Override
    public List<BigInteger> step(List<BigInteger> in) {
      boolean load = in.get(0).signum() != 0;
      if (load) state = generator.seed(in.get(1));
      if (state != null && (load || in.get(2).signum() != 0)) {
        shown = BigInteger.ZERO;
        for (int lane = 0; lane < lanes; lane++) {
          state = generator.step(state);
          shown = shown.or(generator.output(state).shiftLeft(lane * generator.wordBits()));
        }
      }
      return Collections.singletonList(shown);
    }
  }
}
