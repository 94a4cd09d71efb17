// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.cosim.ToolException;

/**
 * A netlist on its way through placement, routing and the checks behind them. Every stage is asked for what it should have done, as all of them end with 0 whatever that is; and what is placed is compared with the netlist itself,
 * not with the one that qflow derives from its own layout.
 */
final class Layout {
  private static final Pattern RULES = Pattern.compile("(?m)^drc = (\\d+)\\s*$");
  private static final int SHOWN = 4;

  private final Project project;
  private final Technology technology;
  private final Gates gates;
  private Def def;
  private Timing timing;
  private byte[] gds;
  private SortedSet<String> undefined;

  Layout(Project project, Technology technology, Gates gates) {
    this.project = project;
    this.technology = technology;
    this.gates = gates;
  }

  /** Runs all stages in their order. @throws CheckFailed at the first that is wrong */
  void run(boolean whole) {
    project.stage("place", "placement", "place.log");
    same("place", "place.log");
    project.stage("sta", "timing before routing", "sta.log");
    route();
    timing = Timing.of(project.stage("backanno", "timing with wires", "post_sta.log"));
    project.stage("migrate", "extraction of the layout", "migrate.log");
    project.written("migrate", "layout/" + gates.top() + ".spice", "migrate.log");
    rules();
    against();
    stream(whole);
  }

  /** What lies in the layout, as it was routed. */
  Def def() {
    return def;
  }

  Timing timing() {
    return timing;
  }

  /** The stream, without times. */
  byte[] gds() {
    return gds;
  }

  /** Names that the stream refers to and does not hold. */
  SortedSet<String> undefined() {
    return undefined;
  }

  /** The layout's list of nets is the netlist's. */
  private void same(String stage, String log) {
    def = DefReader.read(project.written(stage, "layout/" + gates.top() + ".def", log));
    var differences = def.differences(gates, technology.filler(), SHOWN);
    if (!differences.isEmpty()) throw project.failed(stage, "the layout is another netlist's: " + String.join("; ", differences), log);
  }

  private void route() {
    // earlier passes of the router say the same without the word
    String log = project.stage("route", "routing", "route.log");
    if (!log.contains("Final: No failed routes!")) throw project.failed("route", "not every net was routed\n  do:  a smaller design, or another --part", "route.log");
    same("route", "route.log");
    if (def.wirelength() == 0 && gates.gates().size() > 1) throw project.failed("route", "no wire was drawn", "route.log");
  }

  /** What qflow reads as 0 where magic says nothing must be said here. */
  private void rules() {
    var said = RULES.matcher(project.stage("drc", "design rules", "drc.log")).results().map(m -> m.group(1)).toList();
    if (said.size() != 1) throw project.failed("drc", "magic does not say how many rules are broken", "drc.log");
    if (!said.get(0).equals("0")) throw project.failed("drc", "design rules are broken in " + said.get(0) + " places", "drc.log");
  }

  /** qflow writes the netlist that it compares with anew from its own layout: ours takes its place. */
  private void against() {
    project.write("synthesis/" + gates.top() + ".spc", gates.spice(Gates.boxes(new String(bytes("layout/" + gates.top() + ".spice"), StandardCharsets.ISO_8859_1))));
    String log = project.stage("lvs", "layout against netlist", "lvs.log");
    var lvs = Lvs.of(project.written("lvs", "layout/comp.out", "lvs.log"), project.written("lvs", "layout/comp.json", "lvs.log"), gates);
    if (!lvs.matches()) throw new CheckFailed("qflow lvs: the layout is not the netlist's\n  " + String.join("\n  ", lvs.faults()) + "\n  log: " + project.written("lvs", "layout/comp.out", "lvs.log"));
    if (!log.contains("Result: Circuits match")) throw project.failed("lvs", "netgen does not end with a match", "lvs.log");
  }

  /** @param whole whether cells were given, so that nothing may be missing */
  private void stream(boolean whole) {
    project.stage("gdsii", "GDSII", "gdsii.log");
    Path file = project.written("gdsii", "layout/" + gates.top() + ".gds", "gdsii.log");
    try {
      var read = Gds.of(file.toString(), Gds.bytes(file));
      if (!read.structures().contains(gates.top())) throw project.failed("gdsii", "the stream holds no " + gates.top(), "gdsii.log");
      for (var type : gates.types().keySet()) if (!read.references().contains(type)) throw project.failed("gdsii", "the stream places no " + type, "gdsii.log");
      undefined = read.undefined();
      gds = Gds.undated(file.toString(), Gds.bytes(file));
    } catch (BadInput e) {
      throw project.failed("gdsii", e.getMessage(), "gdsii.log");
    }
    if (whole && !undefined.isEmpty()) throw project.failed("gdsii", "the stream refers to " + String.join(", ", undefined) + ", and neither it nor --cells holds them", "gdsii.log");
  }

  /** Cells that a library must hold, fillers among them. @throws BadInput where it lacks some */
  static void refuseWithout(Path cells, Gates gates, String filler) {
    var missing = new TreeSet<>(gates.types().keySet());
    missing.add(filler);
    missing.removeAll(Gds.read(cells).structures());
    if (!missing.isEmpty()) throw new BadInput("--cells " + cells + " holds no " + String.join(", ", missing) + "\n  do:  give the layouts of the technology's cells, named as in its LEF");
  }

  /** A file of the layout, to be handed on. */
  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(project.written("migrate", name, "migrate.log"));
    } catch (IOException e) {
      throw new ToolException(name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
