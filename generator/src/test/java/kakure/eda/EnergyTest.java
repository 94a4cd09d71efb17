// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kakure.BadInput;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnergyTest {
  private static final Path TINY = Path.of("src/test/resources/eda/tiny.lib");
  /** fJ: 1.342 of the NAND, .935 of the inverter; y takes 1.179337 uW at .5 transitions a ns. The net between the gates is no witness: OpenSTA 2.0.17 adds the library's wire load there. */
  private static final double OPENSTA_INTERNAL = 1.342397 + 0.934782, OPENSTA_SWITCHING = 1.179337 / 0.5;
  private static final Offset<Double> CLOSE = within(1e-9);

  @TempDir
  private Path folder;

  /** y = a and b: nets a 0, b 1, their NAND 2, y 3. */
  private static Cells and(String nand, String inverter, String... pins) {
    var ports = new LinkedHashMap<String, Cells.Port>();
    ports.put("a", new Cells.Port(true, List.of(0)));
    ports.put("b", new Cells.Port(true, List.of(1)));
    ports.put("y", new Cells.Port(false, List.of(3)));
    return new Cells("top", ports, List.of(new Cells.Instance(nand, Map.of(pins[0], 0, pins[1], 1, pins[2], 2)), new Cells.Instance(inverter, Map.of(pins[3], 2, pins[4], 3))), 4);
  }

  /**
   * Loads: a 1, b 1.5, the NAND 2, y four inputs of BUF, 4. Slews: a and b behind BUF, .1 load + .1, so .2 and .25; the NAND's of A .05 load = .1, of B .1 load = .2, so .15.
   * Inputs: (4 x 1 + 2 x 1.5) x 2 V^2 / 2; nets: (3 x 2 + 3 x 4) x the same.
   * Within: of A at .2 and 2 rising 1 + 10 x .2 + 2 = 5, falling 3, so 4; of B 2 + 4 x .25 = 3; A changes twice as often: 11 / 3, three times. INV: falling 20 x .15, rising 0: 1.5, three times.
   * Pin A of NAND: 1.5 where B is 0, .5 where it is 1: 1, four times.
   */
  @Test
  void twoGatesAreReckonedByHand() {
    var pricing = Pricing.of(TINY);
    assertThat(pricing.around()).isEqualTo(new Surroundings("BUF", "A", "Y", 4, 4));
    var energy = new EnergyModel(and("NAND2", "INV", "A", "B", "Y", "A", "Y"), pricing.tables(), pricing.around()).of(new long[] {4, 2, 3, 3}, 10);
    assertThat(energy.inputs()).isCloseTo(1.4, CLOSE);
    assertThat(energy.nets()).isCloseTo(3.6, CLOSE);
    assertThat(energy.internal()).isCloseTo((11 + 4.5 + 4) / 10, CLOSE);
    assertThat(energy.total()).isCloseTo(6.95, CLOSE);
    assertThat(energy.annotated()).isEqualTo(5);
    assertThat(energy.pins()).isEqualTo(5);
    assertThat(energy.corner()).isEqualTo("usual");
    assertThat(energy.volts()).isEqualTo(2);
  }

  @Test
  void whatNeverChangesTakesNothing() {
    var pricing = Pricing.of(TINY);
    assertThat(new EnergyModel(and("NAND2", "INV", "A", "B", "Y", "A", "Y"), pricing.tables(), pricing.around()).of(new long[4], 10).total()).isZero();
  }

  /** A clock of 4 transitions, a flip-flop whose D is 1 and whose Q is open: 1 fF x 2 V^2 / 2 and (3 + 1) / 2 a transition; Q has none that could be counted. */
  @Test
  void constantsAndOpenPinsTakeNothing() {
    var pricing = Pricing.of(TINY);
    var cells = new Cells("top", Map.of("clk", new Cells.Port(true, List.of(0))), List.of(new Cells.Instance("DFF", Map.of("D", Cells.ONE, "CK", 0))), 1);
    var energy = new EnergyModel(cells, pricing.tables(), pricing.around()).of(new long[] {4}, 2);
    assertThat(energy.inputs()).isCloseTo(4, CLOSE);
    assertThat(energy.internal()).isCloseTo(4, CLOSE);
    assertThat(energy.nets()).isZero();
    assertThat(energy.annotated()).isEqualTo(2);
    assertThat(energy.pins()).isEqualTo(3);
  }

  @Test
  void tablesAreLinearBetweenTheirIndicesAndBeyond() {
    var table = new LibertyTable(new double[] {0, 1, 3}, new double[] {0, 10}, new double[] {0, 10, 1, 11, 7, 17});
    assertThat(table.at(1, 10)).isEqualTo(11);
    assertThat(table.at(0.5, 5)).isEqualTo(5.5);
    assertThat(table.at(2, 0)).isEqualTo(4);
    assertThat(table.at(4, 20)).isEqualTo(30);
    assertThat(table.at(-1, 0)).isEqualTo(-1);
    assertThat(new LibertyTable(new double[] {0}, new double[] {0}, new double[] {3}).at(5, 5)).isEqualTo(3);
    assertThatThrownBy(() -> new LibertyTable(new double[] {0, 0}, new double[] {0}, new double[] {1, 2})).hasMessageContaining("do not rise");
    assertThatThrownBy(() -> new LibertyTable(new double[] {0, 1}, new double[] {0}, new double[] {1})).hasMessageContaining("1 values for 2 x 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "capacitive_load_unit (1, ff);             |                              | there is no capacitive_load_unit",
    "capacitive_load_unit (1, ff);             | capacitive_load_unit (1, nf); | is in nf, neither ff nor pf",
    "voltage_unit : \"1V\"                     | voltage_unit : \"1mV\"       | voltage_unit is 1mV, and only 1V is understood",
    "time_unit : \"1ns\"                       | time_unit : \"1s\"           | time_unit is 1s",
    "nom_voltage : 2.0;                        | nom_voltage : 0;             | nom_voltage is 0, which is no supply",
    "nom_voltage : 2.0;                        | nom_voltage : two;           | nom_voltage is \"two\", no number",
    "values (\"0, 20\")                        | values (\"0, 20, 40\")       | table fall_power: 3 values for 2 x 1 indices",
    "values (\"0, 20\")                        | values (\"0, x\")            | values of fall_power is \"x\", no number",
    "index_1 (\"0, 1\"); index_2 (\"0, 10\");  | index_1 (\"1, 1\"); index_2 (\"0, 10\"); | indices do not rise",
    "function : \"A\"                          | function : \"A B\"           | INV",
  })
  void whatIsWrongIsSaid(String from, String to, String message) throws Exception {
    var text = Files.readString(TINY);
    assertThat(text).contains(from.strip());
    var file = Files.writeString(folder.resolve("cells.lib"), text.replace(from.strip(), to == null ? "" : to.strip()));
    if (message.equals("INV")) assertThat(Pricing.of(file).around().driver()).as("where no buffer is understood").isEqualTo("INV");
    else assertThatThrownBy(() -> Pricing.of(file)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void aLibraryThatNothingCanBeMappedToIsRefused() throws Exception {
    var nothing = Files.writeString(folder.resolve("none.lib"), "library (l) { cell (A) { pin (x) { direction : input; } } }");
    assertThatThrownBy(() -> Pricing.of(nothing)).isInstanceOf(BadInput.class).hasMessageContaining("no cell has an output with a function");
    var text = Files.readString(TINY).replace("function : \"A\"", "function : \"A B\"").replace("function : \"!A\"", "function : \"!A B\"");
    var none = Files.writeString(folder.resolve("neither.lib"), text);
    assertThatThrownBy(() -> Pricing.of(none)).isInstanceOf(BadInput.class).hasMessageContaining("neither a buffer nor an inverter");
    var blank = Files.writeString(folder.resolve("a b.lib"), Files.readString(TINY));
    assertThatThrownBy(() -> Pricing.of(blank)).isInstanceOf(BadInput.class).hasMessageContaining("take no blanks");
  }

  /**
   * OpenSTA 2.0.17 of the same two gates in Nangate45, driven by BUF_X1, 3.898636 fF at y, activity .5 everywhere, 1 ns: it counts internal power twice, which is taken back here.
   */
  @TestFactory
  Stream<DynamicTest> openStaSaysTheSame() {
    var nangate = Path.of("../../shared/pdk/Nangate45_typ.lib");
    if (!Files.exists(nangate)) return Stream.empty();
    return Stream.of(DynamicTest.dynamicTest("Nangate45", () -> {
      var pricing = Pricing.of(nangate);
      assertThat(pricing.around().driver()).isEqualTo("BUF_X1");
      var model = new EnergyModel(and("NAND2_X1", "INV_X1", "A1", "A2", "ZN", "A", "ZN"), pricing.tables(), pricing.around());
      assertThat(model.of(new long[] {1, 1, 1, 1}, 1).internal()).isCloseTo(OPENSTA_INTERNAL, within(0.03 * OPENSTA_INTERNAL));
      assertThat(model.of(new long[] {0, 0, 0, 1}, 1).nets()).isCloseTo(OPENSTA_SWITCHING, within(0.001 * OPENSTA_SWITCHING));
    }));
  }
}
