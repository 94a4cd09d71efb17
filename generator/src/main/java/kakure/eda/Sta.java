// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Static timing by OpenSTA.
 *
 * @param directory of the netlist; the script is written there
 */
public record Sta(Path directory) {
  private static final int LIMIT_S = 300;
  /** A period to take the slack of, which may be negative: a short one, as OpenSTA reckons with seven digits. */
  private static final double SOME = 1;
  private static final Tool TOOL = Tool.named("sta");
  private static final Pattern SLACK = Pattern.compile("worst slack\\s+(?:max\\s+)?(-?\\d+(?:\\.\\d+)?)");

  /**
   * Worst slack of paths between registers. Old versions apply the library's default wire load, newer ones none: no wires are in it for certain.
   *
   * @param netlist Verilog of cells
   * @param library they are of
   * @param top module
   * @param clock its clock port
   * @param period in the library's unit of time
   * @return slack in that unit; negative where the period is too short
   * @throws ToolException where OpenSTA is missing, fails or reports no path
   */
  public double slack(String netlist, Liberty library, String top, String clock, double period) {
    return slack(netlist, library, top, List.of(clock(clock, period)));
  }

  /**
   * The shortest period that a netlist takes, between ports and registers as well: inputs come with the clock's edge behind a driver, outputs are due at the next one, in front of a load.
   *
   * @param inputs ports without the clock
   * @param outputs ports
   * @return period in the library's unit of time
   * @throws ToolException as {@link #slack}
   */
  public double period(String netlist, Liberty library, String top, String clock, List<String> inputs, List<String> outputs, Surroundings around) {
    var ins = "[get_ports {" + String.join(" ", inputs) + "}]";
    var outs = "[get_ports {" + String.join(" ", outputs) + "}]";
    var constraints = new ArrayList<>(List.of(clock(clock, SOME), "set_output_delay 0 -clock " + clock + " " + outs, String.format(Locale.ROOT, "set_load %s %s", around.load(), outs)));
    if (!inputs.isEmpty()) constraints.addAll(List.of("set_input_delay 0 -clock " + clock + " " + ins, "set_driving_cell -lib_cell " + around.driver() + " -pin " + around.output() + " " + ins));
    return SOME - slack(netlist, library, top, constraints);
  }

  /**
   * The longest path between registers. What leads into a module that the netlist does not have, such as a memory, is not in it.
   *
   * @param netlist Verilog of cells, modules kept or flat
   * @return no stages where no path leads from register to register
   * @throws ToolException where OpenSTA is missing or fails
   */
  public CriticalPath critical(String netlist, Liberty library, String top, String clock) {
    var script = script(netlist, library, top, List.of(clock(clock, SOME)));
    script.addAll(List.of(
        "report_checks -fields {net} -digits 4",
        "foreach path [find_timing_paths] {",
        "  set cell [file dirname [get_full_name [get_property $path endpoint]]]",
        "  foreach pin [get_pins $cell/*] { if {[get_property $pin direction] == \"output\"} { foreach net [get_nets -of_objects $pin] { puts \"endnet [get_full_name $net]\" } } }",
        "}",
        "exit"));
    Exec e = run("path.tcl", script);
    if (e.status() != 0) throw new ToolException("OpenSTA failed on " + top + "\n" + e.complaint());
    return CriticalPath.of(e.output(), SOME);
  }

  private static String clock(String clock, double period) {
    return String.format(Locale.ROOT, "create_clock -name %s -period %s [get_ports %s]", clock, period, clock);
  }

  private double slack(String netlist, Liberty library, String top, List<String> constraints) {
    var script = script(netlist, library, top, constraints);
    script.addAll(List.of("report_worst_slack -digits 4", "exit"));
    Exec e = run("timing.tcl", script);
    var slack = SLACK.matcher(e.output());
    if (e.status() != 0 || !slack.find()) throw new ToolException("OpenSTA reports no slack of " + top + "\n" + e.complaint());
    return Double.parseDouble(slack.group(1));
  }

  private static List<String> script(String netlist, Liberty library, String top, List<String> constraints) {
    var script = new ArrayList<>(List.of("read_liberty " + library.file().toAbsolutePath(), "read_verilog " + netlist, "link_design " + top));
    script.addAll(constraints);
    return script;
  }

  private Exec run(String name, List<String> script) {
    try {
      Files.write(directory.resolve(name), script, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ToolException(directory + " cannot be written: " + e.getMessage(), e);
    }
    Exec e = TOOL.run(directory, LIMIT_S, List.of("-no_splash", "-exit", name));
    var error = e.output().lines().filter(l -> l.startsWith("Error")).findFirst(); // it goes on after one, and ends with 0
    if (error.isPresent()) throw new ToolException("OpenSTA failed on " + name + "\n  " + error.get());
    return e;
  }
}
