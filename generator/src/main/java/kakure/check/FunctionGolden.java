// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import kakure.cosim.CycleGolden;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;

/** What a function makes of points of a domain, as output records of a simulated design that counts through them: it walks the same count, in native longs. */
final class FunctionGolden implements CycleGolden {
  /** Points at once, at most: few enough that their results stay in the nearest cache. */
  private static final int RUN = 256;

  private final Points points;
  private final Domain.Cursor cursor;
  private final FunctionModel model;
  private final long[] in;
  private final Packer out;
  private final long[] results;
  private long cycle;

  FunctionGolden(Block block, FunctionModel model, Domain domain, Points points) {
    this.points = points;
    this.cursor = domain.cursor();
    this.model = model;
    this.in = new long[Longs.inputs(block).size()];
    this.out = new Packer(block, Port.Dir.OUT);
    this.results = new long[RUN * out.values.length];
  }

  @Override
  public void reset() {
    cycle = 0;
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    int base = outputs.arrayOffset(), end = base + outputs.limit(), all = cycles * points.lanes();
    int undefined = (int) Math.max(0, Math.min(cycles, points.delay() - cycle)) * points.lanes();
    long point = points.at(Math.max(0, cycle - points.delay()), 0), last = points.last();
    for (int done = undefined, n; done < all; done += n, point = Math.min(last, point + n)) {
      cursor.point(point, in);
      n = (int) Math.min(Math.min(all - done, RUN), Math.min(cursor.run(point), last - point + 1));
      model.applyRun(in, n, out.values, results);
      out.put(results, n, outputs.array(), base + outputs.position() + done * out.bytes, end);
    }
    cycle += cycles;
    outputs.position(outputs.position() + all * out.bytes);
  }
}
