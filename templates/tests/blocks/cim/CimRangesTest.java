// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.cimmacro.CimMacro;
import blocks.cim.cimmacro.CimMacroSpec;
import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.CimTileSpec;
import blocks.cim.cimtile.TileCommand;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a macro cannot be cut into, converters that there are not, and commands that name what a tile does not have: one clear refusal each. */
class CimRangesTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "33, 16, 4, 2, 2 | rows=33 do not divide into segments=4 of equal length; take a multiple of 4",
      "32, 16, 4, 3, 2 | columns=16 do not divide into groups=3 of equal width; take a multiple of 6",
      "32, 14, 4, 2, 2 | a group has 7 columns, but an output is a pair of them; let columns / groups be even",
      "32, 16, 4, 2, 4 | neighbours = 4",
      "32, 16, 0, 2, 2 | segments = 0",
      "32, 16, 4, 0, 2 | groups = 0"})
  void shapesThatDoNotComeOutEven(String numbers, String message) {
    int[] n = Arrays.stream(numbers.strip().split(", ")).mapToInt(Integer::parseInt).toArray();
    assertThatThrownBy(() -> new CimShape(n[0], n[1], n[2], n[3], n[4])).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"converterBits, 0, 1 .. 12", "converterBits, 13, 1 .. 12", "fullScale, 0, 1 .. 4096", "fullScale, 65, 1 .. 64", "groups, 3, a multiple of 6", "columns, 6, let columns / groups be even", "noise, -1, 0 .. 4096"})
  void macrosThatCannotBe(String parameter, String value, String message) {
    assertThatThrownBy(() -> new CimMacroSpec().parse(Map.of(parameter, value))).as("%s = %s", parameter, value).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }

  @Test
  void rangesEndWhereTheyAreSaidTo() {
    for (int bits : new int[] {1, 12}) assertThat(new CimMacroSpec().parse(Map.of("converterBits", "" + bits)).converterBits()).isEqualTo(bits);
    for (int scale : new int[] {1, 64}) assertThat(new CimMacroSpec().parse(Map.of("fullScale", "" + scale)).fullScale()).isEqualTo(scale);
    CimMacro pair = CimMacro.ofDigital(new CimShape(1, 2, 1, 1));
    assertThat(pair.units()).isEqualTo(1);
  }

  /** A gate's bit of a channel beyond the last would open a column group. */
  @Test
  void commandsNameWhatTheTileHas() {
    CimTile tile = new CimTileSpec().usual();   // 36 rows, 4 segments, 2 groups, 4 channels, 9 taps
    refused(() -> TileCommand.row(tile, 36, 0, 0), "row 36 is not in the tile; it has 0 to 35");
    refused(() -> TileCommand.row(tile, -1, 0, 0), "row -1 is not in the tile");
    refused(() -> TileCommand.row(tile, 0, 4, 0), "channel 4 is not in the tile; it has 0 to 3");
    refused(() -> TileCommand.row(tile, 0, 0, 9), "tap 9 is not in the tile; it has 0 to 8");
    refused(() -> TileCommand.unit(tile, 8, CimMode.PAIR, false), "unit 8 is not in the tile; it has 0 to 7");
    refused(() -> TileCommand.input(tile, 4, 1), "channel 4 is not in the tile");
    refused(() -> TileCommand.input(tile, 0, new int[10]), "10 values of channel 0, but the tile has taps = 9");
    refused(() -> TileCommand.gate(tile, BigInteger.valueOf(16), BigInteger.ZERO), "channel 4 is not in the tile; it has 0 to 3");
    refused(() -> TileCommand.gate(tile, BigInteger.ONE, BigInteger.valueOf(4)), "column group 2 is not in the tile; it has 0 to 1");
    refused(() -> TileCommand.start(tile, false, true, true, 3, 0), "pattern 3 lets 8 segments share a line, but there are 4; take 0 to 2");
    assertThat(TileCommand.gate(tile, BigInteger.valueOf(15), BigInteger.valueOf(3)).data()).isEqualTo(BigInteger.valueOf(63));
  }

  private static void refused(Runnable command, String message) {
    assertThatThrownBy(command::run).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }
}
