// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import kakure.BadInput;
import kakure.emit.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All points of a sweep, as {@code sweep.json} in its folder, from which a job of a cluster takes its own.
 *
 * @param points in order
 */
public record Sheet(List<Point> points) {
  static final String FILE = "sweep.json";

  /** Copies. */
  public Sheet {
    points = List.copyOf(points);
  }

  /** The points of each key, in order: they are computed together. */
  public List<List<Point>> groups() {
    var byKey = new LinkedHashMap<String, List<Point>>();
    for (var p : points) byKey.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p);
    return List.copyOf(byKey.values());
  }

  /** Writes it into a folder, whole or not at all. */
  public void write(Path folder) {
    var list = new ArrayList<Object>();
    for (var p : points) {
      var keys = new LinkedHashMap<String, Object>();
      keys.put("name", p.name());
      keys.put("chosen", p.chosen());
      keys.put("plan", p.plan());
      keys.put("run", p.run());
      if (p.clock().isPresent()) keys.put("clockMhz", p.clock().getAsDouble());
      keys.put("key", p.key());
      list.add(keys);
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("format", 1);
    all.put("points", list);
    Staged.write(folder.resolve(FILE), Json.write(all));
  }

  /** Reads the sheet of a folder. @throws BadInput where there is none, or it is damaged */
  public static Sheet read(Path folder) {
    var points = new ArrayList<Point>();
    for (JsonNode p : json(folder.resolve(FILE)).path("points")) {
      var chosen = new LinkedHashMap<String, String>();
      for (Map.Entry<String, JsonNode> c : p.path("chosen").properties()) chosen.put(c.getKey(), c.getValue().asString());
      var clock = p.path("clockMhz");
      points.add(new Point(p.path("name").asString(), chosen, words(p.path("plan")), words(p.path("run")), clock.isNumber() ? OptionalDouble.of(clock.asDouble()) : OptionalDouble.empty(), p.path("key").asString()));
    }
    if (points.isEmpty()) throw new BadInput(folder.resolve(FILE) + " names no points\n  do:  begin the sweep again, with its models and axes");
    return new Sheet(points);
  }

  private static List<String> words(JsonNode list) {
    var words = new ArrayList<String>();
    for (JsonNode word : list) words.add(word.asString());
    return words;
  }

  static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException | JacksonException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage().lines().findFirst().orElse("") + "\n  do:  begin the sweep again in another folder", e);
    }
  }
}
