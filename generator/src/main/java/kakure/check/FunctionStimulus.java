// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import kakure.cosim.CycleStimulus;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;

/** Points of a domain as input records of a simulated design, {@code lanes} a cycle: of those domains that the simulator cannot count through itself. */
final class FunctionStimulus implements CycleStimulus {
  private final Points points;
  private final Domain.Cursor cursor;
  private final Packer in;
  private long cycle;

  FunctionStimulus(Block block, Domain domain, Points points) {
    this.points = points;
    this.cursor = domain.cursor();
    this.in = new Packer(block, Port.Dir.IN);
  }

  @Override
  public void reset() {
    cycle = 0;
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    int at = records.position();
    for (int c = 0; c < cycles; c++, cycle++) {
      for (int lane = 0; lane < points.lanes(); lane++, at += in.bytes) {
        cursor.point(points.at(cycle, lane), in.values);
        in.put(records, at);
      }
    }
    records.position(at);
  }
}
