// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/** A {@code design.json} (or the Verilog it names) cannot be used; the message begins with {@code file:line:column} where one is known. */
public class DesignException extends IllegalArgumentException {
  /** A message in at most four lines: where, what, why, what to do. */
  public DesignException(String message) {
    super(message);
  }
}
