// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.cosim.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A flat netlist: cells, and which nets their pins and the ports are on. Nets are numbered from 0 in the order in which they are met.
 *
 * @param top name of the module
 * @param ports by name, in declared order
 * @param instances in the file's order
 * @param nets how many there are
 */
public record Cells(String top, Map<String, Port> ports, List<Instance> instances, int nets) {
  /** In place of a net: the constants. */
  public static final int ZERO = -1, ONE = -2;

  /** Copies the map and the list. */
  public Cells {
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    instances = List.copyOf(instances);
  }

  /** A port. @param input into the module, @param bits a net or constant each, the lowest first */
  public record Port(boolean input, List<Integer> bits) {
    /** Copies the list. */
    public Port {
      bits = List.copyOf(bits);
    }
  }

  /** A cell. @param type its name in the library, @param pins nets or constants by pin, those alone that are connected */
  public record Instance(String type, Map<String, Integer> pins) {
    /** Copies the map. */
    public Instance {
      pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }
  }

  /**
   * Reads what {@code write_json} of yosys wrote.
   *
   * @throws ToolException where it cannot be read, has no such module, or has pins of several bits, as no cell of a library has
   */
  public static Cells read(Path json, String top) {
    try {
      var module = JsonMapper.shared().readTree(json.toFile()).path("modules").path(top);
      if (module.isMissingNode()) throw new ToolException(json + " has no module " + top);
      return new Reader(json).module(top, module);
    } catch (JacksonException e) {
      throw new ToolException(json + " is not what yosys writes: " + e.getOriginalMessage(), e);
    }
  }

  private static final class Reader {
    private final Path json;
    private final Map<String, Integer> nets = new LinkedHashMap<>();

    Reader(Path json) {
      this.json = json;
    }

    Cells module(String top, JsonNode module) {
      var ports = new LinkedHashMap<String, Port>();
      for (var p : module.path("ports").properties()) ports.put(p.getKey(), new Port(p.getValue().path("direction").asString().equals("input"), bits(p.getValue().path("bits"))));
      var instances = new ArrayList<Instance>();
      for (var c : module.path("cells")) {
        var pins = new LinkedHashMap<String, Integer>();
        for (var pin : c.path("connections").properties()) {
          var bits = bits(pin.getValue());
          if (bits.size() > 1) throw new ToolException(json + " has a cell " + c.path("type").asString() + " whose pin " + pin.getKey() + " has " + bits.size() + " bits");
          if (!bits.isEmpty()) pins.put(pin.getKey(), bits.get(0));
        }
        instances.add(new Instance(c.path("type").asString(), pins));
      }
      return new Cells(top, ports, instances, nets.size());
    }

    /** Bits are numbers from 2 on; constants are texts, of which what is not 1 was set to 0 before. */
    private List<Integer> bits(JsonNode all) {
      var bits = new ArrayList<Integer>();
      for (var bit : all) bits.add(bit.isString() ? bit.asString().equals("1") ? ONE : ZERO : nets.computeIfAbsent(bit.asString(), b -> nets.size()));
      return bits;
    }
  }
}
