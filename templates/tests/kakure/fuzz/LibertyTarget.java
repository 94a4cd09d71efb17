// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.BadInput;
import kakure.eda.Liberty;

/** A library of cells. */
final class LibertyTarget implements FuzzTarget {
  private static final String SEED = """
      library (l) { /* c */ time_unit : "1ns"; define (e, cell, string); t (x) { index_1 ("0, 1, \\
      2"); } cell (INV) { area : 1.0 pin (A, B) { direction : input; capacitance : .5; }
      pin (Y) { function : "!A"; timing () { related_pin : "A"; timing_type : rising_edge; values ("1, 2"); } } ff (IQ, IQN) { clocked_on : "A"; } } }
      """;
  private Path file;

  @Override
  public String name() {
    return "liberty";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(SEED.getBytes(StandardCharsets.UTF_8));
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
  }
}
