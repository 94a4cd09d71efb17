// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import kakure.BadInput;

/**
 * A format of what only some designs have: the text that {@code generate} wrote beside their Verilog is handed on.
 *
 * @param name behind {@code --to}
 * @param summary one line
 * @param ending of the file's name
 * @param which designs have it, and how one is generated
 * @param command what the user types next, before the file's name
 */
record Found(String name, String summary, String ending, String which, String command) implements Description {
  static final Found RDL = new Found("rdl", "NAME.rdl: the registers of a design on a bus, in SystemRDL 2.0", ".rdl", "the registers of a design on a bus: kakure generate MODEL --bus axi-stream", "peakrdl html -o html");
  static final Found UPF = new Found("upf", "TOP.upf: the power intent of a computing-in-memory tile, in UPF", ".upf", "the power intent of a computing-in-memory tile: kakure generate MODEL --target cim", "the tool's load_upf");

  @Override
  public Map<String, String> texts(Described d) {
    var texts = new LinkedHashMap<String, String>();
    try (var files = Files.list(d.design().directory())) {
      for (var file : files.filter(f -> f.getFileName().toString().endsWith(ending)).sorted().toList()) texts.put(file.getFileName().toString(), Component.read(file));
    } catch (IOException e) {
      throw new BadInput(d.design().directory() + " cannot be read: " + e.getMessage(), e);
    }
    if (texts.isEmpty()) throw new BadInput("--to " + name + ": " + d.top() + " has no file *" + ending + "\n  why: it holds " + which);
    return texts;
  }

  @Override
  public String next(Described d) {
    return command + " " + texts(d).keySet().iterator().next();
  }
}
