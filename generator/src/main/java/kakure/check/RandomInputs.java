// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.ByteBuffer;
import java.util.Random;
import kakure.cosim.CycleStimulus;
import kakure.cosim.Port;
import kakure.cosim.RecordLayout;

/** Any bits on every input, every cycle anew; a function of the seed alone. */
final class RandomInputs implements CycleStimulus {
  private final byte[] mask;
  private final byte[] record;
  private final long seed;
  private Random rng;

  RandomInputs(RecordLayout inputs, long seed) {
    this.seed = seed;
    record = new byte[inputs.bytes()];
    mask = new byte[inputs.bytes()];
    int at = 0;
    for (Port p : inputs.ports()) {
      for (int bit = 0; bit < p.width(); bit++) mask[at + bit / 8] |= (byte) (1 << bit % 8);
      at += p.bytes();
    }
    reset();
  }

  @Override
  public void reset() {
    rng = new Random(seed);
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    for (int c = 0; c < cycles; c++) {
      rng.nextBytes(record);
      for (int i = 0; i < record.length; i++) record[i] &= mask[i];
      records.put(record);
    }
  }
}
