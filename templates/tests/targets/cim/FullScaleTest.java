// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.CimConverter;
import blocks.cim.CimPhases;
import blocks.cim.cimmacro.CimMacro;
import blocks.cim.cimtile.CimTile;
import java.util.List;
import java.util.stream.IntStream;
import kakure.BadInput;
import org.junit.jupiter.api.Test;

/** Which full scale a word, bits and counts give, pattern by pattern. */
class FullScaleTest {
  /** 4 segments of 64 rows. */
  private static final CimTile TILE = CimTile.of(CimMacro.ofDigital(AnalogLayers.macro(64)), 8, new CimPhases(1, 0, 1, 1, 1, 4), 4, 9);

  private static List<Integer> ones(String word, int bits, LineCounts counts) {
    var point = FullScale.parse(word, TILE.rows()).point(TILE, bits, 0, counts);
    return IntStream.rangeClosed(0, 2).mapToObj(p -> point.converter(p).fullScale()).toList();
  }

  @Test
  void scalesOfTheRowsFollowThePattern() {
    var none = LineCounts.none(3, 8, 256);
    assertThat(ones("geometric", 5, none)).containsExactly(64, 128, 256);
    assertThat(ones("half", 5, none)).containsExactly(32, 64, 128);
    assertThat(ones("32", 5, none)).containsExactly(32, 32, 32);
    assertThat(ones("256", 5, none)).containsExactly(256, 256, 256);
    assertThat(ones("auto", 5, none)).as("nothing seen: a step of one").containsExactly(31, 31, 31);
    assertThat(ones("auto", 9, none)).as("never more than the rows: finer than steps of one").containsExactly(256, 256, 256);
  }

  @Test
  void autoStepsByOneWhereLinesCarryFewAndFurtherWhereManyWouldBeCutOff() {
    var counts = LineCounts.none(3, 8, 256);
    counts.seen()[0][7][1] = 1000;
    counts.seen()[0][7][33] = 1;
    counts.seen()[1][7][60] = 10;
    counts.seen()[1][7][1] = 10;
    counts.seen()[2][0][1] = 5000; // of the lowest bit: what is read wrong there weighs next to nothing
    counts.seen()[2][7][100] = 1;
    assertThat(ones("auto", 5, counts)).containsExactly(31, 62, 124);
    assertThat(counts.largest(0)).isEqualTo(33);
    assertThat(counts.share(0, 31)).isEqualTo(1.0 / 1001);
    assertThat(counts.share(0, 33)).isZero();
  }

  @Test
  void macrosHold256RowsOrSomewhatMore() {
    assertThat(AnalogLayers.macro(64).segments()).isEqualTo(4);
    assertThat(AnalogLayers.macro(9).segments()).isEqualTo(32);
    assertThat(AnalogLayers.macro(1024).rows()).isEqualTo(1024);
    assertThat(CimConverter.exactBits(AnalogLayers.macro(1).rows())).isLessThanOrEqualTo(12);
    assertThat(CimConverter.exactBits(AnalogLayers.macro(AnalogLayers.LONGEST).rows())).isLessThanOrEqualTo(12);
  }

  @Test
  void whatIsNoScaleIsRefused() {
    for (var word : List.of("0", "257", "-1", "Auto", "1.5", "", "99999")) {
      assertThatThrownBy(() -> FullScale.parse(word, TILE.rows())).isInstanceOf(BadInput.class).hasMessage("--full-scale " + word + ": must be auto, geometric, half, or ones on a line, 1 to 256, the rows of the macro");
    }
  }
}
