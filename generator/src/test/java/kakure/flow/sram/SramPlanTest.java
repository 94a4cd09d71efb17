// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.eda.Lint;
import kakure.Snapshot;
import kakure.eda.LibertyMemory;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.MacroChoice;
import kakure.flow.Made;
import kakure.flow.Memory;
import kakure.flow.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories become macros where one port does, by the least area, and what cannot is said by name. */
class SramPlanTest {
  @TempDir Path temp;
  private Path rtl;
  private Path macros;

  @BeforeEach
  void library() throws Exception {
    rtl = Files.createDirectory(temp.resolve("rtl"));
    macros = Files.createDirectory(temp.resolve("macros"));
    liberty("RM_64x16", 6, 16, 1000, "");
    liberty("RM_128x32", 7, 32, 3000, "");
    design("{\"module\": \"ram_300x20_lanes2\", \"width\": 20, \"depth\": 300, \"lanes\": 2, \"ports\": 2}, {\"module\": \"ram_4x8\", \"width\": 8, \"depth\": 4, \"lanes\": 1, \"ports\": 2}");
  }

  private void liberty(String name, int address, int width, int area, String more) throws Exception {
    var text = new StringBuilder("library (" + name + ") {\n  type (D) { base_type : array; data_type : bit; bit_width : " + width + "; bit_from : " + (width - 1) + "; bit_to : 0; }\n  type (A) { bit_width : " + address + "; }\n"
        + "  cell (" + name + ") { memory () { type : ram; address_width : " + address + "; word_width : " + width + "; } area : " + area + ";\n");
    for (var pin : List.of("A_CLK", "A_MEN", "A_WEN", "A_REN", "A_DLY", "A_BIST_EN")) text.append("    pin (").append(pin).append(") { direction : input; }\n");
    for (var bus : List.of("A_ADDR A", "A_DIN D", "A_BM D", "A_BIST_DIN D")) text.append("    bus (").append(bus.split(" ")[0]).append(") { bus_type : ").append(bus.split(" ")[1]).append("; direction : input; }\n");
    Files.writeString(macros.resolve(name + "_typ.lib"), text.append("    bus (A_DOUT) { bus_type : D; direction : output; }\n").append(more).append("  }\n}\n").toString());
  }

  private void design(String memories) throws Exception {
    Files.writeString(rtl.resolve("memories.json"), "[" + memories + "]");
    Files.writeString(rtl.resolve("ram_300x20_lanes2.v"), "module ram_300x20_lanes2; endmodule\n");
    Files.writeString(rtl.resolve("ram_4x8.v"), "module ram_4x8; endmodule\n");
    Files.writeString(rtl.resolve("top.v"), "module top (input wire clk_i); endmodule\n");
    Files.writeString(rtl.resolve("design.json"), """
        { "format": 2, "top": "top", "files": ["ram_300x20_lanes2.v", "ram_4x8.v", "top.v"], "clock": "clk_i", "reset": null, "ports": [{"name": "clk_i", "dir": "in", "width": 1, "signed": false, "kind": "clock"}], "streams": [],
          "modules": [{"name": "inner", "instances": [{"name": "u_ram", "module": "ram_300x20_lanes2"}]}, {"name": "top", "instances": [{"name": "u_a", "module": "inner"}, {"name": "u_b", "module": "inner"}, {"name": "u_few", "module": "ram_4x8"}]}],
          "macros": [{"module": "ram_300x20_lanes2", "role": "ram"}, {"module": "ram_4x8", "role": "ram"}] }
        """);
  }

  private Made made(String to, String part, MacroChoice choice) {
    return Flows.named(to).make(Handed.read(rtl, Set.of(), null), new Wish(Optional.of(part), OptionalDouble.empty(), Optional.empty(), Optional.empty(), choice), temp, s -> { });
  }

  private MacroChoice onePort() {
    return new MacroChoice(List.of(macros), Set.of("ram_300x20_lanes2"), false);
  }

  private static String text(Made made, String file) {
    return new String(made.files().get(file), StandardCharsets.UTF_8);
  }

  @Test
  void theLeastAreaIsChosen() throws Exception {
    var library = SramLibrary.read(List.of(macros)).macros();
    assertThat(Tiling.of(new Memory("m", 20, 100, 1, 1), library)).hasValueSatisfying(t -> assertThat(t.macro().name() + " " + t.banks() + "x" + t.columns()).isEqualTo("RM_128x32 1x1"));
    assertThat(Tiling.of(new Memory("m", 33, 65, 4, 1), library)).hasValueSatisfying(t -> assertThat(t.macro().name() + " " + t.banks() + "x" + t.columns()).isEqualTo("RM_128x32 1x2"));
    assertThat(Tiling.of(new Memory("m", 48, 64, 1, 1), library)).hasValueSatisfying(t -> assertThat(t.macro().name() + " " + t.banks() + "x" + t.columns()).isEqualTo("RM_64x16 1x3"));
    assertThat(Tiling.of(new Memory("m", 65536, 1 << 20, 1, 1), library)).isEmpty();
  }

  @Test
  void wrapperListAndConfigurationOfOpenRoad() throws Exception {
    var made = made("openroad", "ihp-sg13g2", onePort());
    Snapshot.check("flow/sram/ram_300x20_lanes2.v", text(made, "macros/ram_300x20_lanes2.v"));
    Snapshot.check("flow/sram/top.macros", text(made, "top.macros"));
    assertThat(text(made, "config.mk")).contains("$(dir $(DESIGN_CONFIG))macros/ram_300x20_lanes2.v", "$(dir $(DESIGN_CONFIG))ram_4x8.v", "export ADDITIONAL_LIBS = \\\n  $(dir $(DESIGN_CONFIG))macros/RM_128x32_typ.lib\n").doesNotContain("SYNTH_MEMORY_MAX_BITS", "ADDITIONAL_LEFS =");
    assertThat(made.files()).containsKeys("macros/RM_128x32_typ.lib", "ram_300x20_lanes2.v", "design.json");
    assertThat(made.figures().get("notes").toString()).contains("flip-flops, 32 of them", "ram_4x8 (1 x 32 bits), too small", "no LEF of RM_128x32");
  }

