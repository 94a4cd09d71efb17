// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import blocks.engine.scales.ScaleBuffer;
import blocks.engine.scales.ScaleBufferSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Expected;
import kakure.spec.Side;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A golden function that is wrong, and a neighbour that is, are noticed: {@link GoldenSide} compares what stimuli lean on. */
class GoldenSideTest {
  private static final long SEED = 1;
  /** Cycles in which one of them sleeps; where nothing happens, or the same as in the cycle before, that goes unnoticed, rightly. */
  private static final int[] NIGHTS = IntStream.range(0, 40).map(i -> 50 + 37 * i).toArray();

  @TestFactory
  Stream<DynamicTest> faultsOnEitherSideAreNoticed() {
    return Blocks.all().stream().flatMap(GoldenSideTest::tests);
  }

  private static <B extends Block> Stream<DynamicTest> tests(BlockSpec<B> spec) {
    var block = spec.usual();
    if (spec.side(block).isEmpty()) return Stream.of();
    return Stream.of(
        dynamicTest(spec.name() + ": a golden function that sleeps through a cycle", () -> slept(block, night -> difference(spec, block, sleeping(spec, block, night), side(spec, block)))),
        dynamicTest(spec.name() + ": a neighbour that sleeps through a cycle", () -> slept(block, night -> difference(spec, block, golden(spec, block), dozing(spec, block, night)))),
        dynamicTest(spec.name() + ": each output that the neighbour expects anything of", () -> turned(spec, block)));
  }

  @Test
  void aGroupOfSixConstantsIsNoGroupOfEight() {
    var spec = new ScaleBufferSpec();
    var eight = spec.usual();
    var six = new ScaleBuffer(6, 2);
    assertThat(difference(spec, eight, golden(spec, six), side(spec, eight))).as("the golden function is wrong").hasValueSatisfying(d -> assertThat(d).contains("full_o"));
    assertThat(difference(spec, eight, golden(spec, eight), side(spec, six))).as("the neighbour is wrong").hasValueSatisfying(d -> assertThat(d).contains("full_o"));
    assertThat(difference(spec, eight, golden(spec, eight), side(spec, eight))).isEmpty();
  }

  private static void slept(Block block, IntFunction<Optional<String>> difference) {
    assertThat(IntStream.of(NIGHTS).filter(n -> difference.apply(n).isPresent()).count()).as("faults that were noticed of " + NIGHTS.length + " in " + block.moduleName()).isPositive();
  }

  private static <B extends Block> void turned(BlockSpec<B> spec, B block) {
    var told = new LinkedHashSet<String>();
    var zeros = new LinkedHashSet<String>();
    var others = new LinkedHashSet<String>();
    var side = side(spec, block);
    for (var values : GoldenSide.inputs(spec, block, SEED)) {
      side.step(values).ports().forEach((port, value) -> {
        told.add(port);
        (value.signum() == 0 ? zeros : others).add(port);
      });
    }
    assertThat(zeros).as("expected to be 0 in some cycle").isEqualTo(told);
    assertThat(others).as("expected not to be 0 in some cycle").containsExactlyInAnyOrderElementsOf(told);
    for (var port : told) {
      assertThat(difference(spec, block, lying(spec, block, port), side(spec, block))).hasValueSatisfying(d -> assertThat(d).contains(", " + port + ": "));
    }
  }

  private static <B extends Block> Optional<String> difference(BlockSpec<B> spec, B block, CycleModel golden, Side side) {
    return GoldenSide.difference(block, golden, side, GoldenSide.inputs(spec, block, SEED));
  }

  private static <B extends Block> CycleModel golden(BlockSpec<B> spec, B block) {
    return (CycleModel) spec.golden(block);
  }

  private static <B extends Block> Side side(BlockSpec<B> spec, B block) {
    return spec.side(block).orElseThrow();
  }

  /** Right until and in the cycle in which it sleeps; later it is in the state of one that has not seen it. */
  private static <B extends Block> CycleModel sleeping(BlockSpec<B> spec, B block, int night) {
    var awake = golden(spec, block);
    var asleep = golden(spec, block);
    return model(asleep, new Night<>(night, awake::step, asleep::step));
  }

  private static <B extends Block> Side dozing(BlockSpec<B> spec, B block, int night) {
    Side awake = side(spec, block), asleep = side(spec, block);
    var step = new Night<Expected>(night, awake::step, asleep::step);
    return step::step;
  }

  /** The lowest bit of one output is turned wherever it is defined. */
  private static <B extends Block> CycleModel lying(BlockSpec<B> spec, B block, String port) {
    var honest = golden(spec, block);
    int index = Port.of(block).stream().filter(p -> p.dir() == Port.Dir.OUT).map(Port::name).toList().indexOf(port);
    return model(honest, inputs -> {
      var values = new ArrayList<>(honest.step(inputs));
      if (values.get(index) != null) values.set(index, values.get(index).flipBit(0));
      return values;
    });
  }

  private interface Step<T> {
    T step(List<BigInteger> inputs);
  }

  private static CycleModel model(CycleModel of, Step<List<BigInteger>> step) {
    return new CycleModel() {
      @Override
      public void reset() {
        of.reset();
      }

      @Override
      public List<BigInteger> step(List<BigInteger> inputs) {
        return step.step(inputs);
      }
    };
  }

  /** One of two that does not see a cycle. */
  private static final class Night<T> implements Step<T> {
    private final int night;
    private final Step<T> awake;
    private final Step<T> asleep;
    private int cycle;

    Night(int night, Step<T> awake, Step<T> asleep) {
      this.night = night;
      this.awake = awake;
      this.asleep = asleep;
    }

    @Override
    public T step(List<BigInteger> inputs) {
      if (cycle <= night) {
        var right = awake.step(inputs);
        if (cycle++ == night) return right;
      }
      return asleep.step(inputs);
    }
  }
}
