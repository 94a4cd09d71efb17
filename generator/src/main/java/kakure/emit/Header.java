// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kakure.CheckFailed;
import kakure.kernel.Definition;
import kakure.kernel.Port;

/** Compares the ANSI header that a template printed with the ports that its block declares: name, order, direction, width and sign. */
final class Header {
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern MODULE = Pattern.compile("\\bmodule\\s+(\\w+)\\s*\\((.*?)\\)\\s*;", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("(input|output)\\s+(?:(?:wire|reg)\\b)?\\s*(signed\\b)?\\s*(?:\\[\\s*(\\d+)\\s*:\\s*0\\s*\\])?\\s*(\\w+)");
  private static final int SHOWN = 400;

  private Header() {}

  static void check(Definition definition, String template, String text) {
    var module = MODULE.matcher(COMMENT.matcher(text).replaceAll(" "));
    if (!module.find()) {
      throw new CheckFailed("template " + template + " prints no module with an ANSI header\n  do:  module ${moduleName} ( ... );");
    }
    if (!module.group(1).equals(definition.name())) {
      throw new CheckFailed("template " + template + " prints module " + module.group(1) + ", but its block is " + definition.name() + "\n  do:  module ${moduleName} ( ... );");
    }
    if (module.find()) throw new CheckFailed("template " + template + " prints a second module, " + module.group(1) + "\n  do:  one module per file; make it a block of its own");
    module.reset();
    module.find();
    var printed = ports(module.group(2));
    var declared = definition.ports().stream().map(Header::canonical).toList();
    if (!printed.equals(declared)) {
      throw new CheckFailed("header of " + definition.name() + " differs from its declared ports" + first(declared, printed)
          + "\n  declared: " + join(declared) + "\n  printed:  " + join(printed) + "\n  do:  mend the header in " + template + ", or the records In and Out");
    }
  }

  /** The ports as printed, each in canonical form; what does not parse is kept as it stands. */
  static List<String> ports(String list) {
    var ports = new ArrayList<String>();
    for (var item : list.split(",")) {
      var m = PORT.matcher(item.strip());
      ports.add(m.matches() ? canonical(m.group(1), m.group(2) != null, m.group(3) == null ? 1 : Long.parseLong(m.group(3)) + 1, m.group(4)) : item.strip().replaceAll("\\s+", " "));
    }
    return ports;
  }

  private static String canonical(Port p) {
    return canonical(p.dir() == Port.Dir.IN ? "input" : "output", p.type().signed(), p.type().width(), p.name());
  }

  private static String canonical(String dir, boolean signed, long width, String name) {
    return dir + (signed ? " signed" : "") + (width > 1 ? " [" + (width - 1) + ":0] " : " ") + name;
  }

  private static String first(List<String> declared, List<String> printed) {
    int i = 0;
    while (i < Math.min(declared.size(), printed.size()) && declared.get(i).equals(printed.get(i))) i++;
    return ", first at port " + (i + 1);
  }

  private static String join(List<String> ports) {
    var text = ports.stream().collect(Collectors.joining(", "));
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
