// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.JsonText;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.eda.Liberty;
import kakure.eda.LibertyTables;
import kakure.eda.Lint;
import kakure.eda.ModuleAreas;
import kakure.eda.Sta;
import kakure.eda.Tool;
import kakure.eda.Yosys;
import kakure.emit.Output;
import kakure.report.design.DesignPage;
import kakure.report.design.DesignReport;
import kakure.report.design.Placed;
import kakure.report.design.Run;
import kakure.report.design.Subject;
import kakure.spec.BlockSpec;
import tools.jackson.databind.JsonNode;

/**
 * The page of a design that lies in a folder: what is known of it is gathered, and readers of Verilog are asked.
 *
 * @param folder with a {@code design.json}
 * @param run result of a run, or a plan
 * @param verify result of planted faults
 * @param liberty library of cells to reckon areas on
 * @param lintSeconds time of the processor that each reader of Verilog has
 * @param output where to write
 */
record DesignReporting(Path folder, Optional<Path> run, Optional<Path> verify, Optional<Path> liberty, int lintSeconds, Optional<Path> output) {
  private static final long MOST_BYTES = 64L << 20;

  /** Gathers, writes, prints. @throws BadInput where the folder holds no design, or a file is not what it should be */
  void run(JsonOption json) {
    var subject = Subject.read(folder);
    var design = DesignFolder.in(folder).orElseThrow();
    var to = output.orElse(Path.of("report-out", subject.design().top()));
    OwnFolder.refuse(to, folder);
    var files = new ReportFiles(to, ReportFiles.DIAGRAM);
    var planned = found(Optional.empty(), "--run", List.of("plan.json")).map(f -> Run.read(f.toString(), bytes(f)));
    var result = found(run, "--run", List.of("run.json", "plan.json")).map(f -> Run.read(f.toString(), bytes(f))).map(r -> planned.map(r::beside).orElse(r));
    refuseOther(subject, result);
    var placed = Placed.in(folder, subject.design());
    var faults = found(verify, "--verify", List.of("verify.json")).map(DesignReporting::faults);
    var lints = Arrays.stream(Lint.Reader.values()).map(reader -> Aside.start("kakure-lint", () -> Lint.of(reader, folder, subject.design().top(), subject.sources(), lintSeconds))).toList();
    var priced = liberty.map(l -> price(subject, l));
    Terminal.progress("lint of " + subject.design().top());
    var report = new DesignReport(subject, design.spec().map(BlockSpec::summary).orElse("A design that no library of this Kakure describes."), result, priced.map(Priced::areas), priced.flatMap(Priced::timing), placed, lints.stream().map(Aside::get).toList(), proofs(subject), faults,
        repeat(design, subject, planned), facts());
    var page = DesignPage.of(report);
    files.write(page.html(), page.png());
    Terminal.clear();
    print(report);
    System.out.println(files.html());
    json.write(keys(report, page));
  }

