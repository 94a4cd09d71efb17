// SPDX-License-Identifier: Apache-2.0
package library;

import blocks.Blocks;
import java.util.List;
import kakure.spec.BlockSpec;
import kakure.target.Library;
import kakure.target.Target;
import targets.cim.CimTarget;
import targets.engine.EngineTarget;
import targets.matrix.MatrixTarget;

/** The registration of this library: its blocks are listed in {@link Blocks}, its targets here, one per line. */
public final class StandardLibrary implements Library {
  @Override
  public List<BlockSpec<?>> blocks() {
    return Blocks.all();
  }

  @Override
  public List<Target> targets() {
    return List.of(
        new CimTarget(),
        new EngineTarget(),
        new MatrixTarget()
    );
  }
}
