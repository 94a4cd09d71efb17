// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.stream.skid.SkidBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract asks of the text itself is found where it is broken on purpose. */
class LintTest {
  private static final String END = "endmodule";
  private static final Netlist SKID = Netlist.elaborate(new SkidBuffer(8));
  private static final String GOOD = Emitter.emit(SKID, EmitOptions.defaults()).get("skid_buffer_8.v");

  @TempDir Path temp;

  @Test
  void plantedFaultsOfTheTextAreFound() throws Exception {
    lint(GOOD).text();
    refused("  assign late = 1'b0;\n  wire late;\n", "used before declared");
    refused("  wire [7:0] many = " + "~".repeat(101) + "skid_q;\n", "lines of more than 120 columns");
    refused("  localparam SKID_Q = 1'b0;\n", "differ in case only");
    for (var dead : new String[] {"1'b1 ? skid_q : in_data_i", "skid_q - (8'd0 & in_data_i)", "skid_q + 8'd0", "{1{skid_q}}", "skid_q >> 0", "skid_q[0] & 1'b1"}) {
      refused("  wire [7:0] dead = " + dead + ";\n", "arithmetic of constants");
    }
    lint(GOOD.replace(END, "  wire [7:0] alive = skid_q == 8'd0 ? in_data_i : {2{skid_q[3:0]}} & 8'd15;\n" + END)).text();
  }

  private void refused(String line, String why) throws Exception {
    assertThat(GOOD).contains(END).contains("skid_q").contains("in_data_i");
    var lint = lint(GOOD.replace(END, line + END));
    assertThatThrownBy(lint::text).as(line).isInstanceOf(AssertionError.class).hasMessageContaining(why);
  }

  private Lint lint(String text) throws Exception {
    return new Lint(Files.createTempDirectory(temp, "lint"), Map.of(SKID, Map.of("skid_buffer_8.v", text)));
  }
}
