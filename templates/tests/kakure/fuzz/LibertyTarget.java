// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.BadInput;
import kakure.eda.Liberty;
import kakure.eda.LibertyTables;

/** A library of cells, and its tables. */
final class LibertyTarget implements FuzzTarget {
  private static final String SEED = """
      library (l) { /* c */ time_unit : "1ns"; define (e, cell, string); t (x) { index_1 ("0, 1, \\
      2"); } cell (INV) { area : 1.0 pin (A, B) { direction : input; capacitance : .5; }
      pin (Y) { function : "!A"; timing () { related_pin : "A"; timing_type : rising_edge; values ("1, 2"); } } ff (IQ, IQN) { clocked_on : "A"; } } }
      """;
  private static final String TABLES = """
      library (l) { time_unit : "1ns"; voltage_unit : "1V"; capacitive_load_unit (1, ff); nom_voltage : 1.1; lu_table_template (t) { variable_1 : total_output_net_capacitance; index_1 ("0, 1"); index_2 ("2"); }
      cell (INV) { pin (A) { direction : input; capacitance : 1; internal_power () { power (t) { values ("1, 2"); } } }
      pin (Y) { timing () { related_pin : "A"; rise_transition (t) { index_2 ("0 1"); values ("1, 2", "3, 4"); } } internal_power () { related_pin : "A"; rise_power (scalar) { values ("3"); } } } } }
      """;
  private Path file;

  @Override
  public String name() {
    return "liberty";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(SEED.getBytes(StandardCharsets.UTF_8), TABLES.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class);
  }

  @Override
  public void read(byte[] input) throws IOException {
    if (file == null) {
      file = Files.createTempFile("kakure-fuzz", ".lib");
      file.toFile().deleteOnExit();
    }
    Files.write(file, input);
    if (Liberty.read(file).cells().values().stream().anyMatch(c -> !(c.area() >= 0))) throw new AssertionError("an area below zero");
    if (!(LibertyTables.read(file).volts() > 0)) throw new AssertionError("a supply of nothing");
  }
}
