// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import kakure.flow.Memory;
import kakure.flow.sram.SramLibrary;
import kakure.flow.sram.SramMacro;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an access of a memory takes, by the Liberty file of the macros that it is built of. */
class MemoryPricesTest {
  private static final Path MACRO = Path.of("src/test/resources/eda/macro.lib"), IHP = Path.of("../../shared/pdk/sram");

  @TempDir
  private Path folder;

  private SramMacro with(String from, String to) throws Exception {
    String text = Files.readString(MACRO);
    assertThat(text).contains(from);
    return SramLibrary.read(List.of(Files.writeString(folder.resolve("m.lib"), text.replace(from, to)))).macros().get(0);
  }

  /** 20 bits are three macros side by side, all of which wake; of the banks one does. */
  @Test
  void aWordWakesARowOfMacros() {
    var prices = MemoryPrices.of(SramLibrary.read(List.of(MACRO)), List.of(new Memory("ram_40x20", 20, 40, 1, 2), new Memory("ram_2x2", 2, 2, 1, 1), new Memory("ram_16x16384", 16_384, 16, 1, 1)));
    assertThat(prices.of("ram_40x20")).hasValueSatisfying(p -> {
      assertThat(p.text()).isEqualTo("3 x 3 RM_16x8");
      assertThat(p.read()).isEqualTo(3 * 4000.0);
      assertThat(p.write()).as("both edges of the clock").isEqualTo(3 * 8000.0);
    });
    assertThat(prices.left()).containsExactly("ram_2x2, too small for a macro", "ram_16x16384, which no macros serve");
    assertThat(prices.macros()).singleElement().satisfies(m -> assertThat(m.cell().volts()).isEqualTo(1.5));
  }

  @Test
  void unitsAndQuotes() throws Exception {
    assertThat(with("(1,pf)", "(10, ff)").read()).hasValue(40);
    assertThat(with("values (4)", "values (\"4\")").read()).hasValue(4000);
    assertThat(with("voltage_unit : \"1V\"", "voltage_unit : \"10mV\"").read()).as("a unit that is not understood").isEqualTo(OptionalDouble.empty());
  }

  /** A pin that is tied decides, too: the delay pin is 1. */
  @Test
  void conditionsAreMet() throws Exception {
    assertThat(with("\"A_MEN & !A_WEN & A_REN\"", "\"A_DLY * A_MEN & !A_WEN * A_REN\"").read()).hasValue(4000);
    assertThat(with("\"A_MEN & !A_WEN & A_REN\"", "\"!A_DLY & A_MEN & !A_WEN & A_REN\"").read()).isEmpty();
    assertThat(with("when : \"!A_MEN  & !A_WEN & !A_REN\";", "").read()).as("the first that is met").hasValue(0);
  }

  /** What is not understood is not guessed at, and does not keep a macro from serving. */
  @Test
  void otherWaysAreLeft() throws Exception {
    assertThat(with("\"A_MEN & !A_WEN & A_REN\"", "\"A_MEN & (!A_WEN + A_REN)\"").read()).isEmpty();
    assertThat(with("values (4)", "values (\"4, 5\")").read()).as("a table by the clock's slew").isEmpty();
    assertThat(with("values (4)", "values (4x)").read()).isEmpty();
    var macro = with("capacitive_load_unit (1,pf);", "");
    assertThat(macro.read()).isEmpty();
    assertThat(MemoryPrices.of(SramLibrary.read(List.of(macro.liberty())), List.of(new Memory("m", 8, 16, 1, 1))).left()).containsExactly("m, as m.lib does not tell what a cycle takes");
  }

  /** The figures of the vendor's own file. */
  @Test
  void ofIhp() {
    Assumptions.assumeTrue(Files.isDirectory(IHP), "../shared/pdk/sram is not there");
    var macros = SramLibrary.read(List.of(IHP)).macros();
    assertThat(macros).isNotEmpty().allMatch(m -> m.read().isPresent() && m.write().isPresent() && m.cell().volts() == 1.2);
    var small = macros.stream().filter(m -> m.name().startsWith("RM_IHPSG13_1P_1024x16")).findFirst().orElseThrow();
    assertThat(small.read()).hasValue(26_486.3);
    assertThat(small.write()).hasValue(32_918.0);
  }
}
