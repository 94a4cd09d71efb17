// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.TileCommand;
import blocks.cim.cimtile.TileMachine;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import kakure.cosim.RecordLayout;
import kakure.target.Transactions;

/** Commands to a tile, packed as its stream takes them; a golden tile may hear them, too. */
final class Commands {
  private final RecordLayout layout;
  private ByteBuffer packed = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

  Commands(CimTile tile) {
    layout = Transactions.of(tile, "cmd");
  }

  void add(TileCommand command) {
    room();
    int record = packed.position() / layout.bytes();
    put(record, 0, command.kind().ordinal());
    put(record, 1, command.index());
    layout.put(packed, record, 2, command.data());
    packed.position(packed.position() + layout.bytes());
  }

  void add(TileCommand command, TileMachine golden) {
    add(command);
    golden.apply(command);
  }

  private void put(int record, int port, long value) {
    layout.put(packed, record, port, BigInteger.valueOf(value));
  }

  private void room() {
    if (packed.remaining() >= layout.bytes()) return;
    var more = ByteBuffer.wrap(Arrays.copyOf(packed.array(), 2 * packed.capacity())).order(ByteOrder.LITTLE_ENDIAN);
    packed = more.position(packed.position());
  }

  /** All of them. */
  ByteBuffer packed() {
    return packed.duplicate().flip();
  }
}
