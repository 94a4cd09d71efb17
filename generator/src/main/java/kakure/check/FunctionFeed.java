// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleStimulus;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;

/** Points of a domain and what the function makes of them as records of a simulated design, in native longs: {@code lanes} points a cycle. Fills first, then answers the same cycles. */
final class FunctionFeed implements CycleStimulus, CycleGolden {
  private final Domain domain;
  private final Domain.Cursor cursor;
  private final FunctionModel model;
  private final int lanes;
  private final int delay;
  private final long from;
  private final long count;
  private final Packer in;
  private final Packer out;
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private long next;

  /** The points {@code from} to {@code from + count - 1}, the last one again where a cycle has lanes left. */
  FunctionFeed(Block block, FunctionModel model, Domain domain, long from, long count, int lanes) {
    this.domain = domain;
    this.cursor = domain.cursor();
    this.model = model;
    this.lanes = lanes;
    this.delay = Math.max(0, model.latency() - 1);
    this.from = from;
    this.count = count;
    this.in = new Packer(block, Port.Dir.IN);
    this.out = new Packer(block, Port.Dir.OUT);
    reset();
  }

  /** Cycles that bring every point's result out. */
  long cycles() {
    return (count + lanes - 1) / lanes + delay;
  }

  /** Cycles before the first result. */
  int delay() {
    return delay;
  }

  /** The point whose result lane {@code lane} shows in a cycle. */
  long point(long cycle, int lane) {
    return from + Math.min(count - 1, (cycle - delay) * lanes + lane);
  }

  Domain domain() {
    return domain;
  }

  @Override
  public void reset() {
    next = 0;
    ready = ByteBuffer.allocate(delay * lanes * out.bytes).order(ByteOrder.LITTLE_ENDIAN);
    ready.position(ready.limit());
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    int answers = cycles * lanes * out.bytes;
    if (ready.capacity() - ready.position() < answers) {
      var larger = ByteBuffer.allocate(ready.position() + answers).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(ready.flip());
      ready = larger;
    }
    ready.limit(ready.position() + answers);
    int at = records.position(), to = ready.position();
    long last = count - 1;
    for (long i = next, end = next + (long) cycles * lanes; i < end; i++) {
      cursor.point(from + Math.min(last, i), in.values);
      model.apply(in.values, out.values);
      in.put(records, at);
      out.put(ready, to);
      at += in.bytes;
      to += out.bytes;
    }
    next += (long) cycles * lanes;
    records.position(at);
    ready.position(to);
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    int bytes = cycles * lanes * out.bytes;
    outputs.put(outputs.position(), ready, 0, bytes);
    outputs.position(outputs.position() + bytes);
    ready.limit(ready.position()).position(bytes);
    ready.compact();
  }
}
