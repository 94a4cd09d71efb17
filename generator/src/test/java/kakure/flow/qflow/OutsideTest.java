// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.eda.Cells;
import org.junit.jupiter.api.Test;

class OutsideTest {
  /** Clock 0, x 1 2, y 3: a memory that takes clock, x[0], a constant and what a cell makes of x, and drives a bit that a cell reads, one that is y, one for the second memory alone, and one for nobody. */
  private static Cells cells() {
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("clk_i", new Cells.Port(true, List.of(0)));
    ports.put("x_i", new Cells.Port(true, List.of(1, 2)));
    ports.put("y_o", new Cells.Port(false, List.of(3)));
    ports.put("z_o", new Cells.Port(false, List.of(8)));
    var first = new LinkedHashMap<String, Cells.Port>();
    first.put("clk_i", new Cells.Port(true, List.of(0)));
    first.put("wr_data_i", new Cells.Port(true, List.of(1, 4, Cells.ONE, 4)));
    first.put("rd_data_o", new Cells.Port(false, List.of(5, 3, 6, 7)));
    var second = new LinkedHashMap<String, Cells.Port>();
    second.put("wr_data_i", new Cells.Port(true, List.of(6, 4)));
    return new Cells("part", ports, List.of(nand(1, 2, 4), nand(5, 5, 8)), List.of(new Cells.Box("u_a.u_ram", "ram_4x4", first), new Cells.Box("u_b", "ram_4x2", second)), 9);
  }

  private static Cells.Instance nand(int a, int b, int y) {
    var pins = new LinkedHashMap<String, Integer>(Map.of("A", a));
    pins.put("B", b);
    pins.put("Y", y);
    return new Cells.Instance("NAND2X1", pins);
  }

  @Test
  void theLogicHasPinsForWhatMemoriesReadAndDrive() {
    var logic = Outside.of(cells()).logic();
    assertThat(logic.top()).isEqualTo("part_logic");
    assertThat(logic.boxes()).isEmpty();
    assertThat(logic.ports()).containsEntry("u_a_u_ram_rd_data_o", new Cells.Port(true, List.of(5, 3))).containsEntry("u_a_u_ram_wr_data_i", new Cells.Port(false, List.of(4)));
    assertThat(logic.ports().keySet()).containsExactly("clk_i", "x_i", "y_o", "z_o", "u_a_u_ram_rd_data_o", "u_a_u_ram_wr_data_i");
  }

  @Test
  void aSimulatorTakesThemTogether() {
    assertThat(Outside.of(cells()).whole()).isEqualTo("""
        // What was placed and routed, and the memories beside it.
        module part (
          input wire clk_i,
          input wire [1:0] x_i,
          output wire y_o,
          output wire z_o
        );
          wire [3:0] u_a_u_ram_rd_data_o;
          wire u_a_u_ram_wr_data_i;
          part_logic u_logic (
            .clk_i(clk_i),
            .x_i(x_i),
            .y_o(y_o),
            .z_o(z_o),
            .u_a_u_ram_rd_data_o({u_a_u_ram_rd_data_o[1], u_a_u_ram_rd_data_o[0]}),
            .u_a_u_ram_wr_data_i(u_a_u_ram_wr_data_i)
          );
          ram_4x4 u_a_u_ram (.clk_i(clk_i), .wr_data_i({u_a_u_ram_wr_data_i, 1'b1, u_a_u_ram_wr_data_i, x_i[0]}), .rd_data_o(u_a_u_ram_rd_data_o));
          ram_4x2 u_b (.wr_data_i({u_a_u_ram_wr_data_i, u_a_u_ram_rd_data_o[2]}));
        endmodule
        """);
  }
}
