// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/** Ends {@link RewardConfig}'s reward while the target is reached, counted over the units of all layers together: those that can best do without their weights give them, however unlike their layers are. */
final class UnitReward {
  private final double target;
  private final List<LevelWeights> layers;

  /** @param layers that are rewarded */
  UnitReward(RewardConfig config, List<LevelWeights> layers) {
    target = config.target();
    this.layers = layers;
  }

  /** Counts the units that are off, after a step, for the next one. */
  void settle() {
    if (target == 1) return;
    long units = 0;
    long off = 0;
    for (LevelWeights layer : layers) {
      units += layer.units();
      off += layer.off();
    }
    boolean on = off < target * units;
    layers.forEach(layer -> layer.reward(on));
  }
}
