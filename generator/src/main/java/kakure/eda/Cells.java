// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kakure.cosim.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A flat netlist: cells, what stays a black box, and which nets their pins and the ports are on. Nets are numbered from 0 in the order in which they are met.
 *
 * @param top name of the module
 * @param ports by name, in declared order
 * @param instances of the library's cells, in the file's order
 * @param boxes instances of what is no cell: memories, above all
 * @param nets how many there are
 */
public record Cells(String top, Map<String, Port> ports, List<Instance> instances, List<Box> boxes, int nets) {
  /** In place of a net: the constants. */
  public static final int ZERO = -1, ONE = -2;

  /** Copies the map and the lists. */
  public Cells {
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    instances = List.copyOf(instances);
    boxes = List.copyOf(boxes);
  }

  /** A netlist of cells alone. */
  public Cells(String top, Map<String, Port> ports, List<Instance> instances, int nets) {
    this(top, ports, instances, List.of(), nets);
  }

  /** A port. @param input into the module, @param bits a net or constant each, the lowest first */
  public record Port(boolean input, List<Integer> bits) {
    /** Copies the list. */
    public Port {
      bits = List.copyOf(bits);
    }
  }

  /** A cell. @param name as the file has it, @param type its name in the library, @param pins nets or constants by pin, those alone that are connected */
  public record Instance(String name, String type, Map<String, Integer> pins) {
    /** Copies the map. */
    public Instance {
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /** A cell whose name does not matter. */
    public Instance(String type, Map<String, Integer> pins) {
      this("", type, pins);
    }

    /** Names of the instances that it lies in, the outermost first, where the netlist was made flat after it was mapped ({@link Synthesis#mapByModule}). */
    public List<String> path() {
      return Cells.path(name);
    }
  }

  /** A black box. @param name instances that it lies in and its own, with dots between, @param type its module, @param pins by port, in the file's order */
  public record Box(String name, String type, Map<String, Port> pins) {
    /** Copies the map. */
    public Box {
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /** Names of the instances that it lies in, the outermost first. */
    public List<String> path() {
      return Cells.path(name);
    }
  }

  private static final String FLATTENED = "$flatten";

  /** Yosys writes {@code $flatten\outer.\inner.$abc$...} for what has no name of its own, {@code outer.inner.name} else. */
  private static List<String> path(String name) {
    boolean own = !name.startsWith("$");
    if (!own && !name.startsWith(FLATTENED)) return List.of();
    var parts = (own ? name : name.substring(FLATTENED.length())).split("\\.");
    var path = new ArrayList<String>();
    for (var part : parts) {
      if (!own && !part.startsWith("\\")) break;
      path.add(own ? part : part.substring(1));
    }
    return List.copyOf(own ? path.subList(0, path.size() - 1) : path);
  }

  /** The same with a net of its own on each output of a cell that is open: a flip-flop takes for its inverted output what its table says, whether anybody reads it or not. */
  public Cells closed(Liberty library) {
    int next = nets;
    var all = new ArrayList<Instance>();
    for (var i : instances) {
      var pins = new LinkedHashMap<>(i.pins());
      for (var pin : library.cell(i.type()).pins("output")) if (!pins.containsKey(pin)) pins.put(pin, next++);
      all.add(new Instance(i.name(), i.type(), pins));
    }
    return new Cells(top, ports, all, boxes, next);
  }

  /**
   * Reads what {@code write_json} of yosys wrote.
   *
   * @throws ToolException where it cannot be read, has no such module, or has pins of several bits, as no cell of a library has
   */
  public static Cells read(Path json, String top) {
    return read(json, top, Set.of());
  }

  /** As {@link #read(Path, String)}, of a netlist with black boxes. @param boxes their modules */
  public static Cells read(Path json, String top, Set<String> boxes) {
    try {
      var module = JsonMapper.shared().readTree(json.toFile()).path("modules").path(top);
      if (module.isMissingNode()) throw new ToolException(json + " has no module " + top);
      return new Reader(json, boxes).module(top, module);
    } catch (JacksonException e) {
      throw new ToolException(json + " is not what yosys writes: " + e.getOriginalMessage(), e);
    }
  }

  private static final class Reader {
    private final Path json;
    private final Set<String> kinds;
    private final List<Box> boxes = new ArrayList<>();
    private final Map<String, Integer> nets = new LinkedHashMap<>();

    Reader(Path json, Set<String> kinds) {
      this.json = json;
      this.kinds = kinds;
    }

    Cells module(String top, JsonNode module) {
      var ports = new LinkedHashMap<String, Port>();
      for (var p : module.path("ports").properties()) ports.put(p.getKey(), new Port(p.getValue().path("direction").asString().equals("input"), bits(p.getValue().path("bits"))));
      var instances = new ArrayList<Instance>();
      for (var cell : module.path("cells").properties()) {
        var c = cell.getValue();
        if (kinds.contains(c.path("type").asString())) {
          boxes.add(box(cell.getKey(), c));
          continue;
        }
        var pins = new LinkedHashMap<String, Integer>();
        for (var pin : c.path("connections").properties()) {
          var bits = bits(pin.getValue());
          if (bits.size() > 1) throw new ToolException(json + " has a cell " + c.path("type").asString() + " whose pin " + pin.getKey() + " has " + bits.size() + " bits");
          if (!bits.isEmpty()) pins.put(pin.getKey(), bits.get(0));
        }
        instances.add(new Instance(cell.getKey(), c.path("type").asString(), pins));
      }
      return new Cells(top, ports, instances, boxes, nets.size());
    }

    private Box box(String name, JsonNode cell) {
      var pins = new LinkedHashMap<String, Port>();
      for (var pin : cell.path("connections").properties()) pins.put(pin.getKey(), new Port(cell.path("port_directions").path(pin.getKey()).asString("").equals("input"), bits(pin.getValue())));
      return new Box(name, cell.path("type").asString(), pins);
    }

    /** Bits are numbers from 2 on; constants are texts, of which what is not 1 was set to 0 before. */
    private List<Integer> bits(JsonNode all) {
      var bits = new ArrayList<Integer>();
      for (var bit : all) bits.add(bit.isString() ? bit.asString().equals("1") ? ONE : ZERO : nets.computeIfAbsent(bit.asString(), b -> nets.size()));
      return bits;
    }
  }
}