  /** Icarus and Verilator take the wrapper over the pins that the Liberty file tells. */
  @Test
  void readersTakeTheWrapper() throws Exception {
    var made = made("openroad", "ihp-sg13g2", onePort());
    Files.write(temp.resolve("w.v"), made.files().get("macros/ram_300x20_lanes2.v"));
    Files.write(temp.resolve("stub.v"), made.files().get("macros/RM_128x32.vh"));
    assertThat(new ExternalTool("iverilog").require().run(temp, List.of("-g2005", "-Wall", "-tnull", "w.v", "stub.v"))).isEqualTo(new ExternalTool.Result(0, ""));
    clean(new ExternalTool("verilator").require().run(temp, List.of("--lint-only", "-Wall", "-Wno-DECLFILENAME", "-Wno-UNUSEDSIGNAL", "-Wno-UNDRIVEN", "--top-module", "ram_300x20_lanes2", "w.v", "stub.v")));
  }

  @Test
  void libreLaneWantsOutlineAndLayout() throws Exception {
    assertThatThrownBy(() -> made("librelane", "ihp-sg13g2", onePort())).isInstanceOf(BadInput.class).hasMessageContaining("no LEF of RM_128x32");
    Files.writeString(macros.resolve("outlines.lef"), "VERSION 5.7 ;\nMACRO RM_128x32\nEND RM_128x32\n");
    assertThatThrownBy(() -> made("librelane", "ihp-sg13g2", onePort())).isInstanceOf(BadInput.class).hasMessageContaining("no GDS of RM_128x32");
    Files.writeString(macros.resolve("RM_128x32.gds"), "GDS");
    assertThat(text(made("librelane", "ihp-sg13g2", onePort()), "config.json")).contains("\"dir::macros/ram_300x20_lanes2.v\"", "\"gds\": [\"dir::macros/RM_128x32.gds\"]", "\"vh\": [\"dir::macros/RM_128x32.vh\"]", "\"u_b.u_ram.u_2_0\": {\"location\": null, \"orientation\": \"N\"}");
  }

  @Test
  void whatOnePortDoesNotServeIsSaidByName() {
    var two = new MacroChoice(List.of(macros), Set.of(), false);
    assertThatThrownBy(() -> made("openroad", "ihp-sg13g2", two)).isInstanceOf(BadInput.class).hasMessageContaining("ram_300x20_lanes2 (2 x 6000 bits): written and read at once").hasMessageContaining("--one-port NAME").hasMessageContaining("--flip-flops").hasMessageNotContaining("ram_4x8");
    var left = made("openroad", "ihp-sg13g2", new MacroChoice(List.of(macros), Set.of(), true));
    assertThat(left.figures().get("notes").toString()).contains("flip-flops, 12032 of them");
    assertThat(text(left, "config.mk")).contains("export SYNTH_MEMORY_MAX_BITS = 6000\n");
    assertThat(left.files()).doesNotContainKey("top.macros");
    assertThatThrownBy(() -> made("openroad", "ihp-sg13g2", new MacroChoice(List.of(macros), Set.of("ram_1x1"), false))).isInstanceOf(BadInput.class).hasMessageContaining("no such memory; it has ram_300x20_lanes2, ram_4x8");
    assertThatThrownBy(() -> made("openroad", "ihp-sg13g2", new MacroChoice(List.of(), Set.of(), true))).isInstanceOf(BadInput.class).hasMessageContaining("none were given");
    assertThat(text(made("openroad", "ihp-sg13g2", MacroChoice.NONE), "config.mk")).contains("SYNTH_MEMORY_MAX_BITS = 6000");
  }

  @Test
  void macrosWithOtherPinsAreNamed() throws Exception {
    Path other = Files.createDirectory(temp.resolve("other"));
    macros = other;
    liberty("RM_2P", 6, 16, 1000, "    pin (B_CLK) { direction : input; }\n");
    assertThatThrownBy(() -> SramLibrary.read(List.of(other))).isInstanceOf(BadInput.class).hasMessageContaining("RM_2P (a pin B_CLK)");
    assertThatThrownBy(() -> SramLibrary.read(List.of(temp.resolve("nowhere")))).isInstanceOf(BadInput.class).hasMessageContaining("no such file");
    assertThatThrownBy(() -> SramLibrary.read(List.of(rtl))).isInstanceOf(BadInput.class).hasMessageContaining("no Liberty file there tells of a memory");
    Files.writeString(other.resolve("bad.lib"), "library (b) { cell (c) { memory () { address_width : 99; word_width : 8; } area : 1; } }\n");
    assertThatThrownBy(() -> LibertyMemory.read(other.resolve("bad.lib"))).isInstanceOf(BadInput.class).hasMessageContaining("address_width").hasMessageContaining("1 to 24");
  }

  @Test
  void theSameFilesEveryTime() {
    var first = new TreeMap<>(made("openroad", "ihp-sg13g2", onePort()).files());
    var again = made("openroad", "ihp-sg13g2", onePort()).files();
    first.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
  }

  private static void clean(ExternalTool.Result read) {
    assertThat(read.status()).as(read.text()).isZero();
    assertThat(Lint.complaints(read.text())).isEmpty();
  }
}
