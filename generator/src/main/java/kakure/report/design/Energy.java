// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import tools.jackson.databind.JsonNode;

/**
 * What {@code kakure energy --json} wrote of an image.
 *
 * @param measured whether it was counted, and not predicted by rule
 * @param library name of the library of cells
 * @param volts of its supply
 * @param layers in order, what none of them owns first
 * @param blocks of the top, and nets that no cell drives
 * @param annotated pins whose transitions were counted, @param pins of all
 * @param unknown macros of which no table tells
 */
public record Energy(boolean measured, String library, double volts, List<Row> layers, List<Row> blocks, long annotated, long pins, List<String> unknown) {
  /** A layer or block. @param name of it, @param macs of a layer, @param femtojoules of an image */
  record Row(String name, double macs, double femtojoules) {}

  /** Reads the key {@code energy}; nothing where there is none. @throws BadInput where it is not what the command writes */
  static Optional<Energy> read(String file, JsonNode root) {
    if (root.isMissingNode()) return Optional.empty();
    var unknown = new ArrayList<String>();
    root.path("unknown").forEach(u -> unknown.add(u.asString("")));
    var energy = new Energy(root.path("measured").asBoolean(false), root.path("library").asString(""), root.path("volts").asDouble(0), rows(file, root.path("steps")), rows(file, root.path("blocks")), root.path("annotated").asLong(0), root.path("pins").asLong(0), List.copyOf(unknown));
    if (energy.layers.isEmpty() || energy.blocks.isEmpty() || energy.all() <= 0) throw new BadInput(file + ": \"energy\" has no \"steps\" and \"blocks\" that take any\n  do:  give what kakure energy MODEL --data PATH --json FILE wrote");
    return Optional.of(energy);
  }

  private static List<Row> rows(String file, JsonNode list) {
    var rows = new ArrayList<Row>();
    for (var n : list) {
      double energy = n.path("femtojoules").asDouble(-1);
      if (!n.path("femtojoules").isNumber() || energy < 0) throw new BadInput(file + ": a row of \"energy\" has no number \"femtojoules\"");
      rows.add(new Row(n.path("name").asString(""), n.path("macs").asDouble(0), energy));
    }
    return List.copyOf(rows);
  }

  /** Femtojoules of an image. */
  double all() {
    return layers.stream().mapToDouble(Row::femtojoules).sum();
  }
}
