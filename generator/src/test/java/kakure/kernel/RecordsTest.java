// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {
  record Beat<T>(T valid, List<T> data) {}

  record Pair<T>(Beat<T> left, T right) {}

  record In<T>(Beat<T> cfg, List<Beat<T>> lane, @Plain Pair<T> pair, T outReady) {}

  private static Beat<String> beat(String name) {
    return new Beat<>(name + "v", List.of(name + "d"));
  }

  private static final In<String> IN = new In<>(beat("c"), List.of(beat("p"), beat("q")), new Pair<>(beat("l"), "r"), "o");

  @Test
  void aBundlesStemStandsInFrontOfItsLeavesUnlessItIsPlain() {
    var stems = new ArrayList<String>();
    var values = new ArrayList<Object>();
    Records.each(IN, (stem, value) -> {
      stems.add(stem);
      values.add(value);
    });
    assertThat(stems).containsExactly("cfg_valid", "cfg_data_0", "lane_0_valid", "lane_0_data_0", "lane_1_valid", "lane_1_data_0", "left_valid", "left_data_0", "right", "out_ready");
    assertThat(values).containsExactly("cv", "cd", "pv", "pd", "qv", "qd", "lv", "ld", "r", "o");
  }

  @Test
  void aMappedRecordHasTheSameShapeAndSeesTheSameStems() {
    var mapped = (In<?>) Records.map(IN, (stem, value) -> stem + "=" + value);
    assertThat(mapped.cfg().valid()).isEqualTo("cfg_valid=cv");
    assertThat(mapped.lane()).hasSize(2);
    assertThat(mapped.lane().get(1).data()).isEqualTo(List.of("lane_1_data_0=qd"));
    assertThat(mapped.pair().left().valid()).isEqualTo("left_valid=lv");
    assertThat(mapped.pair().right()).isEqualTo("right=r");
  }

  @Test
  void leavesMayBeNull() {
    var values = new ArrayList<Object>();
    Records.each(new Pair<>(new Beat<>(null, List.of()), null), (stem, value) -> values.add(stem + value));
    assertThat(values).containsExactly("left_validnull", "rightnull");
    assertThat(Records.map(new Pair<>(new Beat<>(null, List.of()), null), (stem, value) -> stem)).isEqualTo(new Pair<>(new Beat<>("left_valid", List.of()), "right"));
  }

  @Test
  void aRecordOfLeavesOnlyIsNoBundle() {
    var stems = new ArrayList<String>();
    Records.each(new Beat<>(Type.bit(), List.of(Type.bits(8))), (stem, value) -> stems.add(stem + " " + ((Type) value).width()));
    assertThat(stems).containsExactly("valid 1", "data_0 8");
  }

  @Test
  void onlyABundleMayBePlain() {
    record Wrong<T>(@Plain T a) {}
    assertThatThrownBy(() -> Records.each(new Wrong<>("x"), (stem, value) -> { })).isInstanceOf(IllegalStateException.class).hasMessageContaining("a is plain, but no bundle");
  }
}
