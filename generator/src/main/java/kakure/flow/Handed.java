// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kakure.BadInput;
import kakure.JsonText;
import kakure.cosim.Design;
import kakure.cosim.DesignException;
import kakure.cosim.Port;
import kakure.eda.SourceNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A design as a flow takes it: a folder that {@code generate} wrote.
 *
 * @param design its Verilog, ports and streams
 * @param memories shapes of its memories, which a flow builds of what the part has
 * @param onePort modules of memories whose reads in the cycle of a write nobody needs, so that one port for both will do
 * @param loader what makes few pins of many
 */
public record Handed(Design design, List<Memory> memories, Set<String> onePort, Loader loader) {
  /** Copies the lists. */
  public Handed {
    memories = List.copyOf(memories);
    onePort = new TreeSet<>(onePort);
  }

  /**
   * Reads a folder.
   *
   * @param onePort modules for which one port will do, beside those that the folder's {@code memories.json} names
   * @throws BadInput where it has no {@code design.json}, or one that is damaged or names files that no tool takes, and what to do
   */
  public static Handed read(Path folder, Set<String> onePort, Loader loader) {
    Path file = folder.resolve("design.json");
    if (!Files.isRegularFile(file)) throw new BadInput(folder + " holds no design.json\n  do:  give an ONNX model, or a folder that 'kakure generate' wrote");
    try {
      var design = Design.read(folder);
      SourceNames.of(design);
      var root = JsonText.read(file);
      Path list = folder.resolve("memories.json");
      var shapes = Files.isRegularFile(list) ? JsonText.read(list) : JsonMapper.shared().createArrayNode();
      var said = new TreeSet<>(onePort);
      shapes.forEach(m -> {
        if (m.path("onePort").asBoolean(false)) said.add(m.path("module").asString(""));
      });
      return new Handed(design, memories(shapes, instances(root, design.top())), said, loader);
    } catch (DesignException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  /** How often each module is in the design: modules come children first. */
  private static Map<String, Integer> instances(JsonNode root, String top) {
    var count = new LinkedHashMap<String, Integer>();
    count.put(top, 1);
    var modules = new ArrayList<JsonNode>();
    root.path("modules").forEach(modules::add);
    for (int i = modules.size() - 1; i >= 0; i--) {
      int times = count.getOrDefault(modules.get(i).path("name").asString(""), 0);
      modules.get(i).path("instances").forEach(inner -> count.merge(inner.path("module").asString(""), times, Integer::sum));
    }
    return count;
  }

  private static List<Memory> memories(JsonNode shapes, Map<String, Integer> instances) {
    var all = new ArrayList<Memory>();
    shapes.forEach(m -> {
      String module = m.path("module").asString("");
      all.add(new Memory(module, m.path("width").asInt(0), m.path("depth").asInt(0), m.path("lanes").asInt(1), instances.getOrDefault(module, 1)));
    });
    return all;
  }

  /** Bits of all ports. */
  public int pins() {
    return design.ports().stream().mapToInt(Port::width).sum();
  }

  /** The text of a source by its name, without those that are memories. @throws BadInput where one cannot be read */
  public Map<String, String> logic() {
    var names = new TreeSet<String>();
    for (Memory m : memories) names.add(m.module() + ".v");
    var texts = new LinkedHashMap<String, String>();
    for (Path file : design.files()) {
      String name = file.getFileName().toString();
      if (names.contains(name)) continue;
      try {
        texts.put(name, Files.readString(file));
      } catch (IOException e) {
        throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return texts;
  }
}
