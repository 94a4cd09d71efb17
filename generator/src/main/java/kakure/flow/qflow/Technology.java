// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;

/**
 * A technology as a package of qflow's brings it: rules, sizes and timing of cells, but no layouts of them.
 *
 * @param name as qflow and its packages call it
 * @param folder of its files
 * @param settings of its shell script, by name
 */
record Technology(String name, Path folder, Map<String, String> settings) {
  /** The usual one first. */
  static final List<String> NAMES = List.of("osu035", "osu018", "osu050");
  /** Rails as the packages' LEF calls them. */
  static final String POWER = "vdd", GROUND = "gnd";
  private static final Path ROOM = Path.of("/usr/share/qflow/tech");
  private static final Pattern SET = Pattern.compile("(?m)^set[ \\t]+(\\w+)[ \\t]*=[ \\t]*\"?([^\\s\";]+)");

  /** @throws ToolException where its package is missing, and what installs it */
  static Technology named(String name) {
    Path folder = ROOM.resolve(name);
    if (!Files.isRegularFile(folder.resolve(name + ".sh"))) throw new ToolException("technology " + name + " of qflow is not installed: apt-get install qflow-tech-" + name);
    return read(name, folder);
  }

  /** Of any folder. */
  static Technology read(String name, Path folder) {
    try {
      var settings = new TreeMap<String, String>();
      SET.matcher(Files.readString(folder.resolve(name + ".sh"))).results().forEach(m -> settings.putIfAbsent(m.group(1), m.group(2)));
      return new Technology(name, folder, settings);
    } catch (IOException e) {
      throw new ToolException(folder.resolve(name + ".sh") + " cannot be read: " + e.getMessage(), e);
    }
  }

  Path liberty() {
    return folder.resolve(setting("libertyfile"));
  }

  Path lef() {
    return folder.resolve(setting("leffile"));
  }

  /** The cell that makes a net of a rail, and one port of another: no package has a cell of its own for constants. */
  Buffer buffer() {
    return new Buffer(setting("bufcell"), setting("bufpin_in"), setting("bufpin_out"));
  }

  /** The cell that a clock's tree is built of. */
  Buffer clockBuffer() {
    return new Buffer(setting("clkbufcell"), setting("clkbufpin_in"), setting("clkbufpin_out"));
  }

  /** What fills rows, and is in no netlist. */
  String filler() {
    return setting("fillcell");
  }

  /** A buffer. @param cell its type, @param in its input pin, @param out its output pin */
  record Buffer(String cell, String in, String out) {}

  private String setting(String key) {
    var value = settings.get(key);
    if (value == null) throw new ToolException(folder.resolve(name + ".sh") + " does not say " + key);
    return value;
  }
}
