// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreemapTest {
  @Test
  void tilesAreAsLargeAsTheirFiguresAndNeitherOverlapNorLeaveGaps() {
    var rng = new SplittableRandom(5);
    for (int n : new int[] {1, 2, 7, 40}) {
      var values = new TreeMap<String, Double>();
      for (int i = 0; i < n; i++) values.put("m" + i, Math.pow(10, 4 * rng.nextDouble()));
      values.put("nothing", 0.0);
      double sum = values.values().stream().mapToDouble(v -> v).sum();
      var tiles = Treemap.of(values, 1.8);
      assertThat(tiles).hasSize(n).noneMatch(t -> t.name().equals("nothing"));
      for (var a : tiles) {
        assertThat(a.width() * a.height() / 1.8).isCloseTo(a.value() / sum, within(1e-9));
        assertThat(a.x() >= -1e-9 && a.y() >= -1e-9 && a.x() + a.width() <= 1.8 + 1e-9 && a.y() + a.height() <= 1 + 1e-9).isTrue();
        for (var b : tiles) {
          double wide = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x()), high = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
          assertThat(a == b || wide < 1e-9 || high < 1e-9).as(a + " and " + b).isTrue();
        }
      }
    }
  }

  @Test
  void fourEqualOnesMakeSquares() {
    var values = new TreeMap<String, Double>();
    for (var name : new String[] {"a", "b", "c", "d"}) values.put(name, 3.0);
    assertThat(Treemap.of(values, 1)).allSatisfy(t -> assertThat(t.width() / t.height()).isCloseTo(1, within(1e-9)));
  }
}
