// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;

/**
 * A step of a plan, a layer in most: what it computes and what it is expected to cost.
 *
 * @param name unique in the plan
 * @param layer what of the network it computes, or a part of: several steps may tell the same one; empty where it but moves maps, which another machine may not need
 * @param macs multiply-accumulates of one case
 * @param idealCycles of a machine of this size that wastes nothing
 * @param plannedCycles predicted
 * @param figures what else is to be said, in the order of columns
 */
public record Step(String name, String layer, long macs, double idealCycles, long plannedCycles, List<Figure> figures) {
  /** A step that is named as its layer. */
  public Step(String name, long macs, double idealCycles, long plannedCycles, List<Figure> figures) {
    this(name, name, macs, idealCycles, plannedCycles, figures);
  }

  /** Share of the machine at work by the plan, 0 to 1. */
  public double utilisation() {
    return plannedCycles == 0 ? 0 : idealCycles / plannedCycles;
  }

  /** A figure's number. @throws IllegalStateException if there is none of that key */
  public double figure(String key) {
    return figures.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow(() -> new IllegalStateException("step " + name + " has no figure " + key)).number();
  }
}
