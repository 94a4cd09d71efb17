// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleStimulus;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;

/** Points of a domain that a simulator cannot count through, and what the function makes of them, as records of a simulated design in native longs. Fills first, then answers the same cycles. */
final class FunctionFeed implements CycleStimulus, CycleGolden {
  private final Points points;
  private final Domain.Cursor cursor;
  private final FunctionModel model;
  private final Packer in;
  private final Packer out;
  private ByteBuffer ready;
  private long cycle;

  FunctionFeed(Block block, FunctionModel model, Domain domain, Points points) {
    this.points = points;
    this.cursor = domain.cursor();
    this.model = model;
    this.in = new Packer(block, Port.Dir.IN);
    this.out = new Packer(block, Port.Dir.OUT);
    reset();
  }

  @Override
  public void reset() {
    cycle = 0;
    ready = ByteBuffer.allocate(points.delay() * points.lanes() * out.bytes);
    ready.position(ready.limit());
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    int answers = cycles * points.lanes() * out.bytes;
    if (ready.capacity() - ready.position() < answers) ready = ByteBuffer.allocate(ready.position() + answers).put(ready.flip());
    ready.limit(ready.position() + answers);
    int at = records.position(), to = ready.position();
    for (int c = 0; c < cycles; c++, cycle++) {
      for (int lane = 0; lane < points.lanes(); lane++, at += in.bytes, to += out.bytes) {
        cursor.point(points.at(cycle, lane), in.values);
        model.apply(in.values, out.values);
        in.put(records.array(), records.arrayOffset() + at, records.arrayOffset() + records.limit());
        out.put(ready.array(), to, ready.limit());
      }
    }
    records.position(at);
    ready.position(to);
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    int bytes = cycles * points.lanes() * out.bytes;
    outputs.put(outputs.position(), ready, 0, bytes);
    outputs.position(outputs.position() + bytes);
    ready.limit(ready.position()).position(bytes);
    ready.compact();
  }
}
