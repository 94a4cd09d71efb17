// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kakure.BadInput;

/**
 * What a block is reckoned to stand between: without a driver and a load no tool inserts a buffer, and delays are those of nothing.
 *
 * @param driver cell that drives each input
 * @param input its input pin
 * @param output its output pin
 * @param load on each output, in the library's unit of capacitance
 * @param femtofarads that load
 */
public record Surroundings(String driver, String input, String output, double load, double femtofarads) {
  /** Inputs that an output drives. */
  public static final int FANOUT = 4;

  /**
   * The smallest buffer of a library, or where it has none the smallest inverter, in front of every input, and {@link #FANOUT} of them behind every output.
   *
   * @throws BadInput where the library has neither, or does not say what its pins load
   */
  public static Surroundings of(Liberty library, LibertyTables tables) {
    var cell = Stream.of(false, true).flatMap(inverted -> library.cells().values().stream().filter(c -> !c.dontUse() && c.repeats(inverted)).min(Comparator.comparingDouble(Liberty.Cell::area)).stream()).findFirst()
        .orElseThrow(() -> new BadInput(library.file() + " has neither a buffer nor an inverter with a function that is understood\n  why: a block is priced behind a driver and in front of loads, and nothing is mapped without an inverter\n  do:  give a library of standard cells"));
    var in = cell.pins("input").get(0);
    double load = FANOUT * cell.pins().get(in).capacitance();
    if (load == 0) throw new BadInput(library.file() + ": pin " + in + " of cell " + cell.name() + " has no capacitance, so there is nothing to load outputs with");
    return new Surroundings(cell.name(), in, cell.pins("output").get(0), load, load * tables.farads() * 1e15);
  }

  /** The constraint file of ABC, which counts in femtofarads. */
  List<String> constraints() {
    return List.of("set_driving_cell " + driver, String.format(Locale.ROOT, "set_load %.6f [all_outputs]", femtofarads));
  }
}
