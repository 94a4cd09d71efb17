// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kakure.Version;
import kakure.kernel.Block;
import kakure.kernel.Definition;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.kernel.Statement;
import kakure.kernel.Stream;

/** {@code design.json}, all that co-simulation and other tools need to know of a design. Format 2 added clocks, modules with their instances, macros, types of parameters and the source. */
final class DesignJson {
  static final int FORMAT = 2;

  private DesignJson() {}

  static void write(Netlist netlist, EmitOptions options, Map<String, String> files) {
    files.put("design.json", design(netlist, FileLists.verilog(files), options));
  }

  private static String design(Netlist netlist, List<String> files, EmitOptions options) {
    var top = netlist.top();
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("top", top.name());
    json.put("files", files);
    json.put("clock", name(top, Port.Role.CLOCK));
    json.put("reset", name(top, Port.Role.RESET));
    json.put("ports", top.ports().stream().map(DesignJson::port).toList());
    json.put("streams", top.block().map(Block::streams).orElse(List.of()).stream().map(DesignJson::stream).toList());
    json.put("parameters", new TreeMap<>(top.values()));
    json.put("clocks", top.ports().stream().filter(p -> p.role() == Port.Role.CLOCK).map(p -> clock(top, p, options)).toList());
    json.put("modules", netlist.modules().stream().map(DesignJson::module).toList());
    json.put("macros", Macros.of(netlist).map(DesignJson::macro).toList());
    var provenance = new LinkedHashMap<String, Object>();
    provenance.put("generator", Version.GENERATOR);
    provenance.put("block", top.block().map(b -> b.getClass().getName()).orElse(null));
    provenance.put("reset", reset(options));
    provenance.putAll(options.source());
    json.put("provenance", provenance);
    return Json.write(json);
  }

  private static Object clock(Definition top, Port clock, EmitOptions options) {
    var reset = clock.stem().replaceAll("clk$", "rst");
    var json = new LinkedHashMap<String, Object>();
    json.put("name", clock.name());
    json.put("reset", top.ports().stream().filter(p -> p.role() == Port.Role.RESET && p.stem().equals(reset)).map(Port::name).findFirst().orElse(null));
    json.put("resetStyle", reset(options));
    return json;
  }

  /** Names are short; what they leave out is said here. */
  private static Object module(Definition d) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", d.name());
    json.put("block", d.block().map(b -> b.getClass().getSimpleName()).orElse(null));
    json.put("parameters", d.values());
    json.put("instances", d.statements().stream().filter(Statement.Instance.class::isInstance).map(s -> instance((Statement.Instance) s)).toList());
    return json;
  }

  private static Object instance(Statement.Instance i) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", "u_" + i.name());
    json.put("module", i.block().moduleName());
    return json;
  }

  private static Object macro(Definition d) {
    var json = new LinkedHashMap<String, Object>();
    json.put("module", d.name());
    json.put("role", Macros.macro(d).orElseThrow().role());
    return json;
  }

  private static String reset(EmitOptions options) {
    return options.asynchronousReset() ? "asynchronous" : "synchronous";
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
