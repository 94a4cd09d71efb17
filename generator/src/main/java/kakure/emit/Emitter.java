// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.CheckFailed;
import kakure.kernel.Definition;
import kakure.kernel.Netlist;

/** Prints a netlist: a {@code .v} per distinct module, file lists (children first), {@code design.json}, {@code macros.json} and {@code memories.json}. */
public final class Emitter {
  /** What is written of every design, in this order. */
  public static final List<Writer> USUAL = List.of(Emitter::verilog, FileLists::write, DesignJson::write, Macros::write);

  private Emitter() {}

  /**
   * The files of a design.
   *
   * @return text by file name, in a fixed order; the same for the same input on any machine
   * @throws CheckFailed where a template fails, its header differs from the declared ports, or two modules of one name differ
   */
  public static Map<String, String> emit(Netlist netlist, EmitOptions options) {
    return emit(netlist, options, USUAL);
  }

  /** As {@link #emit(Netlist, EmitOptions)}, by writers of one's own choice: {@link #USUAL} and more. */
  public static Map<String, String> emit(Netlist netlist, EmitOptions options, List<Writer> writers) {
    var files = new LinkedHashMap<String, String>();
    for (var writer : writers) writer.write(netlist, options, files);
    return files;
  }

  private static void verilog(Netlist netlist, EmitOptions options, Map<String, String> files) {
    var modules = new LinkedHashMap<String, String>();
    for (var definition : netlist.definitions()) {
      var text = text(definition, options);
      var other = modules.putIfAbsent(definition.name(), text);
      if (other != null && !other.equals(text)) {
        throw new CheckFailed("module " + definition.name() + " is printed in two ways, first differing in line " + firstDifference(other, text)
            + "\n  why: one name is one file, and one module replaces the other\n  do:  let moduleName() hold every parameter that shapes the text");
      }
    }
    modules.forEach((name, text) -> files.put(name + ".v", text));
  }

  private static String text(Definition definition, EmitOptions options) {
    if (!definition.leaf()) return Folding.fold(ModuleText.print(definition, options));
    var block = definition.block().orElseThrow();
    var template = block.template().orElseThrow();
    var text = Folding.fold(Templates.render(block, options));
    Header.check(definition, template, text);
    VerilogNames.refuseClashes(template, text);
    return text;
  }

  private static int firstDifference(String a, String b) {
    int at = 0;
    while (at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at)) at++;
    return 1 + (int) a.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
