// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kakure.target.PlanException;
import org.junit.jupiter.api.Test;

/** A mapping that would compute another layer is refused, whoever made it: what, where, and what would do. */
class MappingTest {
  private static final CimShape SHAPE = new CimShape(4, 4, 2, 1);
  private static final LayerWeights LAYER = new LayerWeights("fc", 2, 3, 1, new int[] {1, 0, 0, -1, 1, 0});

  private final List<Row> rows = new ArrayList<>(List.of(new Row(0, 0), new Row(1, 0), new Row(2, 0), Row.EMPTY));
  private final List<Integer> outputs = new ArrayList<>(List.of(0, 1));
  private final List<CimMode> modes = new ArrayList<>(Collections.nCopies(2, CimMode.PAIR));
  private final List<Boolean> zero = new ArrayList<>(List.of(false, true));

  private Mapping mapping(int pattern) {
    return new Mapping(LAYER, SHAPE, pattern, List.of(new Tile(rows, outputs, modes, zero)));
  }

  private void refused(String message) {
    assertThatThrownBy(() -> mapping(1)).isInstanceOf(PlanException.class).hasMessage(message);
  }

  @Test
  void aSoundOneIsTaken() {
    var m = mapping(1);
    assertThat(m.unitsUsed()).isEqualTo(2);
    assertThat(m.unitsZero()).isEqualTo(1);
    assertThat(m.segmentsUsed()).isEqualTo(2);
    assertThat(m.channelOrder()).containsExactly(0, 1, 2);
    assertThat(m.tiles().get(0).cells(SHAPE, LAYER)).hasToString("[{0, 3}, {2}, {}, {}]");
  }

  @Test
  void aChannelNamedTwice() {
    rows.set(3, new Row(1, 0));
    refused("fc, tile 0: the row table names channel 1, tap 0 twice: rows 1 and 3");
  }

  @Test
  void aChannelNotNamed() {
    rows.set(1, Row.EMPTY);
    refused("fc: no tile gives output 0 its channel 1, tap 0");
  }

  @Test
  void aChannelThatDoesNotExist() {
    rows.set(3, new Row(3, 0));
    refused("fc, tile 0: row 3 names channel 3, tap 0; the layer has 3 channels of 1 taps");
  }

  @Test
  void anOutputLostOrTwice() {
    outputs.set(1, 0);
    refused("fc, tile 0: pairs 0 and 1 hold output 0");
    outputs.set(1, -1);
    refused("fc: no tile gives output 1 its channel 0, tap 0");
    outputs.set(1, 2);
    refused("fc, tile 0: pair 1 holds output 2, the layer has 2");
  }

  @Test
  void theSameTileTwice() {
    var tile = new Tile(rows, outputs, modes, zero);
    assertThatThrownBy(() -> new Mapping(LAYER, SHAPE, 0, List.of(tile, tile))).hasMessage("fc, tile 1: output 0 gets channel 0, tap 0 a second time: a tile before holds it, too");
  }

  @Test
  void aUnitMarkedZeroThatHoldsAWeight() {
    zero.set(0, true);
    refused("fc, tile 0: unit 0 (segment 0, group 0) is marked zero, but holds a weight of 1: output 0, channel 0, tap 0");
  }

  @Test
  void aModeWithoutZero() {
    modes.set(0, CimMode.LEV4);
    refused("fc, tile 0: unit 0 (segment 0, group 0) has mode LEV4, which has no zero, but holds a weight of 0: output 0, channel 1, tap 0; take PAIR or TWOS");
    modes.set(0, CimMode.SIGN);
    refused("fc, tile 0: unit 0 (segment 0, group 0) has mode SIGN, which has no zero, but holds a weight of 0: output 0, channel 1, tap 0; take PAIR or TWOS");
  }

  @Test
  void mixedModesThatAreSensedTogether() {
    zero.set(1, false);
    modes.set(1, CimMode.TWOS);
    refused("fc, tile 0: unit 0 (segment 0, group 0) has mode PAIR, unit 1 (segment 1, group 0) TWOS, but pattern 1 senses them together");
    assertThat(mapping(0).pattern()).isZero();
  }

  /** It acts where zero marks are not sent. */
  @Test
  void aUnitOfZerosOfAnotherMode() {
    modes.set(1, CimMode.TWOS);
    refused("fc, tile 0: unit 0 (segment 0, group 0) has mode PAIR, unit 1 (segment 1, group 0) TWOS, but pattern 1 senses them together");
    assertThat(mapping(0).with(1).tiles().get(0).modes()).containsExactly(CimMode.PAIR, CimMode.PAIR);
    modes.set(1, CimMode.LEV4);
    refused("fc, tile 0: unit 1 (segment 1, group 0) has mode LEV4, which has no zero, but holds a weight of 0: output 0, channel 2, tap 0; take PAIR or TWOS");
  }

  @Test
  void aPatternWiderThanTheMacro() {
    assertThatThrownBy(() -> mapping(2)).hasMessage("fc: pattern 2 shares a line among 4 segments, the macro has 2; take 0 to 1");
  }

  @Test
  void partsOfAnotherShape() {
    zero.add(false);
    refused("fc, tile 0: 3 units marked zero or not, the macro has 2");
  }

  @Test
  void aModeThatLacksTheWeight() {
    var twos = new LayerWeights("fc", 1, 1, 1, new int[] {-2});
    assertThatThrownBy(() -> new Mapping(twos, new CimShape(1, 2, 1, 1), 0, List.of(new Tile(List.of(new Row(0, 0)), List.of(0), List.of(CimMode.PAIR), List.of(false)))))
        .hasMessage("fc, tile 0: unit 0 (segment 0, group 0) has mode PAIR, which has no weight of -2: output 0, channel 0, tap 0");
  }
}
