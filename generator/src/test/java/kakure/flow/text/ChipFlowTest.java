// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.Snapshot;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of a chip look as they are kept, count in their process's unit, refuse what the flow would do wrong, and OpenSTA reads their constraints to the last port. */
class ChipFlowTest {
  private static final String PORTS = """
      {"name": "clk_i", "dir": "in", "width": 1, "signed": false, "kind": "clock"}, {"name": "rst_ni", "dir": "in", "width": 1, "signed": false, "kind": "reset"},
      {"name": "in_data_i", "dir": "in", "width": 4, "signed": false, "kind": "data"}, {"name": "ready_o", "dir": "out", "width": 1, "signed": false, "kind": "control"},
      {"name": "count_o", "dir": "out", "width": 2, "signed": false, "kind": "data"}""";
  private static final String BUS_CLOCK = ", {\"name\": \"bus_clk_i\", \"dir\": \"in\", \"width\": 1, \"signed\": false, \"kind\": \"data\"}";
  private static final String ONE = "{\"name\": \"clk_i\", \"reset\": \"rst_ni\", \"resetStyle\": \"synchronous\"}";
  private static final String OURS = "\"provenance\": {\"generator\": \"kakure 0.1.0\"}";
  /** Cells of tiny.lib. */
  private static final String NETLIST = """
      module chip (clk_i, rst_ni, in_data_i, ready_o, count_o);
        input clk_i, rst_ni;
        input [3:0] in_data_i;
        output ready_o;
        output [1:0] count_o;
        wire n1, n2, n3;
        NAND2 g0 (.A(in_data_i[0]), .B(in_data_i[1]), .Y(n1));
        NAND2 g1 (.A(in_data_i[2]), .B(in_data_i[3]), .Y(n2));
        NAND2 g2 (.A(n1), .B(rst_ni), .Y(n3));
        DFF r0 (.D(n3), .CK(clk_i), .Q(count_o[0]));
        DFF r1 (.D(n2), .CK(clk_i), .Q(count_o[1]));
        INV g3 (.A(count_o[0]), .Y(ready_o));
      endmodule
      """;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void design() throws Exception {
    folder = Files.createDirectory(temp.resolve("rtl"));
    write(PORTS, ONE, OURS);
    Files.writeString(folder.resolve("defs.vh"), "`define ONE 1\n");
    Files.writeString(folder.resolve("chip.v"), "`include \"defs.vh\"\nmodule chip (input wire clk_i, input wire rst_ni, input wire [3:0] in_data_i, output wire ready_o, output wire [1:0] count_o); endmodule\n");
  }

  private void write(String ports, String clocks, String provenance) throws Exception {
    boolean clocked = ports.contains("clk_i");
    Files.writeString(folder.resolve("design.json"), "{ \"format\": 2, \"top\": \"chip\", \"files\": [\"defs.vh\", \"chip.v\"], \"clock\": " + (clocked ? "\"clk_i\"" : "null") + ", \"reset\": " + (clocked ? "\"rst_ni\"" : "null") + ", \"ports\": [" + ports
        + "], \"streams\": [], \"clocks\": [" + clocks + "]" + (provenance.isEmpty() ? "" : ", " + provenance) + " }");
  }

