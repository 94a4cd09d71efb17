// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.Locale;
import kakure.BadInput;
import targets.cim.mapper.Totals;

/** How deep the tiles switch off. */
enum Gating {
  /** Nothing: every unit acts in every bit, as in a macro that is not cut. */
  NONE,
  /** Bits in which a segment reads no 1; all units keep ground and supply. */
  SKIP,
  /** Also units without weights, channels that a gate closes, groups whose outputs nobody wants: these lose their ground. */
  HELD,
  /** These lose their supply, too. */
  OFF;

  static final String OPTION = "--gating";

  static Gating parse(String text) {
    for (var g : values()) if (g.word().equals(text)) return g;
    throw new BadInput(OPTION + " " + text + ": must be none, skip, held or off");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean skips() {
    return this != NONE;
  }

  /** Whether gates, wanted outputs and units without weights count. */
  boolean gates() {
    return this == HELD || this == OFF;
  }

  boolean sleeps() {
    return this == OFF;
  }

  Totals.Depth depth() {
    return new Totals.Depth(gates(), skips(), sleeps());
  }
}
