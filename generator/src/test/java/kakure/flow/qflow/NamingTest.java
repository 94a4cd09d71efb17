// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import kakure.BadInput;
import kakure.cosim.ToolException;
import kakure.eda.Cells;
import org.junit.jupiter.api.Test;

class NamingTest {
  @Test
  void constantsSecondNamesAndUnreadInputsBecomeBuffers() {
    assertThat(Small.gates().blif()).isEqualTo("""
        .model small
        .inputs a[0] a[1] b lone
        .outputs y z one zero pass again w
        .gate NAND2X1 A=a[0] B=a[1] Y=y
        .gate NAND2X1 A=y B=b Y=n7
        .gate NAND2X1 A=n7 B=n7 Y=z
        .gate NAND2X1 A=z B=n_vdd_0 Y=w
        .gate BUFX2 A=vdd Y=one
        .gate BUFX2 A=gnd Y=zero
        .gate BUFX2 A=b Y=pass
        .gate BUFX2 A=y Y=again
        .gate BUFX2 A=vdd Y=n_vdd_0
        .gate BUFX2 A=lone Y=n_open_0
        .end
        """);
    assertThat(Small.gates().gates()).extracting(Gates.Gate::name).containsExactly("NAND2X1_1", "NAND2X1_2", "NAND2X1_3", "NAND2X1_4", "BUFX2_1", "BUFX2_2", "BUFX2_3", "BUFX2_4", "BUFX2_5", "BUFX2_6");
  }

  @Test
  void aSimulatorTakesTheSameNetlist() {
    assertThat(CellsVerilog.of(Small.cells("b"), Small.gates())).contains("module small (\n  input wire [1:0] a,\n  input wire b,\n", "  output wire w\n);\n  wire n7;\n  wire n_open_0;\n  wire n_vdd_0;\n", "  NAND2X1 u_NAND2X1_1 (.A(a[0]), .B(a[1]), .Y(y));\n",
        "  BUFX2 u_BUFX2_1 (.A(1'b1), .Y(one));\n", "  BUFX2 u_BUFX2_2 (.A(1'b0), .Y(zero));\n").endsWith(");\nendmodule\n");
  }

  /** netgen takes pins of boxes by their places: the layout's order is the netlist's, and other pins are an error. */
  @Test
  void boxesListTheirPinsAsTheLayoutDoes() {
    var order = Gates.boxes("* x\n.subckt BUFX2 A gnd Y vdd\n.ends\n.subckt NAND2X1 Y B\n+ A gnd vdd\n.ends\n");
    assertThat(Small.gates().spice(order)).contains(".subckt BUFX2 A gnd Y vdd\n", "XBUFX2_1 vdd gnd one vdd BUFX2\n", ".subckt NAND2X1 Y B A gnd vdd\n", "XNAND2X1_2 n7 b y gnd vdd NAND2X1\n");
    assertThatThrownBy(() -> Small.gates().spice(Gates.boxes(".subckt BUFX2 A gnd Q vdd\n"))).isInstanceOf(ToolException.class).hasMessageContaining("has pins ");
  }

  @Test
  void manyConstantPinsShareBuffers() {
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("n1", new Cells.Port(true, List.of(0)));
    var tied = new LinkedHashMap<String, Integer>();
    tied.put("A", Cells.ONE);
    tied.put("B", Cells.ZERO);
    var gates = Naming.of(new Cells("many", ports, Collections.nCopies(17, new Cells.Instance("NAND2X1", tied)), 1), Small.BUFFER, Small.LEF);
    assertThat(gates.types()).containsEntry("BUFX2", 5); // of each constant two, and one of the port, which nothing reads
    assertThat(gates.gates().get(16).nets()).containsEntry("A", "nn_vdd_1").containsEntry("B", "nn_gnd_1"); // n1 is a port: nets begin with nn
  }

  @Test
  void namesThatToolsTakeForOthersAreRefused() {
    for (var name : List.of("A[0]", "Y", "LONE", "VDD", "gnd")) {
      String port = name.equals("A[0]") ? "Z" : name;
      assertThatThrownBy(() -> Naming.of(Small.cells(port), Small.BUFFER, Small.LEF)).as(name).isInstanceOf(BadInput.class).hasMessageContaining("take no notice of case");
    }
    assertThatThrownBy(() -> Naming.of(Small.cells("b$1"), Small.BUFFER, Small.LEF)).isInstanceOf(BadInput.class).hasMessageContaining("b$1");
    var cells = Small.cells("b");
    assertThatThrownBy(() -> Naming.of(new Cells("Fill", cells.ports(), cells.instances(), cells.nets()), Small.BUFFER, Small.LEF)).isInstanceOf(BadInput.class).hasMessageContaining("name of a cell");
  }

  @Test
  void aPinThatLeadsNowhereIsFound() {
    var cells = Small.cells("b");
    var open = new ArrayList<>(cells.instances());
    var pins = new LinkedHashMap<>(open.get(1).pins());
    pins.remove("Y");
    open.set(1, new Cells.Instance("NAND2X1", pins));
    assertThatThrownBy(() -> Naming.of(new Cells("small", cells.ports(), open, cells.nets()), Small.BUFFER, Small.LEF)).isInstanceOf(ToolException.class).hasMessageContaining("leads nowhere");
  }
}
