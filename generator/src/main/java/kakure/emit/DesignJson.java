// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import kakure.Version;
import kakure.kernel.Block;
import kakure.kernel.Definition;
import kakure.kernel.MemoryShape;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.kernel.Stream;

/** {@code design.json}, all that co-simulation and other tools need to know of a design, and {@code memories.json}, the memories to be replaced by macros. */
final class DesignJson {
  static final int FORMAT = 1;

  private DesignJson() {}

  static String design(Netlist netlist, List<String> files, EmitOptions options) {
    var top = netlist.top();
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("top", top.name());
    json.put("files", files);
    json.put("clock", name(top, Port.Role.CLOCK));
    json.put("reset", name(top, Port.Role.RESET));
    json.put("ports", top.ports().stream().map(DesignJson::port).toList());
    json.put("streams", top.block().map(Block::streams).orElse(List.of()).stream().map(DesignJson::stream).toList());
    var parameters = new TreeMap<>(options.parameters());
    parameters.putAll(top.parameters());
    json.put("parameters", parameters);
    json.put("modules", netlist.definitions().stream().map(DesignJson::module).toList());
    var provenance = new LinkedHashMap<String, Object>();
    provenance.put("generator", Version.GENERATOR);
    provenance.put("block", top.block().map(b -> b.getClass().getName()).orElse(null));
    provenance.put("reset", options.asynchronousReset() ? "asynchronous" : "synchronous");
    json.put("provenance", provenance);
    return Json.write(json);
  }

  static String memories(Netlist netlist) {
    var memories = new ArrayList<Object>();
    for (var d : netlist.definitions()) {
      if (!(d.block().orElse(null) instanceof MemoryShape m)) continue;
      var json = new LinkedHashMap<String, Object>();
      json.put("module", d.name());
      json.put("file", d.name() + ".v");
      json.put("width", m.width());
      json.put("depth", m.depth());
      json.put("lanes", m.lanes());
      json.put("ports", m.ports());
      memories.add(json);
    }
    return Json.write(memories);
  }

  private static Object port(Port p) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", p.name());
    json.put("dir", p.dir().name().toLowerCase(Locale.ROOT));
    json.put("width", p.type().width());
    json.put("signed", p.type().signed());
    json.put("kind", (p.role() == Port.Role.SIGNAL ? p.type().kind().name() : p.role().name()).toLowerCase(Locale.ROOT));
    return json;
  }

  /** Names are short; what they leave out is said here. */
  private static Object module(Definition d) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", d.name());
    json.put("block", d.block().map(b -> b.getClass().getSimpleName()).orElse(null));
    json.put("parameters", d.values());
    return json;
  }

  private static Object stream(Stream s) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", s.name());
    json.put("dir", s.dir().name().toLowerCase(Locale.ROOT));
    json.put("valid", s.valid());
    json.put("ready", s.ready());
    json.put("data", s.data());
    return json;
  }

  private static String name(Definition top, Port.Role role) {
    return top.ports().stream().filter(p -> p.role() == role).map(Port::name).findFirst().orElse(null);
  }
}
