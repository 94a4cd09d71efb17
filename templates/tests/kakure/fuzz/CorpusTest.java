// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every target on its seeds, on what fuzzing has found so far (resources under {@code fuzz/TARGET}), cut off anywhere, and lightly damaged: without the fuzzer. */
class CorpusTest {
  private static final Path FOUND = Path.of("tests/resources/fuzz");
  private static final int DAMAGED = 300;

  @TestFactory
  Stream<DynamicTest> targetsReadOrRefuse() {
    return Fuzz.targets().stream().flatMap(t -> Stream.of(
        dynamicTest(t.name() + ": seeds are in order", () -> seeds(t)),
        dynamicTest(t.name() + ": cut off and damaged", () -> damaged(t))));
  }

  /** One test per finding; without the file as its source, for surefire neither counts nor fails dynamic tests whose source is no class. */
  @TestFactory
  Stream<DynamicTest> findings() throws Exception {
    var tests = new ArrayList<DynamicTest>();
    for (var target : Fuzz.targets()) {
      for (var file : found(target)) tests.add(dynamicTest(target.name() + ": " + file.getFileName(), () -> Fuzz.check(target, Files.readAllBytes(file))));
    }
    return tests.stream();
  }

  /** The findings of a target, sorted by name. */
  static List<Path> found(FuzzTarget target) throws Exception {
    var folder = FOUND.resolve(target.name());
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void seeds(FuzzTarget target) throws Exception {
    assertThat(target.seeds()).isNotEmpty();
    for (var seed : target.seeds()) {
      try {
        target.read(seed);
      } catch (RuntimeException e) {
        assertThat(target.refusals()).as("a seed may be refused where it ends in a refusal: " + e.getMessage()).contains(e.getClass());
      }
      Fuzz.check(target, seed);
    }
  }

  private static void damaged(FuzzTarget target) throws Exception {
    var rng = new SplittableRandom(1);
    var seeds = target.seeds();
    for (int i = 0; i < DAMAGED; i++) {
      var bytes = seeds.get(i % seeds.size()).clone();
      for (int n = rng.nextInt(1, 4); n > 0; n--) bytes[rng.nextInt(bytes.length)] ^= (byte) (1 << rng.nextInt(8));
      Fuzz.check(target, i % 2 == 0 ? bytes : Arrays.copyOf(bytes, rng.nextInt(bytes.length)));
    }
  }
}