  /** The file that the user names, or the first of those names that the folder has. */
  private Optional<Path> found(Optional<Path> given, String option, List<String> names) {
    given.filter(f -> !Files.isReadable(f) || Files.isDirectory(f)).ifPresent(f -> {
      throw new BadInput(option + " " + f + ": there is no such file");
    });
    return given.or(() -> names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst());
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new BadInput(file + ": larger than " + MOST_BYTES + " bytes; this is no result of a run");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A run of another array would tell of another design: sides and group stand in the top's name, or in the name of what is in it. */
  private void refuseOther(Subject subject, Optional<Run> result) {
    if (run.isEmpty() || result.isEmpty() || !result.get().extent().matches("\\d+(x\\d+)+")) return;
    var sized = subject.names().stream().map(n -> n + "_").filter(n -> n.contains("_" + result.get().extent() + "_")).toList();
    var group = result.get().group() == 1 ? "_group" : "_group" + result.get().group() + "_";
    if (sized.isEmpty() || sized.stream().anyMatch(n -> n.contains(group)) == (result.get().group() == 1)) {
      throw new BadInput("--run " + run.get() + " tells of an array " + result.get().array() + ", and " + folder + " holds another\n  do:  give the result of a run on this design: kakure run MODEL --rtl " + folder + " --data PATH --json FILE");
    }
  }

  private static DesignReport.Faults faults(Path file) {
    JsonNode root = JsonText.read(file.toString(), bytes(file));
    for (var key : List.of("seed", "faults", "caught", "equal", "alive")) if (!root.path(key).isNumber()) throw new BadInput(file + " has no number \"" + key + "\"\n  do:  give what kakure verify DIR --prove --json FILE wrote");
    return new DesignReport.Faults(root.path("seed").asLong(), root.path("faults").asLong(), root.path("caught").asLong(), root.path("equal").asLong(), root.path("alive").asLong());
  }

  /** What a library of cells brings. */
  private record Priced(DesignReport.Areas areas, Optional<DesignReport.Timing> timing) {}

  /** Of a design of one clock, where OpenSTA is there. */
  private static Optional<DesignReport.Timing> timing(Subject subject, Liberty library, Path work, boolean macros) {
    var clock = subject.design().clock();
    if (clock.isEmpty() || subject.clocks() != 1 || Tool.named("sta").find().isEmpty()) return Optional.empty();
    Terminal.progress("timing of " + subject.design().top());
    var path = new Sta(work).critical(ModuleAreas.NETLIST, library, subject.design().top(), clock.get().name());
    return Optional.of(new DesignReport.Timing(library.name(), LibertyTables.read(library.file()).seconds(), path, macros));
  }

  private Priced price(Subject subject, Path file) {
    Tool.named("yosys").require();
    var library = Liberty.read(file);
    Terminal.progress("synthesis of " + subject.design().top());
    var macros = subject.sources().stream().filter(s -> subject.macros().containsKey(s.replaceAll(".*/|\\.v$", ""))).toList();
    var logic = subject.modules().keySet().stream().filter(m -> !subject.macros().containsKey(m)).toList();
    Path work = copied(subject, folder, "--liberty: areas are reckoned");
    try {
      var areas = ModuleAreas.of(new Yosys(work), library, subject.design().top(), subject.sources().stream().filter(s -> !macros.contains(s)).toList(), macros, logic);
      long left = subject.macros().keySet().stream().mapToLong(m -> areas.counts().getOrDefault(m, 0L)).sum();
      return new Priced(new DesignReport.Areas(library.name(), areas.each(), areas.counts(), left), timing(subject, library, work, left > 0));
    } finally {
      Output.delete(work);
    }
  }

  /** The design's files in a folder whose name yosys takes, and which may be written to. */
  static Path copied(Subject subject, Path folder, String use) {
    var from = folder.toAbsolutePath().normalize();
    var outside = subject.design().files().stream().filter(f -> !f.toAbsolutePath().normalize().startsWith(from)).findFirst();
    if (outside.isPresent()) throw new BadInput(use + " of designs that lie in one folder, and " + outside.get() + " lies outside of " + folder);
    try {
      var work = Files.createTempDirectory("kakure-area-");
      for (Path file : subject.design().files()) {
        var to = work.resolve(from.relativize(file.toAbsolutePath().normalize()));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      return work;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Proofs of the blocks that the design is made of. */
  private static List<DesignReport.ProofLine> proofs(Subject subject) {
    var used = subject.blocks().entrySet().stream().filter(e -> subject.names().contains(e.getKey())).map(e -> e.getValue().block()).distinct().toList();
    return Libraries.blocks().stream().filter(s -> used.contains(s.usual().getClass().getSimpleName())).flatMap(s -> s.proofs().stream()
        .map(p -> new DesignReport.ProofLine(s.name(), p.block().moduleName(), p.mode().toString(), subject.names().contains(p.block().moduleName())))).toList();
  }

  /** Commands that make the design again. */
  private static List<String> repeat(DesignFolder design, Subject subject, Optional<Run> planned) {
    var command = planned.flatMap(Run::command).or(() -> design.spec().map(s -> "kakure generate " + s.name() + design.parameters().entrySet().stream().map(p -> " --set " + p.getKey() + "=" + p.getValue()).reduce("", String::concat)
        + ("asynchronous".equals(subject.provenance().get("reset")) ? " --reset async" : "")));
    return command.map(c -> List.of(c + " -o DIR", "kakure report DIR")).orElse(List.of());
  }

  private static Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("page written by", kakure.Version.GENERATOR);
    facts.put("Java", System.getProperty("java.version"));
    return facts;
  }

  private static void print(DesignReport report) {
    var table = new Table("check", "version", "result");
    for (var lint : report.lints()) table.row(lint.tool(), lint.version(), lint.state() == Lint.State.CLEAN ? "clean" : (lint.state() == Lint.State.MISSING ? "missing: " : "") + lint.said().get(0));
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "%s: %d modules, %d instances%s%s%s%n", report.subject().design().top(), report.subject().names().size(), report.subject().instances(), report.subject().vague() ? " (those of loops and conditions count once)" : "",
        report.run().map(r -> String.format(Locale.ROOT, "; %.0f cycles an image, %s", r.cyclesPerImage(), r.measured() ? "measured" : "planned")).orElse("; no run and no plan is known"), report.areas().isPresent() ? "" : "; no areas, for want of --liberty");
    report.run().flatMap(Run::other).ifPresent(other -> System.out.println("note: --run is " + other));
  }

  private static Map<String, Object> keys(DesignReport report, DesignPage page) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("top", report.subject().design().top());
    keys.put("modules", report.subject().names().size());
    keys.put("instances", report.subject().instances());
    if (report.subject().vague()) keys.put("loopsCountOnce", true);
    keys.put("bytes", page.html().getBytes(StandardCharsets.UTF_8).length);
    report.run().ifPresent(r -> {
      keys.put("measured", r.measured());
      keys.put("cyclesPerImage", r.cyclesPerImage());
    });
    report.areas().ifPresent(a -> keys.put("areas", a.each()));
    report.timing().ifPresent(t -> keys.put("picoseconds", t.path().period() * t.unit() * 1e12));
    var lint = new LinkedHashMap<String, Object>();
    report.lints().forEach(l -> lint.put(l.tool(), l.state().name().toLowerCase(Locale.ROOT)));
    keys.put("lint", lint);
    return keys;
  }
}
