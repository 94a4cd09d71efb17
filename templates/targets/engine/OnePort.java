// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineMemory;
import java.util.Set;

/**
 * Whether the activation memories do with one port for reading and writing.
 *
 * <p>A layer reads one memory and writes the other (or, in an engine of residual networks, any: two ports), so only the write side reads and writes the same one: a pooled beat reads its row's old pixels in the cycle in which the beat before is written. With one pixel
 * a row and whole rows a beat, the next beat is {@code groupRows} rows further: where that is odd, it lies in the other bank. Beats of different tiles are never that close. What other beats read has no use.
 * A lean engine reads a row when the beat before has been written.
 */
final class OnePort {
  private OnePort() {}

  static Set<String> of(EnginePlan plan) {
    Engine e = plan.engine();
    if (!e.lean() && meets(plan)) return Set.of();
    var bank = e.memory().word();
    // a module of the same shape elsewhere is read and written at once
    boolean other = EngineMemory.of(e).stream().skip(1).anyMatch(m -> m.bits() == bank.width() && m.copies() * m.entries() == bank.depth());
    return other ? Set.of() : Set.of(bank.moduleName());
  }

  /** Whether a read may meet a write. */
  private static boolean meets(EnginePlan plan) {
    Engine e = plan.engine();
    if (e.pixels() != 1 || e.parts() != 1 || e.residual()) return true;
    for (var p : plan.layers()) {
      boolean single = p.layer().out().channels() <= e.drain();
      if (p.mode() == DrainController.POOL && !single && p.out().groupRows() % 2 == 0) return true;
    }
    return false;
  }
}
