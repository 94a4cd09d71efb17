// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.eda.Lint;
import kakure.Snapshot;
import kakure.cosim.Design;
import kakure.flow.Flow;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.Wish;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every description looks as it is kept, of a design with two clocks' worth of what descriptions say: a model that a flow replaces, a header, a stream, a wide port, and names that are words elsewhere. */
class TextFlowTest {
  private static final Path SCHEMA = Path.of("../../shared/schema/ieee-1685-2014/index.xsd");
  private static final String PORTS = """
      {"name": "clk_i", "dir": "in", "width": 1, "signed": false, "kind": "clock"}, {"name": "rst_ni", "dir": "in", "width": 1, "signed": false, "kind": "reset"},
      {"name": "in_valid_i", "dir": "in", "width": 1, "signed": false, "kind": "control"}, {"name": "in_data_i", "dir": "in", "width": 37, "signed": false, "kind": "data"},
      {"name": "lambda", "dir": "in", "width": 4, "signed": false, "kind": "data"}, {"name": "in_ready_o", "dir": "out", "width": 1, "signed": false, "kind": "control"},
      {"name": "count_o", "dir": "out", "width": 3, "signed": false, "kind": "data"}""";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void design() throws Exception {
    folder = Files.createDirectory(temp.resolve("rtl"));
    write(PORTS, "");
    Files.writeString(folder.resolve("defs.vh"), "`define ONE 1\n");
    Files.writeString(folder.resolve("ram_4x37.v"), "module ram_4x37 (input wire clk_i); endmodule\n");
    Files.writeString(folder.resolve("small_top.v"), """
        `include "defs.vh"
        module small_top (input wire clk_i, input wire rst_ni, input wire in_valid_i, input wire [36:0] in_data_i, input wire [3:0] lambda, output wire in_ready_o, output wire [2:0] count_o);
          ram_4x37 u_ram (.clk_i(clk_i));
        endmodule
        """);
  }

  private void write(String ports, String more) throws Exception {
    Files.writeString(folder.resolve("design.json"), "{ \"format\": 2, \"top\": \"small_top\", \"files\": [\"defs.vh\", \"ram_4x37.v\", \"small_top.v\"], \"clock\": \"clk_i\", \"reset\": \"rst_ni\", \"ports\": [" + ports
        + "], \"streams\": [{\"name\": \"in\", \"dir\": \"in\", \"valid\": \"in_valid_i\", \"ready\": \"in_ready_o\", \"data\": [\"in_data_i\"]}], \"macros\": [{\"module\": \"ram_4x37\", \"role\": \"ram\"}]" + more + " }");
  }

