// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import kakure.eda.Liberty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsableCellsTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"A & B ^ C,true", "A ^ B * C,true", "A ^ B C,true", "(A & B) ^ C,false", "((A^B)^C),false", "(!((A B)+C)),false", "A+B C,false", "!(A ^ B | C),true", "(A ^ (B & C)),false", "(A B) !C ^ D,true"})
  void anExclusiveOrBesideAnotherOperatorIsReadInTwoWays(String function, boolean ambiguous) {
    assertThat(UsableCells.ambiguous(function)).isEqualTo(ambiguous);
  }

  @Test
  void padsTristatesAndWhatHasNoSizeAreLeftOut() {
    assertThat(UsableCells.of("library (l) {\ncell (NAND2X1) { pin (Y) { function : \"!(A B)\"; } }\n  cell(\"PADOUT\") { }\ncell (BUFX2) { pin (Y) { function : \"A\"; three_state : \"!E\"; } }\ncell (GHOST) {\n}\n}\n", Small.LEF)).isEqualTo(
        "library (l) {\ncell (NAND2X1) { pin (Y) { function : \"!(A B)\"; } }\n  cell(\"PADOUT\") { dont_use : true; }\ncell (BUFX2) { dont_use : true; pin (Y) { function : \"A\"; three_state : \"!E\"; } }\ncell (GHOST) { dont_use : true;\n}\n}\n");
  }

  /** Of the packages' libraries the pads and tri-states are left out and nothing that synthesis needs. */
  @ParameterizedTest
  @ValueSource(strings = {"osu035", "osu018", "osu050"})
  void librariesOfThePackagesAreUsable(String name) throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/usr/share/qflow/tech", name)), "optional: no /usr/share/qflow/tech/" + name + ", which Debian's qflow-tech-" + name + " brings");
    var technology = Technology.named(name);
    var lef = Lef.read(technology.lef());
    Path file = folder.resolve("cells.lib");
    Files.writeString(file, UsableCells.of(Files.readString(technology.liberty(), StandardCharsets.ISO_8859_1), lef), StandardCharsets.ISO_8859_1);
    var cells = Liberty.read(file).cells();
    assertThat(cells.values().stream().filter(c -> !c.dontUse()).map(Liberty.Cell::name).collect(Collectors.toList())).contains("DFFPOSX1", "DFFSR", "INVX1", "NAND2X1", "XOR2X1", technology.buffer().cell()).noneMatch(c -> c.startsWith("PAD") || c.startsWith("TBUF"));
    assertThat(lef.cells().get(technology.filler()).core()).isTrue();
  }
}
