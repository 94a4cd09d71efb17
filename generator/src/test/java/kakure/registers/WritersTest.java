// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kakure.ExternalTool;
import kakure.Snapshot;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Word;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file that is written of a register map looks as it is kept, and is one for who reads it: a C compiler, the schema of IP-XACT. */
class WritersTest {
  private static final Path SCHEMA = Path.of("../../shared/schema/ieee-1685-2014/index.xsd");

  @TempDir Path temp;

  /** Every kind of access, a field of one bit, one at the top, one that is reset to something, one beside it that a write does not clear. */
  private static RegisterMap map() {
    var control = new Word.Builder("control");
    control.unsigned("go", 1, "starts");
    control.at(4).unsigned("mode", 3, "what is done: 0 < 1 & more");
    var top = new Word.Builder("top_bits");
    top.unsigned("level", 2, "goes on");
    top.at(31).unsigned("flag", 1, "the highest bit");
    return new RegisterMap("small_map", "a small map", 8, List.of(
        new Register(0, Access.CONSTANT, 0x12345678, whole("id"), "who it is"), new Register(4, Access.READ_WRITE, 0x50, control.build(32), "what it does"),
        new Register(0x10, Access.CLEAR, 0, top.build(), "what has happened").clearing(1L << 31), new Register(0x14, Access.READ, 0xf0, whole("state"), "what goes on"), new Register(0x20, Access.WRITE, 0, whole("push"), "a word")));
  }

  private static Word whole(String name) {
    var word = new Word.Builder(name);
    word.unsigned("value", 32, "all of it");
    return word.build();
  }

  private static List<Port> ports() {
    var m = Module.of("small_top");
    var address = m.input("aw_addr", Type.bits(8));
    m.output("out_valid", m.register("valid_q", Expr.eq(address, Expr.constant(0, 8)), 0));
    return Netlist.elaborate(m).top().ports();
  }

  private static String component() {
    return IpXact.of(map(), "small_top", "1.0", List.of(new IpXact.Interface("regs", "amba.com:AMBA4:AXI4Lite:r0p0_0", false, true, Map.of("ARADDR", "aw_addr_i", "AWADDR", "aw_addr_i")),
        new IpXact.Interface("data", "amba.com:AMBA4:AXI4Stream:r0p0_1", true, false, Map.of("TVALID", "out_valid_o"))),
        ports(), List.of("small_top.v"));
  }

  @Test
  void header() throws Exception {
    Snapshot.check("registers/header.h", CHeader.of(map()));
    var c = "#include \"small_map_regs.h\"\nint main(void) { return SMALL_MAP_CONTROL_MODE_MASK == 0x70u && SMALL_MAP_CONTROL_RESET >> SMALL_MAP_CONTROL_MODE_LSB == 5 && SMALL_MAP_TOP_BITS_FLAG_MASK == 0x80000000u ? 0 : 1; }\n";
    Files.writeString(temp.resolve("small_map_regs.h"), CHeader.of(map()));
    Files.writeString(temp.resolve("main.c"), c);
    assertThat(new ExternalTool("gcc").require().run(temp, List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "main.c", "-o", "main"))).isEqualTo(new ExternalTool.Result(0, ""));
    assertThat(new ProcessBuilder(temp.resolve("main").toString()).start().waitFor()).isZero();
  }

  @Test
  void wordInMemory() {
    var word = new Word.Builder("a word");
    word.unsigned("address", 64, "where");
    word.at(100).unsigned("go", 1, "starts");
    assertThat(CHeader.of("small_word", word.build(128))).contains("/* SPDX-License-Identifier: Apache-2.0\n * a word: ", "#define SMALL_WORD_BYTES 16\n", "#define SMALL_WORD_ADDRESS_LSB 0 /* where */\n#define SMALL_WORD_ADDRESS_BITS 64\n",
        "#define SMALL_WORD_GO_LSB 100 /* starts */\n#define SMALL_WORD_GO_BITS 1\n").endsWith("\n#endif\n");
  }

  @Test
  void systemRdl() throws Exception {
    Snapshot.check("registers/map.rdl", SystemRdl.of(map()));
  }

  @Test
  void markdown() throws Exception {
    Snapshot.check("registers/tables.md", MarkdownTable.registers(map()) + "\n" + MarkdownTable.fields(map()));
  }

  @Test
  void ipXact() throws Exception {
    Snapshot.check("registers/component.xml", component());
  }

  @Test
  void theSchemaTakesTheComponent() throws Exception {
    Assumptions.assumeTrue(Files.exists(SCHEMA), "the schema of IP-XACT is not there: " + SCHEMA);
    var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
    schema.newValidator().validate(new StreamSource(new StringReader(component())));
    assertThatThrownBy(() -> schema.newValidator().validate(new StreamSource(new StringReader(component().replace("oneToClear", "oneToForget"))))).hasMessageContaining("oneToForget");
  }

  @Test
  void whatNoWriteClearsIsNotSaidToBeCleared() {
    assertThat(SystemRdl.of(map())).contains("sw = r; hw = w; } level[1:0];", "sw = rw; onwrite = woclr; hw = rw; } flag[31:31] = 1'h0;", "sw = r; hw = na; } value[31:0] = 32'h12345678;");
    assertThat(component().split("oneToClear")).hasSize(2);
    assertThatThrownBy(() -> new Register(0, Access.READ_WRITE, 0, whole("other"), "").clearing(1)).hasMessageContaining("other is not cleared by a write");
  }

  @Test
  void registersLieApart() {
    var id = new Register(0, Access.READ, 0, whole("id"), "");
    assertThatThrownBy(() -> new RegisterMap("m", "", 8, List.of(id, new Register(0, Access.READ, 0, whole("other"), "")))).hasMessageContaining("other lies at 0, which is taken");
    assertThatThrownBy(() -> new RegisterMap("m", "", 8, List.of(new Register(2, Access.READ, 0, whole("other"), "")))).hasMessageContaining("not a multiple of 4");
    assertThatThrownBy(() -> new RegisterMap("m", "", 8, List.of(id, new Register(4, Access.READ, 0, whole("id"), "")))).hasMessageContaining("two registers of m have one name");
    assertThatThrownBy(() -> new RegisterMap("m", "", 8, List.of(new Register(256, Access.READ, 0, whole("id"), "")))).hasMessageContaining("8 bits");
  }
}
