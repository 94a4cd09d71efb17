// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kakure.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as netgen writes them, and what it writes itself of netlists that are wrong on purpose: it ends with 0 each time. */
class LvsTest {
  private static final String RULE = "-".repeat(87) + "\n";
  /** A cell, then the top, as in a report of a match. */
  private static final String GOOD = """

      Cell BUFX2 disconnected node: A

      Subcircuit pins:
      Circuit 1: BUFX2                           |Circuit 2: BUFX2                         \s
      Cell pin lists are equivalent.
      Device classes BUFX2 and BUFX2 are equivalent.

      Subcircuit summary:
      Circuit 1: small                           |Circuit 2: small                         \s
      NAND2X1 (4)                                |NAND2X1 (4)                              \s
      Number of nets: 15                         |Number of nets: 15                       \s
      Circuits match uniquely.
      Netlists match uniquely.

      Subcircuit pins:
      Circuit 1: small                           |Circuit 2: small                         \s
      a[0]                                       |a[0]                                     \s
      Cell pin lists are equivalent.
      Device classes small and small are equivalent.
      Circuits match uniquely.
      """ + RULE;

  private static String json(List<String> layout, List<String> netlist) {
    return "[{\"name\": [\"BUFX2\", \"BUFX2\"], \"pins\": [[\"A\"], [\"A\"]]}, {\"name\": [\"small\", \"small\"], \"devices\": [], \"nets\": [15, 15], \"badnets\": [], \"badelements\": [], \"pins\": [" + list(layout) + ", " + list(netlist) + "]}]";
  }

  private static String list(List<String> names) {
    return names.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  private static List<String> pins() {
    var pins = new ArrayList<>(List.of("vdd", "gnd"));
    for (var port : Small.gates().ports()) pins.add(port.name());
    return pins;
  }

  private static List<String> renamed(String from, String to) {
    return pins().stream().map(p -> p.equals(from) ? to : p).toList();
  }

  private static List<String> faults(String text, String json) {
    return Lvs.of(text, json, Small.gates()).faults();
  }

  @Test
  void aMatchIsOne() {
    assertThat(faults(GOOD, json(pins(), pins()))).isEmpty();
    assertThat(faults(GOOD.replace("Netlists match uniquely.", "Netlists match with 2 symmetries."), json(pins(), pins()))).as("pins tell what is symmetric").isEmpty();
  }

  @Test
  void wordsOfAMismatchAreNotOverlooked() {
    assertThat(faults("", json(pins(), pins()))).containsExactly("netgen does not say that the netlists of small match", "netgen does not say that small and small are equivalent");
    assertThat(faults(GOOD.replace("Netlists match uniquely.", "Netlists do not match."), json(pins(), pins()))).contains("netgen: Netlists do not match.");
    assertThat(faults(GOOD.replace("Cell pin lists are equivalent.\nDevice classes small", "Cell pin lists for small and small altered to match.\nDevice classes small"), json(pins(), pins())))
        .containsExactly("netgen: Cell pin lists for small and small altered to match.");
    assertThat(faults(GOOD.replace("|a[0]", "|a[1] **Mismatch**"), json(pins(), pins()))).containsExactly("netgen: a[0] |a[1] **Mismatch**");
    assertThat(faults(GOOD.replace("Circuit 1: small", "Circuit 1: other"), json(pins(), pins()))).as("of another circuit").contains("netgen does not say that the netlists of small match");
  }

  @Test
  void theTableOfPinsNamesEveryPortInItsCase() {
    assertThat(faults(GOOD, json(pins(), renamed("lone", "LONE")))).contains("pin LONE of the netlist is lone of the layout");
    assertThat(faults(GOOD, json(renamed("lone", "LONE"), renamed("lone", "LONE")))).containsExactly("pin LONE of the layout is none of small", "pin lone is not in netgen's table");
    assertThat(faults(GOOD, json(pins().subList(1, 4), pins().subList(1, 4)))).contains("pin vdd is not in netgen's table", "pin again is not in netgen's table");
    assertThat(faults(GOOD, json(pins(), pins().subList(0, 6)))).contains("pin nothing of the netlist is z of the layout");
    assertThat(faults(GOOD, "[]")).isNotEmpty();
    assertThat(faults(GOOD, "no JSON")).hasSize(1).first().asString().startsWith("netgen's table of pins cannot be read: ");
    assertThat(faults(GOOD, json(pins(), pins()).replace("\"badnets\": []", "\"badnets\": [[1]]"))).containsExactly("netgen: 1 badnets");
  }

  @TempDir
  private Path folder;

  /** What netgen itself reports of a layout beside a netlist. */
  private List<String> netgen(String layout) throws Exception {
    var tool = new ExternalTool("netgen-lvs").require();
    Files.writeString(folder.resolve("layout.spice"), layout);
    Files.writeString(folder.resolve("small.spc"), Small.spice());
    Files.writeString(folder.resolve("setup.tcl"), "permute default\nproperty default\n");
    var ran = tool.run(folder, List.of("-batch", "lvs", "layout.spice small", "small.spc small", "setup.tcl", "comp.out", "-json", "-blackbox"));
    assertThat(ran.status()).as("netgen's own word: %s", ran.text()).isZero();
    return Lvs.of(folder.resolve("comp.out"), folder.resolve("comp.json"), Small.gates()).faults();
  }

  @Test
  @Tag("slow") // netgen comes with the slow tests' packages
  void theNetlistItselfMatches() throws Exception {
    assertThat(netgen(Small.spice())).isEmpty();
  }

  @Test
  @Tag("slow") // netgen comes with the slow tests' packages
  void layoutsThatAreWrongOnPurposeFail() throws Exception {
    String good = Small.spice();
    assertThat(netgen(other(good, "XBUFX2_1 vdd one", "XBUFX2_1 gnd one"))).as("a constant").isNotEmpty();
    assertThat(netgen(other(other(good, "XBUFX2_1 vdd one", "XBUFX2_1 vdd zero"), "XBUFX2_2 gnd zero", "XBUFX2_2 gnd one"))).as("constants exchanged, which netgen calls unique").contains("pin one of the netlist is zero of the layout");
    assertThat(netgen(other(good, "XNAND2X1_1 a[0] a[1]", "XNAND2X1_1 a[1] a[0]"))).as("inputs exchanged, which netgen calls unique").contains("pin a[0] of the netlist is a[1] of the layout");
    assertThat(netgen(other(good, "XNAND2X1_2 y b", "XNAND2X1_2 b y"))).as("inputs of two depths exchanged").isNotEmpty();
    assertThat(netgen(good.replace(" lone ", " Lone "))).as("another case, which netgen calls unique").isNotEmpty();
    assertThat(netgen(good.replace(" lone ", " "))).as("a port too few, which netgen adds").isNotEmpty();
    assertThat(netgen(other(good, "XBUFX2_3 b pass vdd gnd BUFX2\n", ""))).as("a cell too few").isNotEmpty();
  }

  private static String other(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }
}
