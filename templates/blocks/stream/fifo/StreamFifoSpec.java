// SPDX-License-Identifier: Apache-2.0
package blocks.stream.fifo;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Checks of {@link StreamFifo}: depth 1, where full and empty touch; depths beside powers of two, where the pointers wrap early. */
public final class StreamFifoSpec implements BlockSpec<StreamFifo> {
  @Override
  public String name() {
    return "fifo";
  }

  @Override
  public String summary() {
    return "queue between two streams, any depth";
  }

  @Override
  public StreamFifo usual() {
    return new StreamFifo(32, 4);
  }

  @Override
  public List<StreamFifo> corners() {
    return List.of(new StreamFifo(1, 1), new StreamFifo(7, 2), new StreamFifo(8, 3), new StreamFifo(33, 5), new StreamFifo(64, 16));
  }

  @Override
  public StreamFifo random(SplittableRandom rng) {
    return new StreamFifo(rng.nextInt(1, 100), rng.nextInt(1, 40));
  }

  @Override
  public Model golden(StreamFifo block) {
    return (StreamModel) inputs -> Map.of("out", inputs.get("in"));
  }

  @Override
  public Stimulus stimulus(StreamFifo block, long seed, int n) {
    return Stimulus.randomTransactions(block, seed, n);
  }
}
