// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kakure.cosim.ToolException;
import org.junit.jupiter.api.Test;

/** What {@code equiv_status} of yosys 0.23 prints is read, and nothing else is taken for a proof. */
class EqualTest {
  private static final String HEAD = "\n5. Executing EQUIV_STATUS pass.\nFound 7 $equiv cells in equiv:\n";

  @Test
  void allProven() {
    var answer = Equal.read(HEAD + "  Of those cells 7 are proven and 0 are unproven.\n  Equivalence successfully proven!\n");
    assertThat(answer).isEqualTo(new Equal.Answer(true, 7, List.of()));
    assertThat(answer.proven()).isTrue();
  }

  @Test
  void whatIsOpenIsNamed() {
    var answer = Equal.read(HEAD + "  Of those cells 4 are proven and 3 are unproven.\n  Unproven $equiv $auto$equiv_make.cc:263:find_same_wires$2044: \\out_data_q[1]_gold \\_656_.IQ_gate\n  Unproven $equiv $auto$equiv_make.cc:263:find_same_wires$2050: \\u_x.ready_q_gold \\u_x.ready_q_gate\n  Unproven $equiv $auto$equiv_make.cc:242:x$1: \\sum_gold [3] \\sum_gate [3]\n");
    assertThat(answer.open()).containsExactly("out_data_q[1]", "u_x.ready_q", "sum[3]");
    assertThat(answer.proven()).isFalse();
  }

  @Test
  void nothingIsNoProof() {
    assertThat(new Equal.Answer(true, 0, List.of()).proven()).isFalse();
    assertThat(new Equal.Answer(false, 7, List.of()).proven()).isFalse();
    assertThatThrownBy(() -> Equal.read("")).isInstanceOf(ToolException.class);
    assertThatThrownBy(() -> Equal.read(HEAD + "  Of those cells 5 are proven and 2 are unproven.\n")).isInstanceOf(ToolException.class).hasMessageContaining("something else");
  }
}
