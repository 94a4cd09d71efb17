// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a controller or its golden function cannot be given is refused with what and why; and how many cycles the depths of gating cost. */
class OperationTest {
  private static final BitlineController C = new BitlineController(6, 3, 2, 4, 1, 0, 1, 1, 1, 4);
  private static final BigInteger NONE = BigInteger.ZERO;

  private static Operation operation(boolean sleep, int pattern, BigInteger segZero, int... x) {
    return new Operation(false, true, sleep, pattern, segZero, Power.ones(2), Power.ones(6), x);
  }

  private static void refused(Operation op, String what) {
    assertThatThrownBy(() -> new ControlModel(C).run(Power.reset(C.units()), op)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(what);
  }

  @Test
  void operationsThatDoNotFitAreRefused() {
    refused(operation(false, 2, NONE, 0, 0, 0, 0, 0, 0), "pattern 2 lets 4 segments share a line, but there are 3; take 0 to 1");
    refused(operation(false, -1, NONE, 0, 0, 0, 0, 0, 0), "pattern -1");
    refused(operation(false, 0, NONE, 0, 0, 0, 0, 0), "inputs for 5 rows, but there are 6");
    refused(operation(false, 0, NONE, 0, 16, 0, 0, 0, 0), "row 1 is given 16");
    refused(operation(false, 0, NONE, 0, -1, 0, 0, 0, 0), "row 1 is given -1");
    refused(operation(false, 0, BigInteger.ONE.shiftLeft(6), 0, 0, 0, 0, 0, 0), "segZero names units beyond the last, 5");
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    var spec = new BitlineControllerSpec();
    assertThatThrownBy(() -> spec.parse(Map.of("rows", "33"))).hasMessageContaining("rows=33 do not divide into segments=4");
    for (var phase : new String[] {"precharge", "evaluate", "share", "sense", "wake"}) assertThatThrownBy(() -> spec.parse(Map.of(phase, "0"))).hasMessageContaining(phase + " = 0");
    assertThatThrownBy(() -> spec.parse(Map.of("gap", "-1"))).hasMessageContaining("gap = -1");
    assertThatThrownBy(() -> spec.parse(Map.of("bits", "0"))).hasMessageContaining("bits = 0");
    assertThat(spec.parse(Map.of("gap", "0"))).isEqualTo(spec.usual());
  }

  /** All units, then half of them held or off, then all again: a held unit comes back in 3 cycles, one that is off in 3 and a wake; an empty vector takes a cycle a bit and one. */
  @Test
  void depthsCostWhatThePageSays() {
    var model = new ControlModel(C);
    var half = new BigInteger("010101", 2);
    for (boolean sleep : new boolean[] {false, true}) {
      var all = operation(sleep, 0, NONE, 0, 0, 0, 0, 0, 0);
      var power = model.after(Power.reset(6), all);
      var less = model.after(power, operation(sleep, 0, half, 0, 0, 0, 0, 0, 0));
      assertThat(model.cycles(power, all)).isEqualTo(5);
      assertThat(model.cycles(less, all)).isEqualTo(5 + 3 + (sleep ? 4 : 0));
      assertThat(less.off(6)).isEqualTo(sleep ? 3 : 0);
      assertThat(less.held()).isEqualTo(sleep ? 0 : 3);
    }
  }
}
