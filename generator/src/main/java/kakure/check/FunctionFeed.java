// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
    for (long i = 0, n = (long) cycles * lanes; i < n; i++, next++) {
      cursor.point(from + Math.min(count - 1, next), in.values);
      model.apply(in.values, out.values);
      at = in.put(records, at);
      to = out.put(ready, to);
    }
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

  /** Values of a block's ports in one direction, written as a record has them: each port in as few bytes as hold it, little-endian. */
  private static final class Packer {
    final long[] values;
    final int bytes;
    private final int[] portBytes;
    private final int[] first;

    Packer(Block block, Port.Dir dir) {
      var layout = dir == Port.Dir.IN ? Longs.inputs(block) : Longs.outputs(block);
      this.values = new long[layout.size()];
      this.portBytes = new int[layout.count()];
      this.first = new int[layout.count()];
      Arrays.setAll(portBytes, i -> (layout.width(i) + 7) / 8);
      Arrays.setAll(first, layout::first);
      this.bytes = Arrays.stream(portBytes).sum();
    }

    int put(ByteBuffer to, int at) {
      for (int i = 0; i < portBytes.length; i++) {
        int n = portBytes[i], word = first[i];
        switch (n) {
          case 1 -> to.put(at, (byte) values[word]);
          case 2 -> to.putShort(at, (short) values[word]);
          case 4 -> to.putInt(at, (int) values[word]);
          case 8 -> to.putLong(at, values[word]);
          default -> {
            for (int b = 0; b < n; b++) to.put(at + b, (byte) (values[word + b / 8] >>> 8 * (b % 8)));
          }
        }
        at += n;
      }
      return at;
    }
  }
}
