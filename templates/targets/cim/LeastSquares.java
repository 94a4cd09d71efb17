// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.List;

/** The sum of shares that comes nearest to values: the relative errors' squares are least. */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * Solves the normal equations by elimination.
   *
   * @param rows what each value is made of, all of one length
   * @param values above 0
   * @return a factor for each column
   */
  static double[] relative(List<double[]> rows, List<Double> values) {
    int n = rows.get(0).length;
    var a = new double[n][n + 1];
    for (int k = 0; k < rows.size(); k++) {
      double weight = 1 / (values.get(k) * values.get(k));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) a[i][j] += weight * rows.get(k)[i] * rows.get(k)[j];
        a[i][n] += weight * rows.get(k)[i] * values.get(k);
      }
    }
    for (int i = 0; i < n; i++) {
      int best = i;
      for (int k = i + 1; k < n; k++) if (Math.abs(a[k][i]) > Math.abs(a[best][i])) best = k;
      var row = a[best];
      a[best] = a[i];
      a[i] = row;
      for (int k = 0; k < n; k++) {
        if (k == i) continue;
        double factor = a[k][i] / row[i];
        for (int j = i; j <= n; j++) a[k][j] -= factor * row[j];
      }
    }
    var x = new double[n];
    for (int i = 0; i < n; i++) x[i] = a[i][n] / a[i][i];
    return x;
  }

  /** The sum for one row. */
  static double value(double[] factors, double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) sum += factors[i] * row[i];
    return sum;
  }
}
