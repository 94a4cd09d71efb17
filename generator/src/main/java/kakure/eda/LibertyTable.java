// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

/**
 * A table over slew and load, linear between its indices and, as timing tools do it, beyond them.
 *
 * @param slews rising indices; one where the table does not depend on it
 * @param loads the same
 * @param values one per slew and load, loads counting fastest
 */
public record LibertyTable(double[] slews, double[] loads, double[] values) {
  /** Copies the arrays. @throws IllegalArgumentException where indices do not rise or values are too many or too few */
  public LibertyTable {
    slews = slews.clone();
    loads = loads.clone();
    values = values.clone();
    if (values.length != slews.length * loads.length || values.length == 0) throw new IllegalArgumentException(values.length + " values for " + slews.length + " x " + loads.length + " indices");
    rises(slews);
    rises(loads);
  }

  private static void rises(double[] indices) {
    for (int i = 1; i < indices.length; i++) if (indices[i] <= indices[i - 1]) throw new IllegalArgumentException("indices do not rise: " + indices[i - 1] + ", " + indices[i]);
  }

  /** The value at a slew and a load, in the library's units. */
  double at(double slew, double load) {
    int s = below(slews, slew), l = below(loads, load);
    double low = row(s, l, load);
    if (slews.length == 1) return low;
    return low + (row(s + 1, l, load) - low) * (slew - slews[s]) / (slews[s + 1] - slews[s]);
  }

  private double row(int s, int l, double load) {
    double low = values[s * loads.length + l];
    if (loads.length == 1) return low;
    return low + (values[s * loads.length + l + 1] - low) * (load - loads[l]) / (loads[l + 1] - loads[l]);
  }

  /** Index of the first of the two neighbours that a place is reckoned from. */
  private static int below(double[] indices, double at) {
    int i = 0;
    while (i < indices.length - 2 && at >= indices[i + 1]) i++;
    return i;
  }
}
