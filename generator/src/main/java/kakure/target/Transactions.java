// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.ArrayList;
import java.util.NoSuchElementException;
import kakure.cosim.RecordLayout;
import kakure.kernel.Block;
import kakure.kernel.Port;

/** How the transactions of a block's stream are packed: its data ports in order, as a {@link Link} and a {@link Decoder} see them. */
public final class Transactions {
  private Transactions() {}

  /** The layout of a stream's transactions. @throws NoSuchElementException if the block has no such stream */
  public static RecordLayout of(Block block, String stream) {
    var data = block.streams().stream().filter(s -> s.name().equals(stream)).findFirst()
        .orElseThrow(() -> new NoSuchElementException("no stream " + stream + " in " + block.moduleName())).data();
    var all = Port.of(block);
    var ports = new ArrayList<kakure.cosim.Port>();
    for (var name : data) {
      for (int i = 0; i < all.size(); i++) {
        var p = all.get(i);
        if (p.name().equals(name)) ports.add(new kakure.cosim.Port(i, name, p.dir() == Port.Dir.IN, p.type().width(), p.type().signed(), false));
      }
    }
    return new RecordLayout(ports);
  }
}
