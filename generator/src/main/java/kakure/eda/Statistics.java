// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kakure.cosim.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a flat module is made of: yosys prints statistics in other words from version to version, its JSON stays.
 *
 * @param cells how many there are of each type
 */
public record Statistics(SortedMap<String, Integer> cells) {
  /** Names of types that say something about the source and are no hardware. */
  private static final String SCOPE = "$scopeinfo";

  /** Copies the map. */
  public Statistics {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /**
   * Counts the cells of a module in what {@code write_json} wrote.
   *
   * @throws ToolException where the file cannot be read or has no such module
   */
  public static Statistics read(Path json, String module) {
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json.toFile())) {
      if (!enter(parser, "modules") || !enter(parser, module) || !enter(parser, "cells")) throw new ToolException(json + " has no module " + module);
      return cells(parser, json, module);
    } catch (JacksonException e) {
      throw new ToolException(json + " is not what yosys writes: " + e.getOriginalMessage(), e);
    }
  }

  /** Counts the cells of every module in what {@code write_json} wrote, in its order. @throws ToolException where the file cannot be read */
  static Map<String, Statistics> all(Path json) {
    var all = new LinkedHashMap<String, Statistics>();
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json.toFile())) {
      if (!enter(parser, "modules")) throw new ToolException(json + " has no modules");
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String module = parser.currentName();
        if (!enter(parser, "cells")) throw new ToolException(json + ": module " + module + " has no cells");
        all.put(module, cells(parser, json, module));
        for (int depth = 1; depth > 0;) depth += depth(parser.nextToken());
      }
      return all;
    } catch (JacksonException e) {
      throw new ToolException(json + " is not what yosys writes: " + e.getOriginalMessage(), e);
    }
  }

  /** From the object of the cells, which is open, to its end. */
  private static Statistics cells(JsonParser parser, Path json, String module) {
    var cells = new TreeMap<String, Integer>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      parser.nextToken();
      if (!enter(parser, "type", false)) throw new ToolException(json + " has a cell without a type in " + module);
      cells.merge(parser.getString(), 1, Integer::sum);
      for (int depth = 1; depth > 0;) depth += depth(parser.nextToken());
    }
    cells.remove(SCOPE);
    return new Statistics(cells);
  }

  /** All cells. */
  public int count() {
    return cells.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same without the cells of some types, such as macros. */
  public Statistics without(Collection<String> types) {
    var rest = new TreeMap<>(cells);
    rest.keySet().removeAll(types);
    return new Statistics(rest);
  }

  /** Area in the library's unit, cells without wires. @throws ToolException where a cell is none of the library */
  public double area(Liberty library) {
    return cells.entrySet().stream().mapToDouble(type -> type.getValue() * library.cell(type.getKey()).area()).sum();
  }

  private static boolean enter(JsonParser parser, String name) {
    return enter(parser, name, true);
  }

  /** Moves to the value of a property of the object that is open or about to be opened. */
  private static boolean enter(JsonParser parser, String name, boolean object) {
    if (parser.currentToken() != JsonToken.START_OBJECT && parser.nextToken() != JsonToken.START_OBJECT) return false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = parser.currentName().equals(name);
      var value = parser.nextToken();
      if (found) return value == JsonToken.START_OBJECT || !object;
      parser.skipChildren();
    }
    return false;
  }

  private static int depth(JsonToken token) {
    if (token == null) throw new ToolException("the JSON ends early");
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }
}
