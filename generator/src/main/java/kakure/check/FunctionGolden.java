// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import kakure.cosim.CycleGolden;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;

/** What a function makes of points of a domain, as output records of a simulated design. It walks the points itself, in native longs. */
final class FunctionGolden implements CycleGolden {
  private final Points points;
  private final Domain.Cursor cursor;
  private final FunctionModel model;
  private final long[] in;
  private final Packer out;
  private long cycle;

  FunctionGolden(Block block, FunctionModel model, Domain domain, Points points) {
    this.points = points;
    this.cursor = domain.cursor();
    this.model = model;
    this.in = new long[Longs.inputs(block).size()];
    this.out = new Packer(block, Port.Dir.OUT);
  }

  @Override
  public void reset() {
    cycle = 0;
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    int undefined = (int) Math.max(0, Math.min(cycles, points.delay() - cycle));
    int at = outputs.position() + undefined * points.lanes() * out.bytes;
    int end = outputs.position() + cycles * points.lanes() * out.bytes;
    long point = points.at(cycle + undefined - points.delay(), 0), last = points.last();
    cursor.point(point, in);
    for (; at < end; at += out.bytes) {
      model.apply(in, out.values);
      out.put(outputs, at);
      if (point < last) cursor.next(++point, in);
    }
    cycle += cycles;
    outputs.position(end);
  }
}
