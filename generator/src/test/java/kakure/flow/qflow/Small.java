// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.eda.Cells;

/** A netlist that has one of everything: a constant port of either value, a port that is another one, one that nobody reads, a constant at a pin. */
final class Small {
  static final Technology.Buffer BUFFER = new Technology.Buffer("BUFX2", "A", "Y");
  static final Lef LEF = Lef.of("MACRO BUFX2\n CLASS CORE ;\n SIZE 4.8 BY 20 ;\nEND BUFX2\nMACRO NAND2X1\n CLASS CORE ;\n SIZE 4.8 BY 20 ;\nEND NAND2X1\nMACRO FILL\n CLASS CORE ;\n SIZE 1.6 BY 20.0 ;\nEND FILL\nMACRO PADOUT\n CLASS PAD ;\n SIZE 90 BY 300 ;\nEND PADOUT\n");

  private Small() {}

  /** Of these ports, besides {@code y = !(a[0] & a[1])}, {@code z = !(y & b)}, {@code w = !(z & 1)}. */
  static Cells cells(String b) {
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("a", new Cells.Port(true, List.of(0, 1)));
    ports.put(b, new Cells.Port(true, List.of(2)));
    ports.put("lone", new Cells.Port(true, List.of(3)));
    ports.put("y", new Cells.Port(false, List.of(4)));
    ports.put("z", new Cells.Port(false, List.of(5)));
    ports.put("one", new Cells.Port(false, List.of(Cells.ONE)));
    ports.put("zero", new Cells.Port(false, List.of(Cells.ZERO)));
    ports.put("pass", new Cells.Port(false, List.of(2)));
    ports.put("again", new Cells.Port(false, List.of(4)));
    ports.put("w", new Cells.Port(false, List.of(6)));
    return new Cells("small", ports, List.of(nand(0, 1, 4), nand(4, 2, 7), nand(7, 7, 5), nand(5, Cells.ONE, 6)), 8);
  }

  private static Cells.Instance nand(int a, int b, int y) {
    var pins = new LinkedHashMap<String, Integer>(Map.of("A", a));
    pins.put("B", b);
    pins.put("Y", y);
    return new Cells.Instance("NAND2X1", pins);
  }

  /** Pins of boxes in an order of their own, as a layout lists them. */
  static String spice() {
    return gates().spice(Gates.boxes(".subckt BUFX2 A Y vdd gnd\n.ends\n.subckt NAND2X1 A B Y\n+ vdd gnd\n.ends\n"));
  }

  static Gates gates() {
    return Naming.of(cells("b"), BUFFER, LEF);
  }
}
