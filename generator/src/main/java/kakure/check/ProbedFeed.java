// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleStimulus;

/** The points of a function for a design with one more output behind its own, of which nothing is said. */
final class ProbedFeed implements CycleStimulus, CycleGolden {
  private static final byte COMPARED = -1;

  private final FunctionFeed feed;
  private final int bytes;
  private final int more;

  /** @param bytes of the function's outputs, @param more bytes of the further output */
  ProbedFeed(FunctionFeed feed, int bytes, int more) {
    this.feed = feed;
    this.bytes = bytes;
    this.more = more;
  }

  @Override
  public void reset() {
    feed.reset();
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    feed.fill(records, cycles);
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    var own = ByteBuffer.allocate(cycles * bytes).order(ByteOrder.LITTLE_ENDIAN);
    feed.run(inputs, own, cycles);
    for (int c = 0; c < cycles; c++) outputs.put(own.array(), c * bytes, bytes).put(new byte[more]);
  }

  @Override
  public boolean partial() {
    return true;
  }

  @Override
  public void defined(ByteBuffer masks, int cycles) {
    for (int c = 0; c < cycles; c++) {
      for (int b = 0; b < bytes; b++) masks.put(COMPARED);
      masks.put(new byte[more]);
    }
  }
}