  private Map<String, String> made(String to, String part, double mhz) {
    var wish = new Wish(part.isEmpty() ? Optional.empty() : Optional.of(part), OptionalDouble.of(mhz), Optional.empty());
    var made = Flows.named(to).make(Handed.read(folder, Set.of(), null), wish, temp, s -> { });
    var texts = new TreeMap<String, String>();
    made.files().forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
    texts.keySet().retainAll((List<?>) made.figures().get("files"));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"openroad", "librelane"})
  void textsAreAsTheyAreKept(String to) throws Exception {
    for (var t : made(to, "", 80).entrySet()) Snapshot.check("flow/" + to + "/" + t.getKey(), t.getValue());
  }

  /** A whole number of nanoseconds keeps its point; ASAP7 counts in ps. */
  @Test
  void timesAreOfTheLibrarysUnitAndHaveAPoint() {
    assertThat(made("librelane", "", 100).get("config.json")).contains("\"CLOCK_PERIOD\": 10.0,", "\"FP_CORE_UTIL\": 40.0");
    assertThat(made("librelane", "", 300).get("config.json")).contains("\"CLOCK_PERIOD\": 3.333,");
    assertThat(made("openroad", "sky130hd", 100).get("chip.sdc")).contains("-period 10.0 ", "set_input_delay 2.0 ");
    assertThat(made("openroad", "asap7", 400)).hasEntrySatisfying("chip.sdc", sdc -> assertThat(sdc).contains("-period 2500.0 ", "set_input_delay 500.0 ", "in ps"))
        .hasEntrySatisfying("config.mk", mk -> assertThat(mk).contains("export PLATFORM = asap7\n"));
    assertThatThrownBy(() -> made("openroad", "asap5", 100)).isInstanceOf(BadInput.class).hasMessageContaining("in which unit").hasMessageContaining("ihp-sg13g2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"asynchronous\"", "null"})
  void asap7TakesSynchronousResetsOnly(String style) throws Exception {
    write(PORTS, ONE.replace("\"synchronous\"", style), OURS);
    assertThat(made("openroad", "nangate45", 100)).isNotEmpty();
    assertThatThrownBy(() -> made("openroad", "asap7", 100)).isInstanceOf(BadInput.class).hasMessageContaining("asynchronous").hasMessageContaining("--reset sync");
  }

  @Test
  void severalClocksAreCutWhereKakureSaysThatTheyMayBe() throws Exception {
    write(PORTS + BUS_CLOCK, ONE + ", {\"name\": \"bus_clk_i\", \"reset\": null}", OURS);
    assertThat(made("openroad", "", 100).get("chip.sdc")).contains("set_clock_groups -asynchronous -group {clk_i} -group {bus_clk_i}\n", "set_input_delay 2.0 -clock bus_clk_i -add_delay [get_ports {rst_ni in_data_i}]");
    assertThat(made("librelane", "", 100).get("config.json")).contains("\"CLOCK_PORT\": [\n    \"clk_i\",\n    \"bus_clk_i\"\n  ]");
    write(PORTS + BUS_CLOCK, ONE + ", {\"name\": \"bus_clk_i\", \"reset\": null}", "");
    for (var to : List.of("openroad", "librelane")) assertThatThrownBy(() -> made(to, "", 100)).isInstanceOf(BadInput.class).hasMessageContaining("clk_i and bus_clk_i").hasMessageContaining("by hand");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openroad", "librelane"})
  void aDesignWithoutAClockIsRefused(String to) throws Exception {
    write("{\"name\": \"a_i\", \"dir\": \"in\", \"width\": 1, \"signed\": false, \"kind\": \"data\"}, {\"name\": \"y_o\", \"dir\": \"out\", \"width\": 1, \"signed\": false, \"kind\": \"data\"}", "", "");
    assertThatThrownBy(() -> made(to, "", 100)).isInstanceOf(BadInput.class).hasMessageContaining("chip has no clock");
  }

  /** OpenSTA goes on after an error and ends with 0, so what it prints is read: no word of an error, a slack, and no port that check_setup misses. */
  @Test
  void openStaReadsTheConstraints() throws Exception {
    var sdc = made("openroad", "", 80).get("chip.sdc");
    assertThat(sta(sdc)).doesNotContain("Error", "missing", "unconstrained").contains("setup end", "worst slack ", "(output port clocked by clk_i)");
    assertThat(sta(sdc.replace("rst_ni in_data_i", "in_data_i"))).contains("There is 1 input port missing set_input_delay");
    assertThat(sta(sdc.replace("create_clock", "create_clok"))).contains("Error");
  }

  private String sta(String sdc) throws Exception {
    Files.copy(Path.of("src/test/resources/eda/tiny.lib"), temp.resolve("tiny.lib"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(temp.resolve("chip.sdc"), sdc);
    Files.writeString(temp.resolve("chip.v"), NETLIST);
    Files.writeString(temp.resolve("read.tcl"), "read_liberty tiny.lib\nread_verilog chip.v\nlink_design chip\nread_sdc chip.sdc\ncheck_setup -verbose\nputs {setup end}\nreport_worst_slack\nreport_checks -to [get_ports {count_o[1]}]\nexit\n");
    return new ExternalTool("sta").require().run(temp, List.of("-no_splash", "-exit", "read.tcl")).text();
  }
}
