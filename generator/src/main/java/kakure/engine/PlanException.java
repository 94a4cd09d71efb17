// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

/** A network does not fit the engine: the message says which layer, what it needs and what the engine has. */
public final class PlanException extends IllegalArgumentException {
  PlanException(String message) {
    super(message);
  }
}
