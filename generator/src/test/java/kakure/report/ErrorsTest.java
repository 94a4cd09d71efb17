// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import kakure.spec.ErrorSurface;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private static Errors of(DoubleBinaryOperator error) {
    return Errors.of(surface(error));
  }

  static ErrorSurface surface(DoubleBinaryOperator error) {
    return new ErrorSurface() {
      @Override
      public String x() {
        return "fraction of a";
      }

      @Override
      public String y() {
        return "fraction of b";
      }

      @Override
      public double relative(double x, double y) {
        return error.applyAsDouble(x, y);
      }

      @Override
      public List<Theory> theory() {
        return List.of(new Theory("mean <of> \"theory\"", 0.25));
      }
    };
  }

  /** x - 1/4 at n midpoints: mean 1/4, variance (1 - 1/n^2) / 12, farthest from 0 at the end, negative for x below 1/4. */
  @Test
  void aSlopeIsReckonedByHand() {
    var e = of((x, y) -> x - 0.25);
    double variance = (1 - 1.0 / (1024 * 1024)) / 12;
    assertThat(e.mean()).isCloseTo(0.25, within(1e-12));
    assertThat(e.rootMeanSquare()).isCloseTo(Math.sqrt(variance + 0.0625), within(1e-12));
    assertThat(e.meanAbsolute()).as("(1/4 x 1/8) + (3/4 x 3/8)").isCloseTo(0.3125, within(1e-12));
    assertThat(e.worst()).isEqualTo(1023.5 / 1024 - 0.25);
    assertThat(e.worstX()).isEqualTo(1023.5 / 1024);
    assertThat(e.least()).isEqualTo(0.5 / 1024 - 0.25);
    assertThat(e.histogram()).hasSize(40);
    assertThat(e.histogram()).as("a slope is everywhere alike").allMatch(n -> n == 25 * 1024 || n == 26 * 1024);
    assertThat(e.histogram().stream().mapToInt(i -> i).sum()).isEqualTo(1 << 20);
    assertThat(e.bin(0)).isCloseTo(0.5 / 1024 - 0.25 + 1023.0 / 1024 / 80, within(1e-12));
  }

  @Test
  void theSignOfTheWorstStays() {
    var e = of((x, y) -> y < 0.001 && x > 0.9985 ? -0.5 : 0.1);
    assertThat(e.worst()).isEqualTo(-0.5);
    assertThat(e.worstX()).as("the first of them").isEqualTo(1022.5 / 1024);
    assertThat(e.worstY()).isEqualTo(0.5 / 1024);
    assertThat(e.histogram().get(0)).as("one row, two columns").isEqualTo(2);
    assertThat(e.histogram().get(39)).isEqualTo((1 << 20) - 2);
  }

  @Test
  void rowsOfTheMapAreY() {
    var e = of((x, y) -> x < 1 / 64.0 && y >= 63 / 64.0 ? 1 : 0);
    assertThat(e.map().get(63).get(0)).isEqualTo(1);
    assertThat(e.map().get(0).get(63)).isZero();
    assertThat(e.map().stream().flatMap(List::stream).mapToDouble(v -> v).sum()).isEqualTo(1);
  }

  @Test
  void exactIsExact() {
    var e = of((x, y) -> 0);
    assertThat(e.worst()).isZero();
    assertThat(e.rootMeanSquare()).isZero();
    assertThat(e.histogram().get(20)).isEqualTo(1 << 20);
  }

  @Test
  void whatIsNoNumberIsAFault() {
    assertThatThrownBy(() -> of((x, y) -> x > 0.5 ? Double.NaN : 0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("NaN");
  }
}
