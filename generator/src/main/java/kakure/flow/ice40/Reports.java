// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures out of what the tools say. */
final class Reports {
  private static final Pattern CELLS = Pattern.compile("ICESTORM_LC:\\s*(\\d+)/");
  private static final Pattern ICETIME = Pattern.compile("(?:Timing estimate|Total path delay): (\\d+(?:\\.\\d+)?) ns \\((\\d+(?:\\.\\d+)?) MHz\\)");

  private Reports() {}

  /** Logic cells that nextpnr's log counts after packing, however many the part has. @throws ToolException where the log says nothing of them */
  static int packed(String log) {
    var m = CELLS.matcher(log);
    if (!m.find()) throw new ToolException("the log of nextpnr-ice40 does not say how many logic cells there are");
    return Integer.parseInt(m.group(1));
  }

  /**
   * The slowest clock of nextpnr's JSON report, in MHz; empty for a design without registers. The report holds what is true after routing; the log also says what was expected before.
   *
   * @throws ToolException for another text
   */
  static OptionalDouble mhz(String report) {
    var clocks = read(report).path("fmax");
    double least = Double.POSITIVE_INFINITY;
    for (JsonNode clock : clocks) least = Math.min(least, clock.path("achieved").asDouble(Double.POSITIVE_INFINITY));
    return Double.isInfinite(least) ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  /** How many of a kind of cell were placed. @throws ToolException where the report does not say it */
  static int used(String report, String cell) {
    var used = read(report).path("utilization").path(cell).path("used");
    if (!used.isInt()) throw new ToolException("the report of nextpnr-ice40 does not say how many " + cell + " are used");
    return used.asInt();
  }

  /** What icetime makes of the longest path, in MHz; empty where it says nothing. It counts paths between the two edges twice: nextpnr's word is what holds. */
  static OptionalDouble icetime(String text) {
    var m = ICETIME.matcher(text);
    return m.find() ? OptionalDouble.of(Double.parseDouble(m.group(2))) : OptionalDouble.empty();
  }

  private static JsonNode read(String report) {
    try {
      return JsonMapper.shared().readTree(report);
    } catch (JacksonException e) {
      throw new ToolException(String.format(Locale.ROOT, "the report of nextpnr-ice40 is no JSON: %s", e.getOriginalMessage()), e);
    }
  }
}
