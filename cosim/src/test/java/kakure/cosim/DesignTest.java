// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** design.json: what it says, and what is said when it is wrong. */
class DesignTest {
  @TempDir
  Path dir;

  @Test
  void readsTheExample() {
    Design d = Fixtures.popcount();
    assertThat(d.top()).isEqualTo("popcount");
    assertThat(d.clock()).hasValue(d.port("clk_i"));
    assertThat(d.reset()).hasValue(d.port("rst_ni"));
    assertThat(d.stream("req").data()).containsExactly(d.port("req_word_i"));
    assertThat(d.inputs().bytes()).isEqualTo(1 + 8 + 1);
    assertThat(d.outputs().ports()).extracting(Port::name).containsExactly("req_ready_o", "rsp_valid_o", "rsp_count_o");
    assertThat(d.transaction("rsp").bytes()).isEqualTo(1);
  }

  /** What the generator wrote before format 2. */
  @Test
  void readsFormat1() {
    Design d = Design.read(Path.of("src/test/resources/format1"));
    assertThat(d.top()).isEqualTo("sign_pe_a8");
    assertThat(d.ports()).extracting(Port::name).containsExactly("act_i", "sign_i", "mask_i", "prod_o");
    assertThat(d.files()).extracting(f -> f.getFileName().toString()).containsExactly("sign_pe_a8.v");
    assertThat(d.clock()).isEmpty();
  }

  @Test
  void readsFormat2AsFormat1() throws Exception {
    Path source = Path.of("src/test/resources/format1");
    Files.copy(source.resolve("sign_pe_a8.v"), dir.resolve("sign_pe_a8.v"));
    String text = Files.readString(source.resolve("design.json"));
    assertThat(text).contains("\"format\": 1,");
    Files.writeString(dir.resolve("design.json"), text.replace("\"format\": 1,", "\"format\": 2, \"modules\": [{}],"));
    assertThat(Design.read(dir).ports()).isEqualTo(Design.read(source).ports());
  }

  @Test
  void recordsArePackedWithoutPadding() {
    RecordLayout r = new RecordLayout(java.util.List.of(new Port(0, "a", true, 9, false, false), new Port(1, "b", true, 70, false, false), new Port(2, "c", true, 1, false, false)));
    assertThat(r.bytes()).isEqualTo(2 + 9 + 1);
    assertThat(r.offset("c")).isEqualTo(11);
    assertThat(r.portAt(10)).isEqualTo(1);
    ByteBuffer b = ByteBuffer.allocate(2 * r.bytes());
    BigInteger wide = BigInteger.ONE.shiftLeft(69).add(BigInteger.valueOf(0x1234));
    r.put(b, 1, 1, wide);
    r.put(b, 1, 0, BigInteger.valueOf(0x1fe));
    assertThat(r.get(b, 1, 1)).isEqualTo(wide);
    assertThat(b.get(12)).isEqualTo((byte) 0xfe);
    assertThat(b.get(13)).isEqualTo((byte) 0x01);
    assertThat(r.get(b, 0, 1)).isEqualTo(BigInteger.ZERO);
    assertThatThrownBy(() -> r.put(b, 0, 0, BigInteger.valueOf(512))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("port a of 9 bits");
    assertThatThrownBy(() -> r.put(b, 0, 0, BigInteger.valueOf(-1))).isInstanceOf(IllegalArgumentException.class);
  }

  /** Each row changes one thing of a good file. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "\"format\":1          | \"format\":3            | :1:11: \"format\" must be 1 or 2, which are those that this version reads",
    "\"format\":1          | \"format\":\"2\"        | :1:11: \"format\" must be 1 or 2, which are those that this version reads",
    "\"top\":\"m\"         | \"top\":\"-m\"          | :1:19: \"-m\" is no simple Verilog name",
    "\"top\":\"m\"         | \"tup\":\"m\"           | :1:1: field \"top\" is missing",
    "m.v                   | n.v                     | n.v is no file",
    "\"width\":8           | \"width\":0             | a width from 1 to 1048576 is expected",
    "\"width\":8           | \"width\":8.5           | a width from 1 to 1048576 is expected",
    "\"width\":8           | \"width\":\"8\"         | a width from 1 to 1048576 is expected",
    "\"d_i\",\"dir\":\"in\" | \"d_i\",\"dir\":\"inout\" | \"in\" or \"out\" is expected",
    "\"name\":\"r_o\"      | \"name\":\"v_i\"        | port v_i is there twice",
    "\"clock\":\"clk_i\"   | \"clock\":\"clock\"     | there is no port clock",
    "\"clock\":\"clk_i\"   | \"clock\":\"r_o\"       | r_o is clock or reset and must be an input of one bit",
    "\"valid\":\"v_i\"     | \"valid\":\"r_o\"       | r_o must be an input here",
    "\"valid\":\"v_i\"     | \"valid\":\"d_i\"       | d_i must have one bit",
    "[\"d_i\"]             | []                      | a stream needs at least one data port",
    "[\"d_i\"]             | [\"x\"]                 | there is no port x",
    "\"streams\":[         | \"streams\":[7,         | an object is expected, not a number",
  })
  void refuses(String from, String to, String message) throws Exception {
    String good = "{\"format\":1,\"top\":\"m\",\"files\":[\"m.v\"],\"clock\":\"clk_i\",\"reset\":null,\"ports\":["
        + String.join(",", Fixtures.port("clk_i", "in", 1), Fixtures.port("v_i", "in", 1), Fixtures.port("r_o", "out", 1), Fixtures.port("d_i", "in", 8))
        + "],\"streams\":[" + Fixtures.stream("s", "in", "v_i", "r_o", "d_i") + "]}";
    Files.writeString(dir.resolve("m.v"), "");
    Path file = dir.resolve("design.json");
    Files.writeString(file, good);
    assertThat(Design.read(dir).streams()).hasSize(1);
    assertThat(good).contains(from);
    Files.writeString(file, good.replace(from, to));
    assertThatThrownBy(() -> Design.read(file)).isInstanceOf(DesignException.class).hasMessageStartingWith(file + ":1:").hasMessageContaining(message);
  }

  @Test
  void refusesWhatCannotBeRead() throws Exception {
    assertThatThrownBy(() -> Design.read(dir.resolve("none.json"))).isInstanceOf(DesignException.class).hasMessageEndingWith("none.json: there is no such file");
    Files.write(dir.resolve("design.json"), new byte[] {'{', (byte) 0xff});
    assertThatThrownBy(() -> Design.read(dir)).isInstanceOf(DesignException.class).hasMessageEndingWith("design.json: not UTF-8 text");
    Files.writeString(dir.resolve("design.json"), "{\"format\":1,");
    assertThatThrownBy(() -> Design.read(dir)).isInstanceOf(DesignException.class).hasMessageContaining("design.json:1:13:");
  }
}