  private Map<String, String> made(String to, Wish wish) {
    Flow flow = Flows.named(to);
    var made = flow.make(Handed.read(folder, Set.of(), null), wish, temp, s -> { });
    var texts = new TreeMap<String, String>();
    made.files().forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
    assertThat(texts).containsKeys("defs.vh", "ram_4x37.v", "small_top.v", "design.json");
    assertThat(made.figures().get(TextFlow.NEXT).toString()).isNotBlank();
    texts.keySet().retainAll((List<?>) made.figures().get("files"));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"filelist", "fusesoc", "edam", "ipxact", "litex", "bender", "vivado", "quartus"})
  void textsAreAsTheyAreKept(String to) throws Exception {
    var texts = made(to, new Wish(Optional.empty(), OptionalDouble.of(80), Optional.empty()));
    assertThat(texts).isNotEmpty();
    for (var t : texts.entrySet()) Snapshot.check("flow/" + t.getKey(), t.getValue());
  }

  @Test
  void partsStandWhereTheVendorLooksForThem() {
    var wish = new Wish(Optional.of("xcku5p-ffvb676-2-e"), OptionalDouble.empty(), Optional.empty());
    assertThat(made("vivado", wish).get("small_top.tcl")).contains("-part xcku5p-ffvb676-2-e ");
    assertThat(made("quartus", wish).get("small_top.qsf")).contains("DEVICE xcku5p-ffvb676-2-e\n");
    assertThatThrownBy(() -> Flows.part(Flows.named("vivado"), "a b; exit")).isInstanceOf(BadInput.class).hasMessageContaining("letters, digits");
    assertThatThrownBy(() -> Flows.part(Flows.named("edam"), "xc7")).isInstanceOf(BadInput.class);
  }

  /** A file list is one for Verilator and Icarus, the LiteX module is Python, the scripts are Tcl: what is not installed is left out. */
  @Test
  void readersReadThem() throws Exception {
    made("filelist", Wish.NOTHING).forEach(this::put);
    clean(new ExternalTool("verilator").require().run(folder, List.of("--lint-only", "--top-module", "small_top", "-f", "small_top.f")));
    assertThat(new ExternalTool("iverilog").require().run(folder, List.of("-g2005", "-o", "small_top.vvp", "-c", "small_top.f"))).isEqualTo(new ExternalTool.Result(0, ""));
    made("litex", Wish.NOTHING).forEach(this::put);
    assertThat(new ExternalTool("python3").require().run(folder, List.of("-m", "py_compile", "small_top.py"))).isEqualTo(new ExternalTool.Result(0, ""));
  }

  private void put(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theComponentKeepsToTheSchema() throws Exception {
    Assumptions.assumeTrue(Files.exists(SCHEMA), SCHEMA + " is not there");
    var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
    var text = made("ipxact", Wish.NOTHING).get("small_top.xml");
    schema.newValidator().validate(new StreamSource(new StringReader(text)));
    assertThatThrownBy(() -> schema.newValidator().validate(new StreamSource(new StringReader(text.replace("<ipxact:direction>in<", "<ipxact:direction>inward<"))))).hasMessageContaining("inward");
  }

  /** What generate wrote of a bus, of registers and of power is handed on as it is. */
  @Test
  void whatIsThereIsHandedOn() {
    assertThatThrownBy(() -> made("rdl", Wish.NOTHING)).isInstanceOf(BadInput.class).hasMessageContaining("no file *.rdl").hasMessageContaining("--bus");
    assertThatThrownBy(() -> made("upf", Wish.NOTHING)).isInstanceOf(BadInput.class).hasMessageContaining("--target cim");
    put("map.rdl", "addrmap map { };\n");
    put("small_top.upf", "upf_version 2.1\n");
    put("component.xml", "<component/>\n");
    assertThat(made("rdl", Wish.NOTHING)).containsExactlyEntriesOf(Map.of("map.rdl", "addrmap map { };\n"));
    assertThat(made("upf", Wish.NOTHING)).containsExactlyEntriesOf(Map.of("small_top.upf", "upf_version 2.1\n"));
    assertThat(made("ipxact", Wish.NOTHING)).containsExactlyEntriesOf(Map.of("small_top.xml", "<component/>\n"));
  }

  @Test
  void twoClocksAreSaidApart() throws Exception {
    write(PORTS + ", {\"name\": \"bus_clk_i\", \"dir\": \"in\", \"width\": 1, \"signed\": false, \"kind\": \"data\"}", ", \"clocks\": [{\"name\": \"clk_i\", \"reset\": \"rst_ni\"}, {\"name\": \"bus_clk_i\", \"reset\": null}]");
    assertThat(made("vivado", Wish.NOTHING).get("small_top.xdc")).contains("create_clock -name bus_clk_i -period 10.000", "set_clock_groups -asynchronous -group {clk_i} -group {bus_clk_i}");
    assertThat(made("quartus", Wish.NOTHING).get("small_top.qsf")).doesNotContain("-to bus_clk_i");
    assertThatThrownBy(() -> made("litex", Wish.NOTHING)).isInstanceOf(BadInput.class).hasMessageContaining("clk_i and bus_clk_i");
  }

  @Test
  void whatADescriptionHasNoUseForIsRefused() {
    assertThatThrownBy(() -> Flows.named("edam").fill(null, Wish.NOTHING, temp, s -> { })).isInstanceOf(BadInput.class).hasMessageContaining("--fill");
    assertThatThrownBy(() -> made("edam", new Wish(Optional.empty(), OptionalDouble.empty(), Optional.of(temp)))).isInstanceOf(BadInput.class).hasMessageContaining("--pins");
    assertThatThrownBy(() -> Flows.named("fusesock")).isInstanceOf(BadInput.class).hasMessageContaining("did you mean fusesoc?");
  }

  /** The page's table is made from the flows themselves. */
  @Test
  void thePageNamesEveryFlow() throws Exception {
    var page = Path.of("../docs/flows.md");
    var rows = new StringBuilder("| `--to` | writes |\n| --- | --- |\n");
    for (Flow f : Flows.all()) rows.append("| `").append(f.name()).append("` | ").append(f.summary()).append(" |\n");
    String text = Files.readString(page), begin = "<!-- flows -->\n", end = "<!-- /flows -->";
    int from = text.indexOf(begin) + begin.length(), to = text.indexOf(end);
    assertThat(to).as("%s holds %s", page, end).isGreaterThanOrEqualTo(from);
    if (Snapshot.updating()) Files.writeString(page, text = text.substring(0, from) + rows + text.substring(to));
    assertThat(text.substring(from, text.indexOf(end))).isEqualTo(rows.toString());
  }

  private static void clean(ExternalTool.Result read) {
    assertThat(read.status()).as(read.text()).isZero();
    assertThat(Lint.complaints(read.text())).isEmpty();
  }
}
