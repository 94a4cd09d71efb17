// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Points that are counted: inputs that a simulator makes itself, so that nothing is sent to it but where to begin. A point is a number whose bits are those of the input ports, the first port's low
 * bits first; a design of several lanes takes as many points a cycle, and the last point again once there are no more.
 */
public final class Sweep implements CycleStimulus {
  /** Of a message that asks for cycles. */
  static final int PAYLOAD = 4 + 4 + 8 + 8;

  private final RecordLayout layout;
  private final int lanes;
  private final long first;
  private final long last;
  private long next;

  /**
   * The points {@code first} to {@code last}.
   *
   * @param lanes equal groups that the design's input ports form
   * @throws IllegalArgumentException if they do not, or have more than 63 bits each, or there are no such points
   */
  public Sweep(Design design, int lanes, long first, long last) {
    this.layout = design.inputs();
    this.lanes = lanes;
    this.first = first;
    this.last = last;
    List<Integer> widths = layout.ports().stream().map(Port::width).toList();
    int group = lanes < 1 ? 0 : widths.size() / lanes;
    if (group == 0 || group * lanes != widths.size()) throw new IllegalArgumentException(widths.size() + " input ports do not form " + lanes + " lanes");
    for (int i = group; i < widths.size(); i++) if (!widths.get(i).equals(widths.get(i - group))) throw new IllegalArgumentException("the input ports do not form " + lanes + " equal lanes");
    long bits = widths.subList(0, group).stream().mapToLong(w -> w).sum();
    if (bits > 63) throw new IllegalArgumentException("inputs of " + bits + " bits cannot be counted through: 63 is the limit");
    if (first < 0 || first > last || last >>> bits != 0) throw new IllegalArgumentException("points " + first + " to " + last + " are not among those of " + bits + " bits");
  }

  /** The point that a lane takes in a cycle. */
  public long point(long cycle, int lane) {
    return first + Math.min(last - first, cycle * lanes + lane);
  }

  @Override
  public void reset() {
    next = 0;
  }

  /** The payload of a message that asks for the next {@code cycles} cycles. */
  ByteBuffer ask(ByteBuffer frame, int cycles) {
    frame.putInt(cycles).putInt(lanes).putLong(point(next, 0)).putLong(last);
    next += cycles;
    return frame;
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    for (int i = 0; i < cycles; i++) records.put(record(next++));
  }

  /** The input record of a cycle, as the simulator makes it. */
  ByteBuffer record(long cycle) {
    ByteBuffer record = ByteBuffer.allocate(layout.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int group = layout.ports().size() / lanes;
    for (int lane = 0; lane < lanes; lane++) {
      long bits = point(cycle, lane);
      for (int i = lane * group; i < (lane + 1) * group; i++) {
        int width = layout.ports().get(i).width();
        layout.put(record, 0, i, bits & (1L << width) - 1);
        bits >>>= width;
      }
    }
    return record;
  }
}
