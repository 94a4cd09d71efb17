// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.cimmacro.CimMacro;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.ProofCheck;
import kakure.spec.Proof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules P1 to P13 hold for the macro's lines of tiles of random legal parameters, with and without a channel gate, until any first operation has ended; those of small ones without bound are with the other proofs. */
@Tag("slow")
class TileRulesTest {
  private static final int RANDOM = Integer.getInteger("random", 10);
  private static final long SEED = Long.getLong("seed", 1);
  /** Reset, an entry of the row table, a start, and what the front takes. */
  private static final int BEFORE = 6;
  private static final int MOST_CYCLES = 36;

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> holdForRandomParametersInEveryOperationFromReset() {
    var rng = new SplittableRandom(SEED);
    return Stream.generate(() -> random(rng)).distinct().limit(RANDOM).map(t -> dynamicTest(t.toString(), () -> assertThat(check().run(TileProofs.proof(t, new Proof.Searched(t.controller().bound() + BEFORE)))).as(t + ", seed " + SEED).isEmpty()));
  }

  private static CimTile random(SplittableRandom rng) {
    while (true) {
      int segments = rng.nextInt(1, 4), groups = rng.nextInt(1, 3);
      var macro = CimMacro.ofDigital(new CimShape(segments * rng.nextInt(1, 3), 2 * groups, segments, groups));
      var phases = new CimPhases(rng.nextInt(1, 3), rng.nextInt(3), rng.nextInt(1, 3), rng.nextInt(1, 3), rng.nextInt(1, 3), rng.nextInt(1, 4));
      var tile = CimTile.of(macro, rng.nextInt(1, 3), phases, rng.nextInt(1, 4), rng.nextInt(1, 3)).counting(4);
      if (rng.nextBoolean()) tile = tile.gated(rng.nextInt(1, 3), rng.nextInt(1, 4));
      if (rng.nextBoolean()) tile = tile.inThrees();
      if (tile.controller().bound() <= MOST_CYCLES) return tile;
    }
  }

  private ProofCheck check() {
    for (var tool : List.of("yosys", "yosys-abc")) new ExternalTool(tool).require();
    return new ProofCheck(temp);
  }
}
