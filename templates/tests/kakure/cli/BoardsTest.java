// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.ExternalTool;
import kakure.flow.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories of an iCE40 on several boards side by side, as a netlist for many images has them. */
class BoardsTest {
  /** Three boards beside three memories of one board each, in a mode; random words, masks and addresses, which the boards share. */
  private static final String PAIR = """
      module pair #(parameter [1:0] R = 0, parameter [1:0] W = 0, parameter L = 3) (input clk, input we, input re, input [10:0] wa, input [10:0] ra, input [10:0] twist, input [16*L-1:0] mask, input [16*L-1:0] data, output reg [31:0] compared, output reg bad);
        wire [11*L-1:0] was, ras;
        wire [16*L-1:0] all, each;
        genvar i, l;
        generate
          for (i = 0; i < 11; i = i + 1) for (l = 0; l < L; l = l + 1) begin : g_a
            assign was[i*L+l] = wa[i];
            assign ras[i*L+l] = ra[i] ^ (l == 1 & twist[i]);
          end
          for (l = 0; l < L; l = l + 1) begin : g_one
            wire [15:0] m, d, q;
            for (i = 0; i < 16; i = i + 1) begin : g_b
              assign m[i] = mask[i*L+l];
              assign d[i] = data[i*L+l];
              assign each[i*L+l] = q[i];
            end
            ice40_block #(.READ_MODE(R), .WRITE_MODE(W)) u_one (.wclk(clk), .we(we), .waddr(wa), .mask(m), .wdata(d), .rclk(clk), .re(re), .raddr(ra), .rdata(q));
          end
        endgenerate
        ice40_block #(.READ_MODE(R), .WRITE_MODE(W), .LANES(L)) u_all (.wclk(clk), .we({L{we}}), .waddr(was), .mask(mask), .wdata(data), .rclk(clk), .re({L{re}}), .raddr(ras), .rdata(all));
        initial begin compared = 0; bad = 0; end
        always @(negedge clk) begin
          if (all !== each) bad = 1;
          if (^all !== 1'bx & all != 0) compared = compared + 1;
        end
      endmodule
      module tb;
        reg clk = 0, we = 0, re = 0;
        reg [10:0] wa = 0, ra = 0, twist = 0;
        reg [47:0] mask = 0, data = 0;
        wire [4:0] bad;
        wire [31:0] compared [0:4];
        integer n;
        reg enough;
        genvar p;
        generate for (p = 0; p < 5; p = p + 1) begin : g_mode
          pair #(.R(p % 4), .W(p < 4 ? p : 3)) u_pair (.clk(clk), .we(we), .re(re), .wa(wa), .ra(ra), .twist(twist), .mask(mask), .data(data), .compared(compared[p]), .bad(bad[p]));
        end endgenerate
        initial begin
          for (n = 0; n < 1000; n = n + 1) begin
            #1 clk = 1;
            #1 clk = 0;
            #1 we = $random;
            re = $random;
            wa = $random & 11'h70f;
            ra = $random & 11'h70f;
            mask = n < 500 ? 48'd0 : {$random, $random};
            data = {$random, $random};
            if (n == TWISTED) twist = 11'h010;
          end
          enough = 1;
          for (n = 0; n < 5; n = n + 1) if (compared[n] < 100) enough = 0;
          $display("%0s", bad != 0 ? "different" : enough ? "equal" : "most is undefined");
          $finish(0);
        end
      endmodule
      """;

  @TempDir
  private Path folder;

  private String run(int twisted) throws Exception {
    var compiler = new ExternalTool("iverilog").require();
    try (var cells = Flow.class.getResourceAsStream("/kakure/flow/ice40/cells.v")) {
      Files.write(folder.resolve("cells.v"), cells.readAllBytes());
    }
    Files.writeString(folder.resolve("tb.v"), PAIR.replace("TWISTED", Integer.toString(twisted)));
    var built = compiler.run(folder, List.of("-g2005-sv", "-o", "tb", "tb.v", "cells.v"));
    assertThat(built.status()).as(built.text()).isZero();
    return new ExternalTool("vvp").run(folder, List.of("-n", "tb")).text();
  }

  @Test
  void memoriesSideBySideAreAsManyMemories() throws Exception {
    assertThat(run(-1)).isEqualTo("equal\n");
  }

  /** An address of one board that is not the others' would be answered with their word: the simulation stops there. */
  @Test
  void boardsThatAddressApartAreSeen() throws Exception {
    assertThat(run(500)).contains("u_all.u_read: boards side by side differ in what is not data");
  }
}
