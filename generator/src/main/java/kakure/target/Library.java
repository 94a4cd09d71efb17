// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;
import kakure.spec.BlockSpec;

/** A registration of blocks and targets, found by {@link java.util.ServiceLoader}: a jar on the class path names its class in {@code META-INF/services/kakure.target.Library}. */
public interface Library {
  /** Specifications of its blocks, in any order; names are unique among all libraries. */
  List<BlockSpec<?>> blocks();

  /** Its targets; names are unique among all libraries. */
  List<Target> targets();

  /** Commands of what belongs to no target, as {@link Target#commands}. */
  default List<Object> commands() {
    return List.of();
  }
}
