// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module as its Verilog says it, as far as a page shows it.
 *
 * @param name of the module
 * @param file it stands in, within the folder
 * @param pins in declared order
 * @param instances in the order of the text
 * @param vague whether how often an instance is there does not follow from the text alone: one stands in a loop, under a condition or between directives, or is an array
 * @param glue what a net follows from within the module, registers included: its statements by target
 */
record Source(String name, String file, List<Pin> pins, List<Placed> instances, boolean vague, Map<String, List<Glue>> glue) {
  /**
   * A port.
   *
   * @param input whether it is one; what goes both ways counts as output
   * @param width in bits; 0 where the text has no numbers
   * @param range as it stands there; empty for a single bit
   */
  record Pin(String name, boolean input, int width, String range) {
    /** Whether it is a clock or a reset, by the names that Verilog calls them. */
    boolean control() {
      return name.matches("(.*_)?(clk|clock|rst|rst_n|reset|reset_n|resetn|aclk|aresetn)(_i|_ni|_in)?");
    }
  }

  /** An instance. @param nets expression at each pin, by the pin's name */
  record Placed(String name, String module, Map<String, String> nets) {
    Placed {
      nets = new LinkedHashMap<>(nets);
    }
  }

  /** What a net follows from. @param from nets that are read, @param wiring whether it only renames, cuts or joins them */
  record Glue(List<String> from, boolean wiring) {}

  /** The pin of that name; none where the Verilog has another. */
  Optional<Pin> pin(String pin) {
    return pins.stream().filter(p -> p.name().equals(pin)).findFirst();
  }
}
