// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kakure.kernel.Netlist;

/** {@code filelist.f}, all Verilog, children first; and its two parts, {@code logic.f} and {@code macros.f}, the models that a flow replaces. */
final class FileLists {
  private FileLists() {}

  static void write(Netlist netlist, EmitOptions options, Map<String, String> files) {
    var all = verilog(files);
    var macros = Macros.of(netlist).map(d -> d.name() + ".v").collect(Collectors.toCollection(TreeSet::new));
    files.put("filelist.f", lines(all));
    files.put("logic.f", lines(all.stream().filter(f -> !macros.contains(f)).toList()));
    files.put("macros.f", lines(all.stream().filter(macros::contains).toList()));
  }

  /** The Verilog among the files, in their order. */
  static List<String> verilog(Map<String, String> files) {
    return files.keySet().stream().filter(f -> f.endsWith(".v")).toList();
  }

  private static String lines(List<String> files) {
    return files.stream().map(f -> f + "\n").collect(Collectors.joining());
  }
}
