// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.JsonText;
import tools.jackson.databind.JsonNode;

/** A bill as keys of JSON, and back. */
public final class BillFile {
  private static final long MOST_BYTES = 16L << 20;

  private static final String WANTED = "\n  do:  give what 'kakure energy MODEL --data PATH --json FILE' wrote";

  private BillFile() {}

  /** Keys in their order; energies in femtojoules. */
  public static Map<String, Object> keys(Bill bill) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("femtojoules", bill.total());
    keys.put("pins", bill.pins());
    keys.put("annotated", bill.annotated());
    keys.put("unknown", bill.unknown());
    keys.put("blocks", indices(bill).map(p -> {
      var part = bill.parts().get(p);
      var one = new LinkedHashMap<String, Object>();
      one.put("name", part.name());
      one.put("module", part.module());
      one.put("cells", part.cells());
      one.put("size", part.size());
      one.put("femtojoules", bill.part(p));
      return one;
    }).toList());
    keys.put("steps", bill.rows().stream().map(row -> {
      var one = new LinkedHashMap<String, Object>();
      one.put("name", row.name());
      if (!row.layer().equals(row.name())) one.put("layer", row.layer());
      one.put("macs", row.macs());
      one.put("cycles", row.cycles());
      one.put("femtojoules", row.total());
      var blocks = new LinkedHashMap<String, Object>();
      indices(bill).forEach(p -> blocks.put(bill.parts().get(p).name(), row.parts()[p]));
      one.put("blocks", blocks);
      return one;
    }).toList());
    keys.put("modules", bill.modules());
    keys.put("memories", bill.memories().stream().map(m -> {
      var one = new LinkedHashMap<String, Object>();
      one.put("name", m.name());
      one.put("module", m.module());
      one.put("reads", m.reads());
      one.put("writes", m.writes());
      m.price().ifPresent(price -> {
        one.put("macros", price.text());
        one.put("readFemtojoules", price.read());
        one.put("writeFemtojoules", price.write());
      });
      return one;
    }).toList());
    return keys;
  }

  private static Stream<Integer> indices(Bill bill) {
    return IntStream.range(0, bill.parts().size()).boxed();
  }

  /**
   * Reads what {@link #keys} of a bill wrote, with other keys beside them, below the key {@code energy}.
   *
   * @param library name of the library that it must be of
   * @throws BadInput where it is none, or of another library
   */
  public static Bill read(Path file, String library) {
    JsonNode root = parse(file).path("energy");
    if (root.isMissingNode()) throw new BadInput(file + " has no \"energy\"" + WANTED);
    if (!root.path("library").asString("").equals(library)) throw new BadInput(file + " is of the library " + root.path("library").asString("?") + ", not of " + library);
    var parts = new ArrayList<Part>();
    for (var b : root.path("blocks")) parts.add(new Part(b.path("name").asString(""), b.path("module").asString(""), b.path("cells").asInt(0), number(file, b, "size")));
    var rows = new ArrayList<Bill.Row>();
    for (var s : root.path("steps")) {
      var energy = new double[parts.size()];
      for (int p = 0; p < energy.length; p++) energy[p] = number(file, s.path("blocks"), parts.get(p).name());
      rows.add(new Bill.Row(s.path("name").asString(""), s.path("layer").asString(s.path("name").asString("")), s.path("macs").asLong(0), number(file, s, "cycles"), energy));
    }
    if (parts.isEmpty() || rows.isEmpty()) throw new BadInput(file + " has no \"blocks\" and \"steps\"" + WANTED);
    return new Bill(parts, rows, Map.of(), List.of(), root.path("annotated").asInt(0), root.path("pins").asInt(0), List.of());
  }

  private static double number(Path file, JsonNode node, String key) {
    if (!node.path(key).isNumber() || node.path(key).asDouble() < 0) throw new BadInput(file + " has no number \"" + key + "\"" + WANTED);
    return node.path(key).asDouble();
  }

  private static JsonNode parse(Path file) {
    try {
      if (!Files.isRegularFile(file)) throw new BadInput(file + ": there is no such file");
      if (Files.size(file) > MOST_BYTES) throw new BadInput(file + ": larger than " + MOST_BYTES + " bytes; this is no energy of a run");
      return JsonText.read(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
