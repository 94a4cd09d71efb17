// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.engine.engine.Engine;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.spec.RegisterMap;

/** An engine behind a bus: the top that a host reaches. */
public interface OnBus extends Assembly {
  /** Bits of words that go through registers. */
  int WINDOW_WIDTH = 32;

  /** What is behind it. */
  Engine engine();

  /** Which it is. */
  Bus bus();

  /** Its registers, and with them the words of transactions. */
  RegisterMap map();

  @Override
  default List<String> comment() {
    return List.of("An engine behind a bus: " + bus().meaning + ". Its registers: " + map().name() + "_regs.h beside it; how it is driven: docs/bus.md.");
  }
}
