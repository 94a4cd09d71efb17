// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.cim.CimConverter;
import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.cimmacro.CimMacro;
import java.util.List;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import org.junit.jupiter.api.Test;

/** Tables of converters against the converters themselves: every range, lanes stepped one by one. */
class TileLinesTest {
  private static final CimShape SHAPE = new CimShape(36, 8, 4, 2);

  private static CimTile tile(CimConverter converter, int seed) {
    return CimTile.of(CimMacro.ofAnalog(SHAPE, converter, seed), 8, new CimPhases(1, 0, 1, 1, 1, 4), 36, 1);
  }

  @Test
  void whatIsReadIsWhatTheConverterMakesOfItsLanesNextWord() {
    for (var converter : List.of(new CimConverter(3, 9, 0), new CimConverter(4, 9, 40), new CimConverter(12, 1, 4096), new CimConverter(1, 36, 7))) {
      var tile = tile(converter, 5);
      var lines = new TileLines(tile);
      int[] lanes = CimConverter.lanes(5, 10);
      var random = new SplittableRandom(2);
      for (int n = 0; n < 5000; n++) {
        int line = random.nextInt(10), ones = random.nextInt(37), range = random.nextInt(8);
        lanes[line] = SignGenerator.step(lanes[line]);
        assertThat(lines.read(line, ones, range, true)).as("%s, line %d, %d ones, range %d", converter, line, ones, range).isEqualTo(tile.converter(range).converted(ones, lanes[line]));
      }
    }
  }

  @Test
  void aSeedBeginsAnew() {
    var other = new TileLines(tile(new CimConverter(6, 36, 400), 77));
    var lines = new TileLines(tile(new CimConverter(6, 36, 400), 5));
    for (int i = 0; i < 100; i++) lines.read(3, 10, 0, true);
    lines.seed(77);
    for (int i = 0; i < 100; i++) assertThat(lines.read(3, 10, 0, true)).isEqualTo(other.read(3, 10, 0, true));
  }

  @Test
  void onesAreCountedByBitWhereTheyWeigh() {
    var counts = new long[8][37];
    var lines = new TileLines(tile(new CimConverter(3, 9, 0), 1));
    lines.count(counts);
    lines.bit(6);
    lines.read(0, 12, 0, true);
    lines.read(8, 30, 0, false);
    lines.bit(0);
    lines.read(1, 12, 0, true);
    lines.read(2, 12, 0, true);
    var expected = new long[8][37];
    expected[6][12] = 1;
    expected[0][12] = 2;
    assertThat(counts).isDeepEqualTo(expected);
  }
}
