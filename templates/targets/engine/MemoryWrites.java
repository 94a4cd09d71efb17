// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainPlan;
import blocks.engine.engine.Engine;
import blocks.engine.writeback.Laying;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kakure.cosim.MemoryWatch;

/**
 * Writes of the activation memories as results of layers. What is merged into a row carries the row's other pixels along: of each pixel the last write counts. Of a map that is pooled the even lines come first: what
 * each of their writes brings anew is known from the order in which the golden functions of the write side ({@link DrainPlan}, {@link Laying}) lay the map.
 */
final class MemoryWrites {
  private static final String[] BANKS = {"a_even", "a_odd", "b_even", "b_odd"}, FLAT = {"a_all", "b_all"};

  private final EnginePlan plan;
  private final int[][] pixelOfLane;
  private final int parts;
  private final int bytes;
  /** Of a layer that pools: for each row of a channel group the positions that its writes bring of even lines, a bit each, in order; null for other layers. */
  private final long[][][] even;

  /** @param pixelOfLane of layer l the pixel at row * pixels + lane of a channel group's rows, negative where there is none */
  MemoryWrites(EnginePlan plan, int[][] pixelOfLane) {
    this.plan = plan;
    this.pixelOfLane = pixelOfLane;
    this.parts = plan.engine().parts();
    this.bytes = watch(plan.engine()).bytes();
    this.even = plan.layers().stream().map(this::even).toArray(long[][][]::new);
  }

  private long[][] even(LayerPlan p) {
    if (p.mode() != DrainController.POOL) return null;
    var e = plan.engine();
    var drain = new DrainPlan(e.drainer(), p.drain());
    var rows = new ArrayList<List<Long>>();
    for (int row = 0; row < p.out().groupRows(); row++) rows.add(new ArrayList<>());
    for (int tile = 0; tile < p.tiles(); tile++)
      for (var segment : drain.segments(0, tile)) {
        if (segment.beats().isEmpty()) continue;
        var b = segment.beats().get(0); // every part of a row is written alike
        var laying = Laying.of(e.write(), p.drain(), b, BigInteger.ZERO);
        for (int which = 0; which < 2; which++) {
          var keep = laying.keep(which);
          if (keep.signum() != 0) rows.get(b.row() + which - p.where().base()).add(segment.y() % 2 == 1 ? 0L : keep.longValue());
        }
      }
    return rows.stream().map(row -> row.stream().mapToLong(Long::longValue).toArray()).toArray(long[][]::new);
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

  /** A layer's writes of one image. */
  final class Written {
    private final LayerPlan p;
    private final int[] pixelOf;
    private final int[] result;
    private final int[] half;
    private final long[][] fresh;
    private final int rows;
    /** Writes that came, of row {@code row} and part {@code part} at row * parts + part. */
    private final int[] came;

    /** @param result of layer l, channels x height x width, @param half the same of its even lines alone, of a layer that pools */
    Written(int l, int[] result, int[] half) {
      this.p = plan.layers().get(l);
      this.pixelOf = pixelOfLane[l];
      this.result = result;
      this.half = half;
      this.fresh = even[l];
      this.rows = Math.toIntExact(p.out().rows(plan.engine().tci()));
      this.came = new int[fresh == null ? 0 : rows * parts];
    }

    /** Takes a write. */
    void take(ByteBuffer transactions) {
      int at = transactions.position();
      transactions.position(at + bytes);
      int instance = MemoryWatch.instance(transactions, at), address = transactions.getInt(at + 4), bank = instance / parts, banks = plan.engine().memory().flat() ? 1 : 2;
      int row = banks * address + bank % banks - p.where().base();
      if (bank / banks != p.where().sink() || row < 0 || row >= rows || p.layer().last()) return;
      lay(result, row, instance % parts, -1L, transactions, at);
      if (fresh == null) return;
      long[] brought = fresh[row % p.out().groupRows()];
      int n = came[row * parts + instance % parts]++;
      if (n < brought.length) lay(half, row, instance % parts, brought[n], transactions, at);
    }

    /** The lanes of a row that {@code of} names. */
    private void lay(int[] map, int row, int part, long of, ByteBuffer transactions, int at) {
      var e = plan.engine();
      var shape = p.layer().result();
      int first = row % p.out().groupRows() * e.pixels(), channel = row / p.out().groupRows() * e.tci() + part * e.drain();
      int plane = shape.pixels(), channels = Math.min(e.drain(), shape.channels() - channel);
      for (int i = 0; i < channels; i++)
        for (int lane = 0; lane < e.pixels(); lane++) {
          int pixel = pixelOf[first + lane];
          if (pixel >= 0 && (of >> lane & 1) != 0) map[(channel + i) * plane + pixel] = transactions.get(at + MemoryWatch.HEAD + i * e.pixels() + lane) & 255;
        }
    }
  }
}
