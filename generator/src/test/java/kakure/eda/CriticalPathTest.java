// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CriticalPathTest {
  /** As OpenSTA 2.0.17 prints it, some stages left out. */
  private static final String PRINTED = """
      Startpoint: _108736_ (rising edge-triggered flip-flop clocked by clk_i)
      Endpoint: _107919_ (rising edge-triggered flip-flop clocked by clk_i)

      Fanout    Delay     Time   Description
      ----------------------------------------------------------------
               0.0000   0.0000   clock clk_i (rise edge)
               0.0000   0.0000 ^ _108736_/CK (DFF_X1)
               0.9600   0.9600 ^ _108736_/Q (DFF_X1)
        142                      sh_1_q[0] (net)
               1.2670   2.2270 v _054421_/ZN (INV_X1)
        104                      _020571_ (net)
               0.1930   2.4200 ^ u_add/_059826_/ZN (NOR2_X1)
          1                      u_add/sum[3] (net)
               0.0230   3.2670 v _059940_/ZN (OAI21_X1)
          1                      _000189_ (net)
               0.0000   3.2670 v _107919_/D (DFF_X1)
                        3.2670   data arrival time

               1.0000   1.0000   clock clk_i (rise edge)
                        1.0000 ^ _107919_/CK (DFF_X1)
              -0.0430   0.9570   library setup time
                       -2.3100   slack (VIOLATED)

      endnet y_o[56]
      endnet _054225_
      """;

  @Test
  void aPathInTheDesignsOwnNames() {
    var path = CriticalPath.of(PRINTED, 1);
    assertThat(path.period()).isCloseTo(3.31, within(1e-9));
    assertThat(path.stages()).containsExactly(new CriticalPath.Stage("sh_1_q[0]", "DFF_X1", 0.96, 0), new CriticalPath.Stage("u_add/sum[3]", "NOR2_X1", 2.42, 1), new CriticalPath.Stage("y_o[56]", "DFF_X1", 3.267, 1));
  }

  @Test
  void noPathIsNone() {
    assertThat(CriticalPath.of("No paths found.\n", 1).stages()).isEmpty();
  }
}
