// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.channelgate.ChannelGate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Type;

/** Takes a {@link CimTile}'s commands: the row table with each row's input and gate, the units' modes, and the handshakes of an operation. {@code rangeBits} is 0 where the converters have one range; {@code neighbours} says how wide a pattern is; {@code gate} and {@code positions} are a channel gate's. */
public record TileFront(int rows, int columns, int segments, int groups, int bits, int channels, int taps, int rangeBits, int neighbours, int gate, int positions) implements Block {
  /** {@code ready}, {@code done}, {@code bit} are the controller's; {@code gate}, where there is one, what it says: that it takes a beat, that it has decided, and its gates. */
  public record In<T>(T cmdValid, T cmdKind, T cmdIndex, T cmdData, T ready, T done, T bit, T resultReady, List<T> gate) {}

  /** What the controller, the macro and the accumulators are given; {@code feed}, where there is a channel gate: its beats (valid, load, last, data), that its gates are taken, and those it decided last. */
  public record Out<T>(T cmdReady, T resultValid, T start, T signed, T skip, T sleep, T pattern, T segZero, T colOn, T rowOn, T xBit, T wrReq, T wrRow, T wrData, T mode, List<T> range, List<T> feed) {}

  @Override
  public String moduleName() {
    return ModuleName.of("tile_front", rows, columns, segments, groups).and("inputs", channels).and("taps", taps, 1).and("bits", bits, 8).and("range", rangeBits, 0).and("neighbours", neighbours, 2).and("gate", gate, 0).and("positions", gate > 0 ? positions : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, Type.bits(TileCommand.KIND_BITS).control(), Type.bits(widths().index()), Type.bits(widths().data()), flag, flag, Type.bits(bitBits()).control(), flag, gate > 0 ? List.of(flag, flag, Type.bits(channels)) : List.of());
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var range = rangeBits > 0 ? List.<Type>of(Type.bits(rangeBits).control()) : List.<Type>of();
    return new Out<>(flag, flag, flag, flag, flag, flag, Type.bits(widths().pattern()).control(), Type.bits(units()).control(), Type.bits(groups).control(), Type.bits(rows).control(), Type.bits(rows).control(), flag,
        Type.bits(rowBits()), Type.bits(columns), Type.bits(2 * units()), range, gate > 0 ? List.of(flag, flag, flag, Type.bits(feedBits()), flag, Type.bits(channels)) : List.of());
  }

  @Override
  public List<Arc> arcs() {
    var all = new ArrayList<>(Arc.all(Arc.comb(List.of("bit_i"), "x_bit_o"), Arc.comb(List.of("cmd_index_i"), "wr_row_o"), Arc.comb(List.of("cmd_data_i"), "wr_data_o")));
    var ready = gate > 0 ? List.of("ready_i", "gate_0_i") : List.of("ready_i");
    all.addAll(Arc.comb(ready, "cmd_ready_o"));
    all.addAll(Arc.comb(Stream.concat(Stream.of("cmd_valid_i", "cmd_kind_i"), ready.stream()).toList(), "wr_req_o"));
    if (gate == 0) return all;
    all.addAll(Arc.comb(List.of("cmd_valid_i", "cmd_kind_i", "ready_i"), "feed_0_o"));
    all.addAll(Arc.all(Arc.comb(List.of("cmd_kind_i"), "feed_1_o"), Arc.comb(List.of("cmd_index_i"), "feed_2_o"), Arc.comb(List.of("cmd_data_i"), "feed_3_o")));
    return all;
  }

  /** The channel gate that it feeds; only where {@code gate} is not 0. */
  ChannelGate channelGate() {
    return new ChannelGate(channels, gate, channels, positions, taps, true);
  }

  /** Bits of a beat to it. */
  public int feedBits() {
    return channelGate().inBits();
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
