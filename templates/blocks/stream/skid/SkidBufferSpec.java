// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Checks of {@link SkidBuffer}: one bit, and words wider than a machine word. */
public final class SkidBufferSpec implements BlockSpec<SkidBuffer> {
  @Override
  public String name() {
    return "skid";
  }

  @Override
  public String summary() {
    return "cuts every path between two streams, at a beat per cycle";
  }

  @Override
  public SkidBuffer usual() {
    return new SkidBuffer(32);
  }

  @Override
  public List<SkidBuffer> corners() {
    return List.of(new SkidBuffer(1), new SkidBuffer(7), new SkidBuffer(65));
  }

  @Override
  public SkidBuffer random(SplittableRandom rng) {
    return new SkidBuffer(rng.nextInt(1, 200));
  }

  @Override
  public Model golden(SkidBuffer block) {
    return (StreamModel) inputs -> Map.of("out", inputs.get("in"));
  }

  @Override
  public Stimulus stimulus(SkidBuffer block, long seed, int n) {
    return Stimulus.randomTransactions(block, seed, n);
  }
}
