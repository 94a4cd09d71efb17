// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fit behind the controller's area by row, segment and unit. */
class LeastSquaresTest {
  private static final List<double[]> ROWS = List.of(new double[] {1, 16, 4, 8}, new double[] {1, 64, 4, 4}, new double[] {1, 128, 16, 32}, new double[] {1, 512, 8, 16}, new double[] {1, 144, 16, 16});

  @Test
  void whatValuesAreMadeOfIsFound() {
    double[] factors = {300, 2.5, 20, 45};
    var values = new ArrayList<Double>();
    for (double[] row : ROWS) values.add(LeastSquares.value(factors, row));
    assertThat(values.get(0)).isEqualTo(300 + 16 * 2.5 + 4 * 20 + 8 * 45);
    assertThat(LeastSquares.relative(ROWS, values)).containsExactly(factors, within(1e-6));
  }

  /** One column, values 1 and 3: the factor that errs by as many parts of either, (1 / 1 + 1 / 3) / (1 / 1 + 1 / 9). */
  @Test
  void errorsCountInPartsOfTheValue() {
    assertThat(LeastSquares.relative(List.of(new double[] {1}, new double[] {1}), List.of(1., 3.))).containsExactly(new double[] {1.2}, within(1e-12));
  }
}
