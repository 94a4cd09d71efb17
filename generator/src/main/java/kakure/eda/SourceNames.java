// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.cosim.Design;

/** Names of a design's Verilog files as tools take them, in scripts and as arguments: a blank or a semicolon would end a name, a dash begin an option. */
public final class SourceNames {
  private static final String PART = "[A-Za-z0-9_.][A-Za-z0-9_.-]*";
  private static final Pattern PLAIN = Pattern.compile(PART + "(/" + PART + ")*");

  private SourceNames() {}

  /** Names relative to the design's folder, in its order. @throws BadInput for the first that a tool would read as something else */
  public static List<String> of(Design design) {
    Path folder = design.directory().toAbsolutePath().normalize();
    var names = design.files().stream().map(f -> folder.relativize(f.toAbsolutePath().normalize()).toString().replace('\\', '/')).toList();
    for (var name : names) if (!PLAIN.matcher(name).matches()) throw new BadInput(folder.resolve("design.json") + ": file \"" + name + "\": a file's name is letters, digits, _, ., - and / here, as yosys reads it");
    return names;
  }
}
