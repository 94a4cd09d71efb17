// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Side;
import kakure.spec.Stimulus;

/** A golden function shows what the block's neighbour expects, in every cycle of the stimulus: where they differ one of them is wrong, and the stimulus may be illegal or too narrow. */
final class GoldenSide {
  private static final int CYCLES = 2000;

  private GoldenSide() {}

  static <B extends Block> void check(BlockSpec<B> spec, B block, long seed) {
    assertThat(difference(block, (CycleModel) spec.golden(block), spec.side(block).orElseThrow(), inputs(spec, block, seed))).as("where golden function and neighbour differ").isEmpty();
  }

  static <B extends Block> List<List<BigInteger>> inputs(BlockSpec<B> spec, B block, long seed) {
    return ((Stimulus.Cycles) spec.stimulus(block, seed, CYCLES)).inputs();
  }

  /** The first cycle and port where they differ; a value that the golden function leaves open differs from any. */
  static Optional<String> difference(Block block, CycleModel golden, Side side, List<List<BigInteger>> inputs) {
    var outputs = Port.of(block).stream().filter(p -> p.dir() == Port.Dir.OUT).map(Port::name).toList();
    golden.reset();
    for (int i = 0; i < inputs.size(); i++) {
      var shown = golden.step(inputs.get(i));
      for (var expected : side.step(inputs.get(i)).ports().entrySet()) {
        assertThat(outputs).as("an output of " + block.moduleName()).contains(expected.getKey());
        var value = shown.get(outputs.indexOf(expected.getKey()));
        if (!expected.getValue().equals(value)) {
          return Optional.of("cycle " + i + ", " + expected.getKey() + ": the neighbour expects " + expected.getValue() + ", the golden function says " + (value == null ? "nothing" : value));
        }
      }
    }
    return Optional.empty();
  }
}
