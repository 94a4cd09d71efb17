// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.check.Cost;
import kakure.eda.Surroundings;

/**
 * What a report says of a block.
 *
 * @param block its name
 * @param summary what it does
 * @param parameters as texts, by name
 * @param library name of the library of cells
 * @param file the library's file, without its folder
 * @param around driver and load
 * @param seed of the random inputs
 * @param costs by label, this block's first, under its name
 * @param errors of a block that computes about
 */
public record Report(String block, String summary, Map<String, String> parameters, String library, String file, Surroundings around, long seed, Map<String, Cost> costs, Optional<Errors> errors) {
  /** Copies the maps, keeps their order. */
  public Report {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
  }

  /** The block's own cost. */
  public Cost own() {
    return costs.values().iterator().next();
  }

  /** The designs beside it. */
  public Map<String, Cost> beside() {
    var others = new LinkedHashMap<>(costs);
    others.remove(block);
    return others;
  }

  /** What the figures are and are not, a sentence each. */
  public List<String> remarks() {
    var all = new ArrayList<String>();
    all.add("Everything is before layout: pins load nets, wires do not. Library " + library + " (" + file + ")" + corner() + ", typical figures of one corner.");
    all.add("A " + around.driver() + " drives each input; " + Surroundings.FANOUT + " of its inputs load each output.");
    all.add("Delay is the longest path as " + own().price().delayBy() + " reckons it" + (own().price().delayBy().equals("ABC") ? " with its sizes and buffers." : ", between registers and ports, with the library's wire load where its version applies one."));
    own().energy().ifPresent(e -> {
      all.add("Energy is an estimate of this tool: the library's tables of internal energy at the slew and load of each net, and half C V squared of each transition, counted in " + e.operations() + " simulated operations on the inputs of the block's own tests (random, a field in eight at a corner; seed " + seed + "); the golden function checked every result.");
      all.add("The simulation has no delays: glitches are not seen, and deep logic takes more than is said here. Leakage is not in it.");
    });
    all.add("Look-up tables are as yosys maps them, not placed; xc7 is a family with tables of 6 inputs.");
    return all;
  }

  private String corner() {
    return own().energy().map(e -> (e.corner().isEmpty() ? "" : ", conditions " + e.corner()) + ", " + Numbers.text(e.volts()) + " V").orElse("");
  }
}
