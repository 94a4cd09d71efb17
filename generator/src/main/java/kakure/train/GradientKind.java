// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/** What stands for the derivative of a log-approximate product. */
public enum GradientKind {
  /** That of the exact product, the other operand; the product with it is the multiplier's. */
  PLAIN,
  /** The multiplier's own: of the piece that both operands lie on, a power of two. */
  OWN;

  /** @throws BadInput if there is none */
  public static GradientKind parse(String text) {
    for (GradientKind kind : values()) if (kind.name().toLowerCase(Locale.ROOT).equals(text)) return kind;
    throw new BadInput("gradient \"" + text + "\": must be plain or own");
  }
}
