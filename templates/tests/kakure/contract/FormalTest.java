// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.ProofCheck;
import kakure.spec.Proof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The proofs of the blocks' specifications are led; and every kind of proof refutes designs that were broken on purpose; {@code -Dblock=NAME} takes one block. */
@Tag("slow")
class FormalTest {
  private static final String ONLY = System.getProperty("block", "");

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> proofs() {
    return all().map(proof -> dynamicTest(name(proof), () -> assertThat(check().run(proof)).as(name(proof)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> brokenDesignsAreRefuted() {
    return all().flatMap(proof -> proof.broken().stream().map(edit -> dynamicTest(name(proof) + ": " + edit, () -> assertThat(check().run(proof, edit)).as(name(proof) + ": " + edit).isPresent())));
  }

  /** A harness that proves nothing of what it says would pass as well. */
  @Test
  void everyHarnessRefutesSomething() {
    var refuting = all().filter(p -> !p.broken().isEmpty()).map(Proof::harness).toList();
    assertThat(all().map(Proof::harness).distinct().toList()).allSatisfy(harness -> assertThat(refuting).contains(harness));
  }

  private ProofCheck check() {
    for (var tool : List.of("yosys", "yosys-smtbmc", "z3")) new ExternalTool(tool).require();
    return new ProofCheck(temp);
  }

  private static Stream<Proof> all() {
    return Blocks.all().stream().filter(spec -> ONLY.isEmpty() || spec.name().equals(ONLY)).flatMap(spec -> spec.proofs().stream());
  }

  private static String name(Proof proof) {
    return proof.block().moduleName() + ", " + proof.mode();
  }
}
