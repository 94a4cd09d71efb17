// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kakure.cosim.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Layout against netlist, by netgen, whose own verdict is not enough: it takes no notice of case, calls circuits the same whose ports are exchanged or missing, and ends with 0 whatever comes out. So a layout is right where the
 * verdict says so, no pin list was altered, and the table of pins names every port on both sides, in the case of every letter. The table of {@code comp.out} is cut off after 42 letters; the same one in {@code comp.json} is not.
 *
 * @param faults what is wrong, a line each; none where the layout is the netlist's
 */
record Lvs(List<String> faults) {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_FAULTS = 8;
  private static final String UNIQUE = "Netlists match uniquely.", SYMMETRIC = "Netlists match with ";
  /** What a report says of a layout that is another's, beside or behind a verdict that says the opposite. */
  private static final List<String> WRONG = List.of("do not match", "altered to match", "**Mismatch**", "(no matching ", "property errors", "port errors", "failed pin matching");

  /** Copies the list. */
  Lvs {
    faults = List.copyOf(faults);
  }

  /**
   * Reads the two reports of a comparison.
   *
   * @param text {@code comp.out}
   * @param json {@code comp.json}
   * @param gates the netlist that the layout was compared with
   */
  static Lvs of(Path text, Path json, Gates gates) {
    return of(read(text), read(json), gates);
  }

  static Lvs of(String text, String json, Gates gates) {
    var faults = new ArrayList<String>();
    verdict(text, gates.top(), faults);
    pins(json, gates, faults);
    return new Lvs(faults.size() <= MOST_FAULTS ? faults : faults.subList(0, MOST_FAULTS));
  }

  /** Whether the layout is the netlist's. */
  boolean matches() {
    return faults.isEmpty();
  }

  private static void verdict(String text, String top, List<String> faults) {
    boolean inTop = false, said = false, equivalent = false;
    for (var line : text.lines().toList()) {
      if (line.startsWith("Circuit 1: ") && line.contains("|")) inTop = ("Circuit 1: " + top).startsWith(side(line, 0)) && ("Circuit 2: " + top).startsWith(side(line, 1)); // cut off, too
      for (var wrong : WRONG) if (line.contains(wrong)) faults.add("netgen: " + line.strip().replaceAll("\\s+", " "));
      said |= inTop && (line.equals(UNIQUE) || line.startsWith(SYMMETRIC));
      equivalent |= line.equals("Device classes " + top + " and " + top + " are equivalent.");
    }
    if (!said) faults.add("netgen does not say that the netlists of " + top + " match");
    if (!equivalent) faults.add("netgen does not say that " + top + " and " + top + " are equivalent");
  }

  private static String side(String line, int side) {
    var sides = line.split("\\|", -1);
    return side < sides.length ? sides[side].strip() : "";
  }

  /** The last circuit is the top; names of its pins stand in two lists, beside each other. */
  private static void pins(String json, Gates gates, List<String> faults) {
    try {
      var circuits = JsonMapper.shared().readTree(json);
      var top = circuits.path(circuits.size() - 1);
      for (int side = 0; side < 2; side++) if (!top.path("name").path(side).asString("").equals(gates.top())) faults.add("netgen's table of pins is not of " + gates.top());
      for (var kind : List.of("badnets", "badelements")) if (!top.path(kind).isArray() || top.path(kind).size() > 0) faults.add("netgen: " + top.path(kind).size() + " " + kind);
      pairs(top.path("pins").path(0), top.path("pins").path(1), gates, faults);
    } catch (JacksonException e) {
      faults.add("netgen's table of pins cannot be read: " + e.getOriginalMessage());
    }
  }

  private static void pairs(JsonNode layout, JsonNode netlist, Gates gates, List<String> faults) {
    var wanted = new TreeSet<String>(List.of(Technology.POWER, Technology.GROUND));
    for (var port : gates.ports()) wanted.add(port.name());
    for (int i = 0; i < Math.max(layout.size(), netlist.size()); i++) {
      String ours = netlist.path(i).asString("nothing"), theirs = layout.path(i).asString("nothing");
      if (!ours.equals(theirs)) faults.add("pin " + ours + " of the netlist is " + theirs + " of the layout");
      else if (!wanted.remove(ours)) faults.add("pin " + ours + " of the layout is none of " + gates.top());
    }
    for (var name : wanted) faults.add("pin " + name + " is not in netgen's table");
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new ToolException(file + ": larger than " + MOST_BYTES + " bytes");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
