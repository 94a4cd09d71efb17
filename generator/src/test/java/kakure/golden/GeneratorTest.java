// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generators against Marsaglia's published outputs, and the period check against his counts of full-period triples. */
class GeneratorTest {
  @ParameterizedTest
  @CsvSource({
    "xorshift16, 1, 33153 24609 59801 11787 46494 55715",
    "xorshift32, 2463534242, 723471715 2497366906 2064144800 2008045182 3532304609 374114282",
    "xorshift32, 1, 270369 67634689 2647435461 307599695 2398689233",
    "xorshift64, 88172645463325252, 8748534153485358512 3040900993826735515 3453997556048239312 16431732851926010853 8204724074003728306",
    "xorshift128, 123456789 362436069 521288629 88675123, 3701687786 458299110 2500872618 3633119408 516391518",
    "xorwow, 123456789 362436069 521288629 88675123 5783321 6615241, 246875399 3690007200 1264581005 3906711041 1866187943",
  })
  void publishedOutputs(String name, String seedWords, String outputs) {
    var generator = GeneratorCatalogue.find(name);
    var words = numbers(seedWords);
    var seed = BigInteger.ZERO;
    for (int i = 0; i < words.size(); i++) seed = seed.or(words.get(i).shiftLeft(32 * i));
    assertThat(generator.outputs(seed, numbers(outputs).size())).isEqualTo(numbers(outputs));
  }

  @ParameterizedTest
  @CsvSource({"8, 12", "16, 30", "32, 81"})
  void countOfFullPeriodTriples(int width, int expected) {
    long count = 0;
    for (int a = 1; a < width; a++) {
      for (int c = a; c < width; c++) {
        for (int b = 1; b < width; b++) count += new Xorshift(width, 1, a, b, c).isFullPeriod() ? 1 : 0;
      }
    }
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void everyPresetHasFullPeriod() {
    GeneratorCatalogue.presets().forEach((name, generator) -> {
      var matrix = generator instanceof Xorshift x ? x.matrix() : ((Xorwow) generator).matrix();
      assertThat(matrix.hasFullPeriod()).as(name).isTrue();
      assertThat(GeneratorCatalogue.find(generator.name())).as(name).isEqualTo(generator);
    });
    assertThat(GeneratorCatalogue.presets()).hasSize(122);
  }

  /** The period of 8 bits is short enough to walk: a third witness of the matrix test. */
  @Test
  void periodOfEightBitsByWalking() {
    for (int a = 1; a < 8; a++) {
      for (int b = 1; b < 8; b++) {
        for (int c = 1; c < 8; c++) {
          var generator = new Xorshift(8, 1, a, b, c);
          int steps = 0;
          var state = BigInteger.ONE;
          do {
            state = generator.step(state);
            steps++;
          } while (!state.equals(BigInteger.ONE) && steps < 256);
          assertThat(generator.isFullPeriod()).as(generator.name()).isEqualTo(steps == 255);
        }
      }
    }
  }

  @Test
  void powersStep() {
    var random = new SplittableRandom(1);
    for (var generator : List.of(new Xorshift(24, 1, 3, 7, 5), new Xorshift(32, 4, 11, 8, 19))) {
      var seed = new BigInteger(generator.stateBits(), new Random(random.nextLong()));
      var state = seed;
      for (int i = 0; i < 37; i++) state = generator.step(state);
      assertThat(generator.matrix().power(BigInteger.valueOf(37)).apply(seed)).isEqualTo(state);
    }
  }

  @Test
  void primesMultiplyOut() {
    IntStream.concat(IntStream.rangeClosed(2, 128), IntStream.of(160)).forEach(n -> {
      var rest = MersenneFactors.mersenne(n);
      for (var prime : MersenneFactors.primes(n)) {
        assertThat(prime.isProbablePrime(64)).as("%s", prime).isTrue();
        assertThat(rest.mod(prime)).as("2^%s - 1 mod %s", n, prime).isZero();
        while (rest.mod(prime).signum() == 0) rest = rest.divide(prime);
      }
      assertThat(rest).as("2^%s - 1", n).isOne();
    });
  }

  @Test
  void zeroSeedIsReplaced() {
    assertThat(Generator.golden(32)).isEqualTo(BigInteger.valueOf(0x9E3779B9L));
    assertThat(new Xorshift(32, 1, 13, 17, 5).seed(BigInteger.ZERO)).isEqualTo(BigInteger.valueOf(0x9E3779B9L));
    var counter = BigInteger.valueOf(5).shiftLeft(160);
    assertThat(new Xorwow().seed(counter)).isEqualTo(counter.or(Generator.golden(160)));
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> GeneratorCatalogue.find("xorshift7"))
        .hasMessage("xorshift7 is unknown: xorwow, xorshift8 .. xorshift128, or xorshift<width>:<a>,<b>,<c> such as xorshift32:13,17,5");
    assertThatThrownBy(() -> GeneratorCatalogue.find("xorshift32:13,32,5")).hasMessage("shift = 32 is outside 1 .. 31");
    assertThatThrownBy(() -> GeneratorCatalogue.find("xorshift5x32:2,1,4")).hasMessage("words = 5 is outside 1 .. 4");
    assertThatThrownBy(() -> new Xorshift(64, 4, 1, 2, 3)).hasMessage("a state of 4 x 64 bits is outside 8 .. 128 bits");
    assertThatThrownBy(() -> MersenneFactors.primes(159)).hasMessageContaining("2^159 - 1");
  }

  private static List<BigInteger> numbers(String text) {
    return Stream.of(text.split(" ")).map(BigInteger::new).toList();
  }
}
