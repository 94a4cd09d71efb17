// SPDX-License-Identifier: Apache-2.0
package blocks.floating;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.floating.exactmultiplier.ExactMultiplierSpec;
import blocks.floating.fpadder.FpAdderSpec;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Floating-point operators in simulated hardware at every pair of their operands: of 8-bit formats always, of 16-bit ones, 2^32 pairs each, and of fp32 at 2^30 pairs in the slow tests. */
class EveryPairTest {
  private static final long FP32_PAIRS = 1L << 30;
  private static final int JOBS = Runtime.getRuntime().availableProcessors();

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> ofEightBits() {
    var all = new ArrayList<DynamicTest>();
    for (var format : List.of("e4m3", "e5m2")) {
      for (var compensation : List.of("none", "constant")) all.add(everywhere(new LamMultiplierSpec(), Map.of("format", format, "compensation", compensation)));
      all.add(everywhere(new LamMultiplierSpec(), Map.of("format", format, "truncate", "1", "appendOne", "true", "overflow", "saturate")));
      for (var subnormals : List.of("flush", "keep")) {
        for (var overflow : List.of("inf", "saturate")) {
          all.add(everywhere(new ExactMultiplierSpec(), Map.of("format", format, "subnormals", subnormals, "overflow", overflow)));
          all.add(everywhere(new FpAdderSpec(), Map.of("format", format, "subnormals", subnormals, "overflow", overflow)));
        }
      }
    }
    return all.stream();
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> ofSixteenBits() {
    var all = new ArrayList<DynamicTest>();
    for (var format : List.of("bf16", "fp16")) {
      for (var compensation : List.of("none", "minbias")) all.add(everywhere(new LamMultiplierSpec(), Map.of("format", format, "compensation", compensation)));
      for (var subnormals : List.of("flush", "keep")) all.add(everywhere(new ExactMultiplierSpec(), Map.of("format", format, "subnormals", subnormals)));
      all.add(everywhere(new FpAdderSpec(), Map.of("format", format, "subnormals", "keep")));
    }
    return all.stream();
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> ofThirtyTwoBitsDirectedAndRandom() {
    return Stream.of(
        checked("2^30 pairs", new LamMultiplierSpec(), Map.of("format", "fp32"), FP32_PAIRS), checked("2^30 pairs", new ExactMultiplierSpec(), Map.of("format", "fp32"), FP32_PAIRS),
        checked("2^30 pairs", new FpAdderSpec(), Map.of("format", "fp32", "subnormals", "keep"), FP32_PAIRS));
  }

  private <B extends Block> DynamicTest everywhere(BlockSpec<B> spec, Map<String, String> given) {
    return checked("every pair", spec, given, 0);
  }

  private <B extends Block> DynamicTest checked(String what, BlockSpec<B> spec, Map<String, String> given, long points) {
    return DynamicTest.dynamicTest(what + " of " + spec.name() + " " + new TreeMap<>(given), () -> {
      new ExternalTool("verilator").require();
      var block = spec.parse(given);
      var check = BlockCheck.in(temp);
      var result = points == 0 ? check.exhaustive(spec, block, 0, Long.MAX_VALUE, JOBS, 1) : check.run(spec, block, points, JOBS, 1);
      assertThat(result.message()).isEmpty();
      assertThat(result.compared()).isEqualTo(points == 0 ? 1L << spec.space(block).bits() : points);
    });
  }
}
