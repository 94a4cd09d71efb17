// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import kakure.cosim.MemoryWatch;

/** Writes of the activation memories as results of layers. What is merged into a row carries the row's other pixels along: of each pixel the last write counts. */
final class MemoryWrites {
  private static final String[] BANKS = {"a_even", "a_odd", "b_even", "b_odd"}, FLAT = {"a_all", "b_all"};

  private final EnginePlan plan;
  private final int[][] pixelOfLane;
  private final int parts;
  private final int bytes;

  /** @param pixelOfLane of layer l the pixel at row * pixels + lane of a channel group's rows, negative where there is none */
  MemoryWrites(EnginePlan plan, int[][] pixelOfLane) {
    this.plan = plan;
    this.pixelOfLane = pixelOfLane;
    this.parts = plan.engine().parts();
    this.bytes = watch(plan.engine()).bytes();
  }

  /** The banks of an engine's activation memories: instance (2 memory + odd) parts + part, or memory parts + part where rows have no banks. */
  static MemoryWatch watch(Engine e) {
    var ram = e.memory().word();
    var names = new ArrayList<String>();
    for (String bank : e.memory().flat() ? FLAT : BANKS) for (int p = 0; p < e.parts(); p++) names.add("u_memory.u_" + bank + "_" + p);
    return new MemoryWatch(ram.moduleName(), "clk_i", "wr_en_i", "wr_addr_i", ram.addressBits(), "wr_data_i", ram.width(), names);
  }

  /** Bytes of a write. */
  int bytes() {
    return bytes;
  }

  /** Takes a write in layer l. @param result of the layer, channels x height x width */
  void take(int l, ByteBuffer transactions, int[] result) {
    int at = transactions.position();
    transactions.position(at + bytes);
    int instance = MemoryWatch.instance(transactions, at), address = transactions.getInt(at + 4), bank = instance / parts, banks = plan.engine().memory().flat() ? 1 : 2;
    var e = plan.engine();
    var p = plan.layers().get(l);
    int row = banks * address + bank % banks - p.where().base();
    if (bank / banks != p.where().sink() || row < 0 || p.layer().last()) return;
    int group = row / p.out().groupRows();
    int first = row % p.out().groupRows() * e.pixels(), channel = group * e.tci() + instance % parts * e.drain();
    var shape = p.layer().result();
    int plane = shape.pixels(), channels = Math.min(e.drain(), shape.channels() - channel);
    int[] pixelOf = pixelOfLane[l];
    for (int i = 0; i < channels; i++)
      for (int lane = 0; lane < e.pixels(); lane++) {
        int pixel = pixelOf[first + lane];
        if (pixel >= 0) result[(channel + i) * plane + pixel] = transactions.get(at + MemoryWatch.HEAD + i * e.pixels() + lane) & 255;
      }
  }
}
