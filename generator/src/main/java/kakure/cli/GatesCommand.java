// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.cosim.Port;
import kakure.cosim.ToolException;
import kakure.eda.CriticalPath;
import kakure.eda.Equal;
import kakure.eda.Liberty;
import kakure.eda.LibertyTables;
import kakure.eda.Sta;
import kakure.eda.Synthesis;
import kakure.eda.Tool;
import kakure.eda.WireLoad;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import kakure.report.design.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure gates}: a design in cells of a library, proven equal to its Verilog, and timed. */
@Command(name = "gates", header = "Synthesise to the cells of a library, or take a netlist of yours; --prove that it does what the Verilog says, --timing for its longest path.")
final class GatesCommand implements Runnable {
  private static final int SHOWN = 20;
  private static final long MOST_BYTES = 256L << 20;

  @Parameters(paramLabel = "BLOCK|DIR", description = "A block's name, as 'kakure blocks' prints it, or a folder that 'kakure generate' wrote.")
  private String given;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library; an open one that is there if not given.")
  private Path liberty;

  @Option(names = "--netlist", paramLabel = "FILE", description = "Verilog of cells of that library, by another tool; synthesised by yosys if not given.")
  private Path netlist;

  @Option(names = "--prove", description = "Prove that the netlist does what the Verilog says, register by register; exit code 1 where it is not proven.")
  private boolean prove;

  @Option(names = "--timing", description = "Show the longest path between registers, by OpenSTA, in the names of the Verilog.")
  private boolean timing;

  @Option(names = "--seconds", paramLabel = "N", description = "Time of the processor that the proof has, 1 to 86400 (${DEFAULT-VALUE}).")
  private int seconds = 600;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    if (seconds < 1 || seconds > 86_400) throw new BadInput("--seconds " + seconds + ": must be 1 to 86400");
    if (netlist != null && !prove && !timing) throw new BadInput("--netlist " + netlist + ": say what of it is asked, --prove or --timing");
    Tool.named("yosys").require();
    if (timing) Tool.named("sta").require();
    var library = Liberty.read(file());
    Path folder = folder();
    var subject = Subject.read(folder);
    if (timing && subject.clocks() != 1) throw new BadInput("--timing: " + subject.design().top() + " has " + subject.clocks() + " clocks, and a path between registers is of one");
    Path work = DesignReporting.copied(subject, folder, "gates are made");
    try {
      gates(subject, library, work);
    } finally {
      Output.delete(work);
      Terminal.clear();
    }
  }

  private Path file() {
    var file = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE"));
    if (!file.toAbsolutePath().toString().matches("[^\\s\"';#]*")) throw new BadInput(file.toAbsolutePath() + ": yosys and OpenSTA take no blanks or quotes in the names of files and folders; copy the library elsewhere");
    return file;
  }

  private Path folder() {
    var spec = Libraries.find(given);
    if (spec.isEmpty()) {
      if (!parameters.isEmpty()) throw new BadInput("--set belongs to a block; " + given + " is none");
      return Path.of(given);
    }
    var design = Netlist.elaborate(Libraries.configure(spec.get(), parameters));
    var folder = Home.work().resolve("gates").resolve(design.top().name());
    Output.write(folder, Emitter.emit(design, EmitOptions.defaults()));
    return folder;
  }

  private void gates(Subject subject, Liberty library, Path work) {
    String top = subject.design().top();
    var macros = subject.sources().stream().filter(s -> subject.macros().containsKey(s.replaceAll(".*/|\\.v$", ""))).toList();
    var logic = subject.sources().stream().filter(s -> !macros.contains(s)).toList();
    if (logic.isEmpty()) throw new BadInput(given + ": " + top + " is a macro, and has no gates");
    var keys = new LinkedHashMap<String, Object>();
    keys.put("top", top);
    keys.put("library", library.name());
    var yosys = new Yosys(work);
    if (netlist == null) synthesise(new Synthesis(yosys, library), top, logic, macros, keys);
    else copy(work.resolve(Synthesis.NETLIST));
    if (timing) time(new Sta(work).critical(Synthesis.NETLIST, library, top, subject.design().clock().map(Port::name).orElseThrow()), library, keys, !macros.isEmpty());
    Optional<Equal.Answer> answer = prove ? Optional.of(equal(new Equal(yosys, library), top, logic, macros)) : Optional.empty();
    answer.ifPresent(a -> {
      keys.put("points", a.points());
      keys.put("proven", a.proven());
    });
    json.write(keys);
    answer.filter(a -> !a.proven()).ifPresent(a -> {
      throw new CheckFailed(complaint(top, a));
    });
  }

  private static void synthesise(Synthesis synthesis, String top, List<String> logic, List<String> macros, Map<String, Object> keys) {
    Terminal.progress("synthesis of " + top);
    var mapped = synthesis.map(top, logic, macros);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "%s in %s: %d cells, area %.0f%s%n", top, synthesis.library().file().getFileName(), mapped.cells().count(), mapped.area(), mapped.macros() > 0 ? " without its " + mapped.macros() + " macros" : "");
    keys.put("cells", mapped.cells().count());
    keys.put("area", mapped.area());
  }

  private void copy(Path to) {
    try {
      if (!Files.isRegularFile(netlist)) throw new BadInput("--netlist " + netlist + ": there is no such file");
      if (Files.size(netlist) > MOST_BYTES) throw new BadInput("--netlist " + netlist + ": larger than " + MOST_BYTES + " bytes");
      Files.copy(netlist, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void time(CriticalPath path, Liberty library, Map<String, Object> keys, boolean macros) {
    double picoseconds = LibertyTables.read(library.file()).seconds() * 1e12;
    if (path.stages().isEmpty()) {
      System.out.println("timing: no path leads from register to register");
      return;
    }
    var table = new Table("net", "driven by", ">at, ps", ">cells between");
    for (var s : path.stages()) table.row(s.net(), s.cell(), String.format(Locale.ROOT, "%.0f", s.at() * picoseconds), s.before());
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "longest path between registers: %.0f ps with setup, %.0f MHz%s; %s%n", path.period() * picoseconds, 1e6 / (path.period() * picoseconds), macros ? ", paths through macros left out" : "", WireLoad.said(library));
    keys.put("picoseconds", path.period() * picoseconds);
    keys.put("wires", WireLoad.said(library));
    var nets = new ArrayList<String>();
    path.stages().forEach(s -> nets.add(s.net()));
    keys.put("path", nets);
  }

  private Equal.Answer equal(Equal equal, String top, List<String> logic, List<String> macros) {
    Terminal.progress("proof of " + top);
    var answer = equal.ask(top, logic, macros, Synthesis.NETLIST, seconds);
    Terminal.clear();
    if (answer.proven()) System.out.printf(Locale.ROOT, "equal: %s does what the Verilog of %s says at all %d points: registers, outputs%s; values before reset are no part of the proof%n", netlist == null ? "the netlist" : netlist, top, answer.points(), macros.isEmpty() ? "" : ", inputs of macros");
    return answer;
  }

  private String complaint(String top, Equal.Answer a) {
    if (!a.ended()) return "the proof of " + top + " did not end within " + seconds + " s of the processor\n  do:  more --seconds, or prove its blocks one by one";
    var open = a.open();
    return "not proven: " + open.size() + " of " + a.points() + " points of " + top + ": " + String.join(", ", open.subList(0, Math.min(SHOWN, open.size()))) + (open.size() > SHOWN ? ", ..." : "")
        + "\n  why: the netlist does something else there, or its registers are others than the Verilog's, and induction finds no hold";
  }
}
