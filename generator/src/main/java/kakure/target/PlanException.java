// SPDX-License-Identifier: Apache-2.0
package kakure.target;

/** A network does not fit the top block: the message says which layer, what it needs and what the hardware has. */
public final class PlanException extends IllegalArgumentException {
  /** @param message complete, for the user */
  public PlanException(String message) {
    super(message);
  }
}
