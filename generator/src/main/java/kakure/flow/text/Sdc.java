// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import kakure.BadInput;
import kakure.cosim.Port;

/** Constraints that old and new readers of SDC take: ports by their names, each number with its point. */
final class Sdc {
  /** Part of the period that the neighbours of a port have, before an input and behind an output. */
  private static final double NEIGHBOUR = .2;
  private static final int DIGITS = 3;

  private Sdc() {}

  /**
   * The text.
   *
   * @param period of every clock, in the unit of the library that is read first
   * @param unit of it, for whoever reads
   * @throws BadInput as {@link #refuse}
   */
  static String of(Described d, String to, double period, String unit) {
    refuse(d, to);
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n# Times are in ").append(unit).append(", as the library counts.\n");
    for (var c : d.clocks()) text.append("create_clock -name ").append(c).append(" -period ").append(number(period)).append(" [get_ports ").append(c).append("]\n");
    if (d.clocks().size() > 1) text.append("set_clock_groups -asynchronous -group {").append(String.join("} -group {", d.clocks())).append("}\n");
    var inputs = names(d, true);
    var outputs = names(d, false);
    for (var c : d.clocks()) {
      delays(text, "set_input_delay", c, period, d, inputs);
      delays(text, "set_output_delay", c, period, d, outputs);
    }
    return text.toString();
  }

  /** A port belongs to one clock, and paths between clocks are cut: of several clocks each says its delays at every port, and its own counts. */
  private static void delays(StringBuilder text, String command, String clock, double period, Described d, List<String> ports) {
    if (ports.isEmpty()) return;
    text.append(command).append(' ').append(number(period * NEIGHBOUR)).append(" -clock ").append(clock).append(clock.equals(d.clocks().get(0)) ? "" : " -add_delay").append(" [get_ports {").append(String.join(" ", ports)).append("}]\n");
  }

  private static List<String> names(Described d, boolean input) {
    return d.design().ports().stream().filter(p -> p.input() == input && !d.clocks().contains(p.name())).map(Port::name).toList();
  }

  /** @throws BadInput where the design has no clock, or several of which nobody says that they have nothing to do with each other */
  static void refuse(Described d, String to) {
    if (d.clocks().isEmpty()) throw new BadInput("--to " + to + ": " + d.top() + " has no clock, and the flow wants one to time it by\n  do:  put registers around it, or choose a block that has some");
    if (d.clocks().size() > 1 && !d.generated()) {
      throw new BadInput("--to " + to + ": " + d.top() + " has the clocks " + String.join(" and ", d.clocks()) + ", and its design.json was not written by Kakure, which takes clocks for asynchronous to each other only where it has checked that\n  do:  write the SDC by hand");
    }
  }

  /** A decimal with a point and at least one digit behind it: {@code 10.0}, {@code 3.333}, never {@code 10}. */
  static BigDecimal number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 1 ? rounded.setScale(1, RoundingMode.UNNECESSARY) : rounded;
  }
}
