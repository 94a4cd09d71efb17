// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.kernel.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Domain;
import kakure.spec.FunctionCycles;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** A golden function takes its stimulus and yields values that its ports can hold; the same seed is the same stimulus. */
final class GoldenShape {
  private static final int STEPS = 64;

  private GoldenShape() {}

  static <B extends Block> void check(BlockSpec<B> spec, B block, long seed) {
    var stimulus = spec.stimulus(block, seed, STEPS);
    assertThat(spec.stimulus(block, seed, STEPS)).as("the same seed").isEqualTo(stimulus);
    var model = spec.golden(block);
    if (model instanceof FunctionModel function && spec.space(block).bits() <= 62) runs(function, block, spec.space(block).exhaustive(), seed);
    var ports = new LinkedHashMap<String, Port>();
    for (var p : Port.of(block)) if (p.role() == Port.Role.SIGNAL) ports.put(p.name(), p);
    if (!(model instanceof StreamModel) && stimulus instanceof Stimulus.Cycles given) {
      var in = ports.values().stream().filter(p -> p.dir() == Port.Dir.IN).toList();
      var out = ports.values().stream().filter(p -> p.dir() == Port.Dir.OUT).toList();
      var cycles = FunctionCycles.of(model, block);
      cycles.reset();
      for (var values : given.inputs()) {
        fit(in, values);
        fit(out, cycles.step(values));
      }
    } else if (model instanceof StreamModel streams && stimulus instanceof Stimulus.Transactions given) {
      fit(block, Stream.Dir.IN, given.inputs(), ports);
      fit(block, Stream.Dir.OUT, streams.run(given.inputs()), ports);
    } else {
      throw new AssertionError("a CycleModel takes Stimulus.Cycles, a StreamModel Stimulus.Transactions");
    }
  }

  /** Runs of points give what point after point gives. */
  private static void runs(FunctionModel function, Block block, Domain domain, long seed) {
    int size = Longs.outputs(block).size();
    var in = new long[Longs.inputs(block).size()];
    var one = new long[size];
    var cursor = domain.cursor();
    for (long i = 0; i < STEPS; i++) {
      long first = Math.floorMod(Domain.mix(seed + i), domain.size());
      int n = (int) Math.min(STEPS, cursor.run(first));
      var many = new long[n * size];
      cursor.point(first, in);
      function.applyRun(in, n, one, many);
      for (int k = 0; k < n; k++) {
        cursor.point(first + k, in);
        function.apply(in, one);
        assertThat(Arrays.copyOfRange(many, k * size, (k + 1) * size)).as("point " + (first + k)).containsExactly(one);
      }
    }
  }

  private static void fit(Block block, Stream.Dir dir, Map<String, List<List<BigInteger>>> transactions, Map<String, Port> ports) {
    var streams = block.streams().stream().filter(s -> s.dir() == dir).toList();
    assertThat(transactions.keySet()).as("streams " + dir).containsExactlyInAnyOrderElementsOf(streams.stream().map(Stream::name).toList());
    for (var s : streams) for (var values : transactions.get(s.name())) fit(s.data().stream().map(ports::get).toList(), values);
  }

  private static void fit(List<Port> ports, List<BigInteger> values) {
    assertThat(values).as("a value per port").hasSameSizeAs(ports);
    for (int i = 0; i < ports.size(); i++) {
      if (values.get(i) == null) continue; // left open
      assertThat(values.get(i).signum()).as(ports.get(i).name() + " is raw bits").isNotNegative();
      assertThat(values.get(i).bitLength()).as(ports.get(i).name() + " = " + values.get(i)).isLessThanOrEqualTo(ports.get(i).type().width());
    }
  }
}
