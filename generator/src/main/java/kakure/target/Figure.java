// SPDX-License-Identifier: Apache-2.0
package kakure.target;


/**
 * A fact of a step beyond its cycles.
 *
 * @param key in JSON: {@code maskBits}
 * @param title over its column in the table of the plan; empty for one that only ratios use
 * @param value a number, or a short text
 * @param unit of a number: {@code bit}; empty for a count or a text
 */
public record Figure(String key, String title, Object value, String unit) {
  /** @throws IllegalArgumentException for a value that is neither number nor text */
  public Figure {
    if (!(value instanceof Number || value instanceof String)) throw new IllegalArgumentException(key + ": a figure is a number or a text, not " + value);
  }

  /** The number. @throws IllegalStateException for a text */
  public double number() {
    if (value instanceof Number n) return n.doubleValue();
    throw new IllegalStateException(key + " is a text");
  }
}
