// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Type;

/** Takes a {@link CimTile}'s commands: the row table with each row's input and gate, the units' modes, and the handshakes of an operation. {@code rangeBits} is 0 where the converters have one range; {@code neighbours} says how wide a pattern is. */
public record TileFront(int rows, int columns, int segments, int groups, int bits, int channels, int taps, int rangeBits, int neighbours) implements Block {
  /** {@code ready}, {@code done}, {@code bit} are the controller's. */
  public record In<T>(T cmdValid, T cmdKind, T cmdIndex, T cmdData, T ready, T done, T bit, T resultReady) {}

  /** What the controller, the macro and the accumulators are given. */
  public record Out<T>(T cmdReady, T resultValid, T start, T signed, T skip, T sleep, T pattern, T segZero, T colOn, T rowOn, T xBit, T wrReq, T wrRow, T wrData, T mode, List<T> range) {}

  @Override
  public String moduleName() {
    return ModuleName.of("tile_front", rows, columns, segments, groups).and("inputs", channels).and("taps", taps, 1).and("bits", bits, 8).and("range", rangeBits, 0).and("neighbours", neighbours, 2).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, Type.bits(TileCommand.KIND_BITS).control(), Type.bits(widths().index()), Type.bits(widths().data()), flag, flag, Type.bits(bitBits()).control(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var range = rangeBits > 0 ? List.<Type>of(Type.bits(rangeBits).control()) : List.<Type>of();
    return new Out<>(flag, flag, flag, flag, flag, flag, Type.bits(widths().pattern()).control(), Type.bits(units()).control(), Type.bits(groups).control(), Type.bits(rows).control(), Type.bits(rows).control(), flag,
        Type.bits(rowBits()), Type.bits(columns), Type.bits(2 * units()), range);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(Arc.comb(List.of("ready_i"), "cmd_ready_o"), Arc.comb(List.of("bit_i"), "x_bit_o"), Arc.comb(List.of("cmd_valid_i", "cmd_kind_i", "ready_i"), "wr_req_o"), Arc.comb(List.of("cmd_index_i"), "wr_row_o"), Arc.comb(List.of("cmd_data_i"), "wr_data_o"));
  }

  public TileCommand.Widths widths() {
    return TileCommand.Widths.of(this);
  }

  public int units() {
    return segments * groups;
  }

  public int rowBits() {
    return Ranges.bits(rows - 1);
  }

  public int bitBits() {
    return Ranges.bits(bits - 1);
  }

  /** Where a row's entry says that it is used. */
  public int usedBit() {
    return widths().channel() + widths().tap();
  }

  /** Zeros before a channel's number in an index. */
  public int indexPad() {
    return widths().index() - widths().channel();
  }

  /** Zeros before a channel's number where it chooses a bit of the data. */
  public int dataPad() {
    return Ranges.bits(widths().data() - 1) - widths().channel();
  }

  /** Where the data of a start say the range. */
  public int rangeLsb() {
    return 3 + widths().pattern();
  }
}
