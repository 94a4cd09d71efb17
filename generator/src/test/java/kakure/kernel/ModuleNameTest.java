// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModuleNameTest {
  @Test
  void whatIsUsualIsLeftOut() {
    assertThat(ModuleName.of("engine", 4, 4, 8).and("drain", 4, 4).and("rows", 64, 64).text()).isEqualTo("engine_4x4x8");
    assertThat(ModuleName.of("engine", 4, 4, 8).and("drain", 2, 4).and("rows", 32, 64).text()).isEqualTo("engine_4x4x8_drain2_rows32");
    assertThat(ModuleName.of("scale_buffer", 8).and("drain", 4).text()).isEqualTo("scale_buffer_8_drain4");
  }

  @Test
  void aLongShapeIsCutAndStaysItself() {
    String block = "matrix_engine_e6m24fn_lam_none_adaptive_exact_sums_of_rows";
    assertThat(ModuleName.of(block).text()).isEqualTo(block);
    var names = java.util.stream.IntStream.range(1, 1000).mapToObj(i -> ModuleName.of(block, i, 2, 1).text()).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z][a-z0-9_]{0,59}"));
    assertThat(ModuleName.of(block, 4, 2, 1).and("rows", 3).text()).isNotEqualTo(ModuleName.of(block, 4, 2, 1).and("rows", 4).text()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void manyWordsBecomeDigitsThatTellThemApart() {
    var names = java.util.stream.IntStream.range(0, 1000).mapToObj(i -> ModuleName.of("engine", 4, 4, 8).and("activations", i).and("masks", 7).and("program", 512).and("taps", 1024).text()).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(n -> n.matches("engine_4x4x8_[0-9a-f]{6}"));
  }
}
