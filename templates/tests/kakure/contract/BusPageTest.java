// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.bus.BusError;
import blocks.bus.DescriptorWord;
import blocks.bus.MoverError;
import blocks.bus.MoverMap;
import blocks.bus.onbus.Bus;
import blocks.bus.onbus.EngineAxiStream;
import blocks.bus.onbus.EngineWishbone;
import blocks.bus.onbus.OnBus;
import blocks.engine.engine.Engine;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kakure.Snapshot;
import kakure.kernel.Port;
import kakure.registers.MarkdownTable;
import kakure.registers.PortTable;
import kakure.spec.RegisterMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import targets.engine.BusFiles;

/** The tables of docs/bus.md are what buses, registers and errors say of themselves ({@code -Dupdate.golden=true} rewrites them); and each bus's component is one for the schema of IP-XACT. */
class BusPageTest {
  private static final Path PAGE = Path.of("../docs/bus.md");
  private static final Path SCHEMA = Path.of("../../shared/schema/ieee-1685-2014/index.xsd");
  private static final Engine ENGINE = Engine.of(4, 4, 8);

  @Test
  void saysWhatTheHardwareIsMadeOf() throws Exception {
    RegisterMap map = new EngineWishbone(ENGINE).map();
    var page = Files.readString(PAGE);
    var buses = new StringBuilder("| `--bus` | what it is |\n| --- | --- |\n");
    for (var bus : Bus.values()) buses.append("| `").append(bus.text).append("` | ").append(bus.meaning).append(" |\n");
    var renewed = Sections.renew(Sections.renew(Sections.renew(page, "buses", buses.toString()), "registers", MarkdownTable.registers(map)), "fields", MarkdownTable.fields(map));
    renewed = Sections.renew(renewed, "codes", BusError.table());
    for (var bus : Bus.values()) {
      OnBus top = bus.around(ENGINE, 32);
      renewed = Sections.renew(renewed, "ports " + bus.text, "Ports of `" + top.moduleName() + "`:\n\n" + PortTable.of(Port.of(top)));
    }
    renewed = mover(renewed);
    if (Snapshot.updating()) Files.writeString(PAGE, renewed);
    assertThat(Files.readString(PAGE)).as("docs/bus.md; -Dupdate.golden=true rewrites its tables").isEqualTo(renewed);
  }

  private static String mover(String page) {
    var map = MoverMap.map();
    var codes = new StringBuilder("| `mover_error.code` | means |\n| --- | --- |\n");
    for (var error : MoverError.values()) codes.append("| ").append(error.code).append(" | ").append(error.meaning).append(" |\n");
    var renewed = Sections.renew(Sections.renew(Sections.renew(page, "mover", MarkdownTable.registers(map)), "mover fields", MarkdownTable.fields(map)), "mover codes", codes.toString());
    return WordTable.renew(renewed, List.of(DescriptorWord.WORD));
  }

  /** What is without streams of its own has all registers of the other, at the same offsets. */
  @Test
  void oneMapForAllBuses() {
    var all = new EngineWishbone(ENGINE).map().registers();
    assertThat(all).containsAll(new EngineAxiStream(ENGINE, 32).map().registers());
  }

  @Test
  void theSchemaTakesEveryComponent() throws Exception {
    Assumptions.assumeTrue(Files.exists(SCHEMA), "the schema of IP-XACT is not there: " + SCHEMA);
    var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
    for (var bus : Bus.values()) {
      OnBus top = bus.around(ENGINE, 32);
      var component = BusFiles.of(top).get("component.xml");
      schema.newValidator().validate(new StreamSource(new StringReader(component)));
      assertThat(component).contains("<ipxact:memoryMapRef memoryMapRef=\"kakure_bus\"/>", top.moduleName() + ".v");
    }
  }
}
