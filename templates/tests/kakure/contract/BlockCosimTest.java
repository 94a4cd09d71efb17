// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import blocks.mask.supermask.SupermaskDecoder;
import blocks.mask.supermask.SupermaskDecoderSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block equals its golden function in simulation, cycle by cycle, point by point or transaction by transaction, with random stimulus, stalls and uninitialised state: one corner of each, and in
 * the slow tests further ones and random configurations with two seeds.
 *
 * <p>{@code -Dblock=NAME} takes one block, {@code -Dcorners=N} more corners of each, {@code -Dseed=N} and {@code -Drandom=N} choose the random configurations. Each configuration is a build, as many at
 * once as there are processors.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockCosimTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int CORNERS = Integer.getInteger("corners", 3);
  private static final int RANDOM = Integer.getInteger("random", 1);
  private static final String ONLY = System.getProperty("block", "");
  private static final int STEPS = 2000;

  @TempDir Path temp;

  private final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @AfterAll
  void end() {
    workers.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> aCornerOfEveryBlockEqualsItsGoldenFunction() {
    return Blocks.all().stream().filter(s -> ONLY.isEmpty() || s.name().equals(ONLY)).map(s -> test(corner(s), SEED)).toList().stream();
  }

  /** Masks that come by two words a cycle, of which eight rows take a unit each: usual engines have that, the corner above has not. */
  @TestFactory
  Stream<DynamicTest> aDecoderOfTwoWordsEqualsItsGoldenFunction() {
    var wide = new Configured<>(new SupermaskDecoderSpec(), new SupermaskDecoder(8, 8, 2));
    return Stream.of(wide).filter(c -> ONLY.isEmpty() || c.spec().name().equals(ONLY)).map(c -> test(c, SEED));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> everyBlockEqualsItsGoldenFunction() {
    return Blocks.all().stream().filter(s -> ONLY.isEmpty() || s.name().equals(ONLY)).flatMap(s -> configurations(s).stream())
        .flatMap(c -> Stream.of(test(c, SEED), test(c, SEED + 1))).toList().stream();
  }

  private DynamicTest test(Configured<?> configured, long seed) {
    var equal = workers.submit(() -> {
      configured.check(Files.createTempDirectory(temp, configured.spec().name()), STEPS, seed);
      return null;
    });
    return dynamicTest(configured + ", seed " + seed, () -> {
      new ExternalTool("verilator").require();
      try {
        equal.get();
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    });
  }

  private static <B extends Block> Configured<B> corner(BlockSpec<B> spec) {
    return new Configured<>(spec, spec.mutated().get(0));
  }

  private static <B extends Block> List<Configured<B>> configurations(BlockSpec<B> spec) {
    var rng = new SplittableRandom(SEED);
    var all = new ArrayList<>(spec.corners().stream().limit(CORNERS).toList());
    for (int i = 0; i < RANDOM; i++) all.add(spec.random(rng));
    return all.stream().distinct().map(b -> new Configured<>(spec, b)).toList();
  }
}
