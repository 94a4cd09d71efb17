// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReaderTest {
  static final String TOP = """
      // a module (not_a_pin) ; lane u_no (.a(b));
      `default_nettype none
      module top #(parameter N = 4) (
        input  wire clk_i, input wire rst_ni,
        input  wire [15:0] in_data_i, input wire in_valid_i,
        output wire [31:0] out_data_o,
        output reg signed [N-1:0] odd_o
      );
        (* keep = "lane u_no (.a(b));" *) wire [15:0] cut = in_data_i[15:0];
        wire [15:0] lane_y_0; wire [15:0] lane_y_1; wire go;
        reg held;
        lane u_lane_0 (.clk_i(clk_i), .a_i(cut), .en_i(go), .y_o(lane_y_0));
        lane u_lane_1 (.clk_i(clk_i), .a_i(/* its neighbour's */ lane_y_0), .en_i(1'b1), .y_o(lane_y_1));
        control #(.W(3)) u_control (.clk_i(clk_i), .valid_i(in_valid_i), .go_o(go));
        always @(posedge clk_i) held <= go & !held;
        assign out_data_o = {lane_y_1, lane_y_0};
        assign odd_o = held;
      endmodule
      """;
  static final String LANE = "module lane (input wire clk_i, input wire [15:0] a_i, input wire en_i, output wire [15:0] y_o);\nassign y_o = a_i;\nendmodule\n";
  static final String CONTROL = "module control (clk_i, valid_i, go_o);\nparameter W = 1;\ninput clk_i, valid_i;\noutput go_o;\nendmodule\n";

  static Map<String, Source> modules() {
    return SourceReader.read(new TreeMap<>(Map.of("top.v", TOP, "lane.v", LANE + CONTROL)));
  }

  @Test
  void portsOfBothManners() {
    var all = modules();
    assertThat(all.keySet()).containsExactlyInAnyOrder("top", "lane", "control");
    assertThat(all.get("top").pins()).extracting(Source.Pin::name).containsExactly("clk_i", "rst_ni", "in_data_i", "in_valid_i", "out_data_o", "odd_o");
    assertThat(all.get("top").pins()).extracting(Source.Pin::width).containsExactly(1, 1, 16, 1, 32, 0);
    assertThat(all.get("top").pins().get(5)).isEqualTo(new Source.Pin("odd_o", false, 0, "[N-1:0]"));
    assertThat(all.get("control").pins()).containsExactly(new Source.Pin("clk_i", true, 1, ""), new Source.Pin("valid_i", true, 1, ""), new Source.Pin("go_o", false, 1, ""));
    assertThat(all.get("control").file()).isEqualTo("lane.v");
  }

  @Test
  void instancesAndWhatIsAtTheirPins() {
    var instances = modules().get("top").instances();
    assertThat(instances).extracting(i -> i.name() + " " + i.module()).containsExactly("u_lane_0 lane", "u_lane_1 lane", "u_control control");
    assertThat(instances.get(1).nets()).containsEntry("a_i", "lane_y_0").containsEntry("en_i", "1'b1");
  }

  @Test
  void netsAreFollowedThroughAssignmentsAndRegisters() {
    var nets = new Wiring(modules().get("top"), modules(), p -> p.replaceFirst("_.*", "")).nets().orElseThrow();
    assertThat(nets).extracting(n -> n.from().name() + " -> " + n.to().name() + " " + n.name() + " " + n.bits() + " " + n.direct()).containsExactlyInAnyOrder(
        "in -> u_lane_0 in_data_i 16 true", "u_control -> u_lane_0 go 1 true", "u_lane_0 -> u_lane_1 lane_y_0 16 true", "in -> u_control in_valid_i 1 true",
        "u_lane_1 -> out lane_y_1 16 true", "u_lane_0 -> out lane_y_0 16 true", "u_control -> odd go 1 false");
  }

  /** Whether how often the part is there follows from the text. */
  private static boolean vague(String body) {
    return SourceReader.read(Map.of("a.v", "module top (input [7:0] a);\n" + body + "\nendmodule\nmodule part (input x);\nendmodule\n")).get("top").vague();
  }

  @Test
  void whatStandsInALoopOrUnderAConditionIsKnownAsSuch() {
    assertThat(vague("part p0 (.x(a[0]));\nfunction f; input i; begin f = i; end endfunction\npart #(.W(2)) p1 (.x(a[1]));")).isFalse();
    assertThat(vague("`ifdef CHECKS\nassert (a);\n`endif\nalways @* begin if (a) begin b = 1; end end\npart p (.x(a[0]));")).isFalse();
    assertThat(vague("genvar i; generate for (i = 0; i < 8; i = i + 1) begin : g part p (.x(a[i])); end endgenerate")).isTrue();
    assertThat(vague("if (W) part p (.x(a[0]));")).isTrue();
    assertThat(vague("`ifdef ONE\npart p (.x(a[0]));\n`else\npart q (.x(a[0]));\n`endif")).isTrue();
    assertThat(vague("part p [7:0] (.x(a));")).isTrue();
  }

  @Test
  void severalInstancesOfOneStatement() {
    var top = SourceReader.read(Map.of("a.v", "module top (input a);\npart p (.x(a)), q (.x(1'b0));\nendmodule\nmodule part (input x);\nendmodule\n")).get("top");
    assertThat(top.instances()).extracting(i -> i.module() + " " + i.name() + " " + i.nets().get("x")).containsExactly("part p a", "part q 1'b0");
    assertThat(top.vague()).isFalse();
  }

  /** Texts over which a pattern that begins again and again would sit for hours. */
  @ParameterizedTest
  @Timeout(60)
  @CsvSource({"'', '\\n'", "'', /*", "'', (*", "part p (.x(a)); b , [0]", "part p (.x(a)); b, [", "part p (.x(a)); , a=", "part p (.x(a)); , a", "'', 'input '", "'', 'part '", "'', 'part #('", "'', 'part u['", "part p (, '.x '", "'', 'endmodule module a '"})
  void theTimeGoesWithTheLength(String before, String again) {
    var text = "module top;\n" + before + again.replace("\\n", "\n").repeat(2_000_000 / again.length()) + "\n";
    var all = SourceReader.read(new TreeMap<>(Map.of("a.v", "module part (input x); endmodule\n", "b.v", text)));
    assertThat(all.get("top").file()).isEqualTo("b.v");
  }

  @Test
  @Timeout(60)
  void modulesWithoutAnEndEndWhereTheNextBegins() {
    var text = IntStream.range(0, 200_000).mapToObj(i -> "module a" + i + "\n").collect(Collectors.joining());
    assertThat(SourceReader.read(Map.of("a.v", text))).hasSize(200_000);
  }
}
