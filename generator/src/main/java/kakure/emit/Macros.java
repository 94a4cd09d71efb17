// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.kernel.Block;
import kakure.kernel.Definition;
import kakure.kernel.Macro;
import kakure.kernel.Netlist;

/** {@code macros.json}, all macros of a design with their roles, and {@code memories.json}, those that are memories. */
final class Macros {
  private Macros() {}

  static void write(Netlist netlist, EmitOptions options, Map<String, String> files) {
    files.put("macros.json", Json.write(of(netlist).map(d -> entry(d, true, false)).toList()));
    files.put("memories.json", Json.write(of(netlist).filter(d -> macro(d).orElseThrow().role().equals(Macro.RAM)).map(d -> entry(d, false, options.onePort().contains(d.name()))).toList()));
  }

  /** The macros of a design, in the order of its modules. */
  static Stream<Definition> of(Netlist netlist) {
    return netlist.modules().stream().filter(d -> macro(d).isPresent());
  }

  static Optional<Macro> macro(Definition definition) {
    Optional<Block> block = definition.block();
    return block.filter(Macro.class::isInstance).map(Macro.class::cast);
  }

  private static Object entry(Definition d, boolean role, boolean onePort) {
    var json = new LinkedHashMap<String, Object>();
    json.put("module", d.name());
    json.put("file", d.name() + ".v");
    if (role) json.put("role", macro(d).orElseThrow().role());
    json.putAll(macro(d).orElseThrow().facts());
    if (onePort) json.put("onePort", true);
    return json;
  }
}
