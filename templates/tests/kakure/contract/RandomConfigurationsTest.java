// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.engine.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.Workbench;
import kakure.cosim.SimOptions;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.target.PlanException;
import kakure.target.Runner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import targets.engine.EngineNetworks;
import targets.engine.EnginePlan;
import targets.engine.EngineRun;
import targets.engine.Planner;
import targets.engine.ResidualNetworks;

/**
 * Random legal configurations, as many at once as there are processors: blocks with random parameters, and engines of a random split that run a random small network (shape,
 * density, kinds of masks). Each is taken by three linters without a word and equals its golden function in simulation.
 *
 * <p>{@code -Dseed=N}, {@code -Dconfigurations=N} (500 of which 1 in 10 is an engine with its network), {@code -Dblock=NAME} for one block's, {@code -Dnetwork=I} for one engine's.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomConfigurationsTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int COUNT = Integer.getInteger("configurations", 500);
  private static final String BLOCK = System.getProperty("block", "");
  private static final int NETWORK = Integer.getInteger("network", -1);
  private static final int STEPS = 500;
  private static final int IMAGES = 2;
  /** Engines linted in one run of a tool. */
  private static final int BATCH = 10;

  @TempDir Path temp;

  private final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final AtomicInteger passed = new AtomicInteger();

  @AfterAll
  void figure() {
    workers.shutdownNow();
    System.out.println("figure configurations.passed " + passed + " configurations");
  }

  @TestFactory
  Stream<DynamicTest> blocks() {
    var tests = new ArrayList<DynamicTest>();
    if (NETWORK >= 0) return tests.stream();
    for (var entry : Configurations.blocks(SEED, COUNT - COUNT / 10).entrySet()) {
      if (!BLOCK.isEmpty() && !entry.getKey().equals(BLOCK)) continue;
      var clean = submit(() -> lint(entry.getValue().stream().<Block>map(Configured::block).toList()));
      for (var configured : entry.getValue()) {
        var equal = submit(() -> check(configured));
        tests.add(test(configured + " from seed " + SEED, clean, equal));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> networks() {
    var tests = new ArrayList<DynamicTest>();
    if (!BLOCK.isEmpty()) return tests.stream();
    var batch = new ArrayList<Block>();
    var waiting = new LinkedHashMap<String, Future<Void>>();
    for (int i = 0; i < COUNT / 10; i++) {
      if (NETWORK >= 0 && NETWORK != i) continue;
      int index = i;
      var rng = new SplittableRandom(SEED * 1_000_003 + i);
      var engine = Configurations.engine(rng);
      batch.add(engine);
      waiting.put("network " + i + " of seed " + SEED + " on " + engine.moduleName(), submit(() -> run(engine, rng, index)));
      if (batch.size() < BATCH && i < COUNT / 10 - 1 && NETWORK < 0) continue;
      var together = List.<Block>copyOf(batch);
      var clean = submit(() -> lint(together));
      waiting.forEach((name, equal) -> tests.add(test(name, clean, equal)));
      batch.clear();
      waiting.clear();
    }
    return tests.stream();
  }

  private Future<Void> submit(Callable<Void> task) {
    return workers.submit(task);
  }

  private DynamicTest test(String name, Future<Void> clean, Future<Void> equal) {
    return dynamicTest(name, () -> {
      for (var tool : List.of("verilator", "iverilog", "yosys")) new ExternalTool(tool).require();
      for (var task : List.of(clean, equal)) {
        try {
          task.get();
        } catch (ExecutionException e) {
          throw e.getCause();
        }
      }
      passed.incrementAndGet();
    });
  }

  private Void check(Configured<?> configured) throws Exception {
    try {
      configured.check(Files.createTempDirectory(temp, configured.spec().name()), STEPS, SEED);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(configured.line(STEPS, SEED) + "\n" + e.getMessage(), e);
    }
    return null;
  }

  private Void run(Engine engine, SplittableRandom rng, int index) throws Exception {
    try {
      var plan = plan(engine, rng);
      var images = new byte[IMAGES][plan.network().input().elements()];
      for (var image : images) rng.nextBytes(image);
      var simulator = new Workbench(Files.createTempDirectory(temp, "engine"), Optional.empty(), line -> { }).quickSimulator(Netlist.elaborate(engine));
      var options = SimOptions.seed(SEED + index).stalls(rng.nextDouble() * .5, rng.nextDouble() * .5);
      var report = new Runner(new EngineRun(plan), simulator, options).run(IMAGES, i -> images[i], i -> 0, 1, n -> { });
      assertThat(report.first()).as("%s", plan.network()).isEmpty();
      assertThat(report.compared()).isPositive();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("mvn -pl templates -am test -Dtest=RandomConfigurationsTest -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + SEED + " -Dconfigurations=" + COUNT
          + " -Dnetwork=" + index + "\n" + engine.moduleName() + ": " + e.getMessage(), e);
    }
    return null;
  }

  /** A network that fits the engine; a large one on a split of few elements may not. */
  private static EnginePlan plan(Engine engine, SplittableRandom rng) {
    for (int i = 0; i < 20; i++) {
      try {
        return Planner.plan(engine.residual() && rng.nextInt(3) > 0 ? ResidualNetworks.random(rng) : EngineNetworks.mixed(rng, engine.oneof()), engine);
      } catch (PlanException e) {
        continue;
      }
    }
    throw new AssertionError("no network fits");
  }

  /** Together, which is quick; one by one where that fails, to name the configuration. */
  private Void lint(Iterable<Block> blocks) throws Exception {
    var designs = new LinkedHashMap<Netlist, Map<String, String>>();
    for (var block : blocks) {
      var netlist = Netlist.elaborate(block);
      designs.put(netlist, Emitter.emit(netlist, EmitOptions.defaults()));
    }
    try {
      lint(designs);
    } catch (AssertionError e) {
      for (var design : designs.entrySet()) {
        try {
          lint(Map.of(design.getKey(), design.getValue()));
        } catch (AssertionError one) {
          throw new AssertionError(design.getKey().top().name() + " " + design.getKey().top().parameters() + ": " + one.getMessage(), one);
        }
      }
      throw e;
    }
    return null;
  }

  private void lint(Map<Netlist, Map<String, String>> designs) throws Exception {
    if (designs.isEmpty()) return;
    var lint = new Lint(Files.createTempDirectory(temp, "lint"), designs);
    lint.verilator();
    lint.icarus();
    lint.yosys();
  }
}
