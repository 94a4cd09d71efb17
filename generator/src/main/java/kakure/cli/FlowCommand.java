// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.Nearest;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.emit.Json;
import kakure.emit.Output;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.MacroChoice;
import kakure.flow.Made;
import kakure.flow.Wish;
import kakure.flow.text.TextFlow;
import kakure.host.TestImage;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import kakure.spec.BlockSpec;
import kakure.target.Plan;
import kakure.target.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure flow}: a design in the hands of the tool that comes next. */
@Command(name = "flow", header = "Hand a design to the tool that comes next: --to ice40 ends with a bitstream, whose netlist runs images, --to qflow with a layout, others with a description.")
final class FlowCommand implements Runnable, TargetOptions.User {
  @Parameters(paramLabel = "MODEL|DIR|BLOCK", description = "An ONNX file, for hardware that runs it, a folder that 'generate' wrote, or a block's name, with --set.")
  private Path given;

  @Option(names = "--to", paramLabel = "NAME", required = true, description = {
    "The flow. ice40: a bitstream for a Lattice iCE40, by yosys, nextpnr and icestorm. qflow: a layout of standard cells, by qflow, magic and netgen. xilinx7, ultrascale, ecp5, gowin: what it takes of a chip, by yosys, and a project of the vendor's tool.",
    "A description beside the Verilog: filelist, fusesoc, edam, ipxact, litex, bender, vivado, quartus, openroad, librelane, upf, rdl."
  })
  private String to;

  @Option(names = "--part", paramLabel = "NAME", description = "The chip. ice40: hx8k-ct256 (the usual one), up5k-sg48, hx1k-tq144; xilinx7: xc7a35t, xc7a100t, xc7z020; ultrascale: xczu3eg, xck26; ecp5: lfe5u-25, lfe5u-45, lfe5u-85; gowin: gw2ar-18, gw1nr-9; the technology for qflow: osu035 (the usual one), osu018, osu050; the vendor's own name for vivado and quartus; the process for openroad (nangate45) and librelane (sky130A).")
  private String part;

  @Option(names = "--clock", paramLabel = "MHZ", description = "Clock that must be met, with exit code 1 where it is not; whatever comes out if not given, and 100 in a description.")
  private Double clock;

  @Option(names = "--pins", paramLabel = "FILE", description = "Constraints of the pins in the flow's own language, PCF for ice40; the tool chooses pins if not given.")
  private Path pins;

  @Option(names = "--sram", paramLabel = "PATH", description = "openroad and librelane: files of memory macros, or a folder of such (Liberty, and Verilog, LEF, GDS where they are), of which memories are built; may be given several times.")
  private List<Path> macros = new ArrayList<>();

  @Option(names = "--one-port", paramLabel = "NAME", description = "With --sram: a memory of which nobody needs what is read in the cycle of a write, by its module's name; may be given several times. The hardware of a model says that itself.")
  private List<String> onePort = new ArrayList<>();

  @Option(names = "--flip-flops", description = "With --sram: memories that they do not serve become flip-flops.")
  private boolean flipFlops;

  @Option(names = "--cells", paramLabel = "FILE", description = "Layouts of the technology's cells as GDSII, for qflow, whose packages have none: what the result then still lacks is an error.")
  private Path cells;

  @Option(names = "--fill", description = "Only say what the design takes of the part, by synthesis, whether it fits or not; nothing is written. Of a model without --array: the array that is found.")
  private boolean only;

  @Mixin
  private TargetOptions options;

  @Mixin
  private RunImages images;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write; rtl-out/<design>-<part or flow> if not given.")
  private Path output;

  @Mixin
  private JsonOption json;

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  /** A design, and the plan of the network on it where there is one. */
  record Subject(Handed handed, Optional<Plan> plan) {}

  @Override
  public void run() {
    json.check();
    Flow flow = Flows.named(to);
    var wish = wish(flow);
    flow.tools().forEach(tool -> tool.require());
    boolean block = Libraries.find(given.toString()).isPresent();
    boolean model = !block && (given.toString().endsWith(".onnx") || !Files.isDirectory(given));
    if (model && !Files.exists(given) && !given.toString().endsWith(".onnx")) throw new BadInput(given + " is no file, no folder and no block" + Nearest.said(given.toString(), Libraries.blocks().stream().map(BlockSpec::name).toList()));
    Optional<Network> network = model ? Optional.of(OnnxReader.read(given)) : Optional.empty();
    Optional<RunImages.Chosen> chosen = network.filter(n -> images.given()).map(images::chosen);
    if (block && images.given()) throw new BadInput(given + " is a block: --data and --image belong to a model");
    if (!model && !block && (images.given() || options.any())) throw new BadInput(given + " is a folder: what --data, --image and a target's options say belongs to a model");
    if (!model && !block && output != null) OwnFolder.refuse(output, given);
    if (images.given() && !flow.netlist()) throw new BadInput("--to " + to + " makes no netlist that could run images: leave --data and --image out");
    try {
      if (only) {
        filled(flow, wish, network);
        return;
      }
      var subject = network.map(n -> new FlowSearch(flow, wish, n, options).subject()).orElseGet(this::folder);
      try (var turn = FlowDesigns.turn(flow, wish, subject.handed.design().top())) {
        made(flow, subject, flow.make(subject.handed, wish, turn.folder(), Terminal::progress), chosen);
      }
    } finally {
      Terminal.clear();
    }
  }

  private void made(Flow flow, Subject subject, Made made, Optional<RunImages.Chosen> chosen) {
    var keys = keys(flow, subject, made);
    Optional<RunReport> report = chosen.map(c -> simulate(keys, subject, made, c));
    hand(subject, made, keys, chosen.filter(c -> images.one()).map(c -> new TestImage(c.image().apply(c.first()), Path.of(images.name(c.first())).getFileName().toString())));
    Terminal.clear();
    print(made, keys);
    json.write(keys);
    if (report.flatMap(RunReport::first).isPresent()) throw new CheckFailed("on the netlist after place and route: " + report.get().first().get().text() + "; " + report.get().mismatches() + " of " + report.get().compared() + " values differ");
  }

  /** A folder, or a block. */
  private Subject folder() {
    var spec = Libraries.find(given.toString());
    if (spec.isPresent()) return new Subject(FlowDesigns.handed(Libraries.configure(spec.get(), options.ofBlock()), Map.of(), Set.of()), Optional.empty());
    return new Subject(Handed.read(given, Set.of(), FlowDesigns::loader), Optional.empty());
  }

  private void filled(Flow flow, Wish wish, Optional<Network> network) {
    var subject = network.map(n -> new FlowSearch(flow, wish, n, options).toFill()).orElseGet(this::folder);
    Fill fill = FlowDesigns.fill(flow, wish, subject.handed);
    Terminal.clear();
    System.out.print(table(fill).text());
    System.out.println(subject.handed.design().top() + (fill.fits() ? " fits " : " does not fit ") + wish.part().orElse(flow.name()));
    var keys = new LinkedHashMap<String, Object>();
    keys.put("top", subject.handed.design().top());
    keys.put("fits", fill.fits());
    keys.put("uses", uses(fill));
    json.write(keys);
  }

  private static Table table(Fill fill) {
    var table = new Table("resource", ">used", ">of", ">share");
    for (var u : fill.uses()) table.row(u.resource(), u.used(), u.available(), u.available() == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * u.used() / u.available()));
    return table;
  }

  private static Map<String, Object> uses(Fill fill) {
    var uses = new LinkedHashMap<String, Object>();
    for (var use : fill.uses()) uses.put(use.resource(), use(use.used(), use.available()));
    return uses;
  }

  private Wish wish(Flow flow) {
    if (clock != null && !(clock > 0 && clock <= 1000)) throw new BadInput("--clock " + clock + ": give MHz, above 0 and at most 1000");
    if (pins != null && !Files.isReadable(pins)) throw new BadInput("--pins " + pins + ": there is no such file");
    if (cells != null && !flow.takesCells()) throw new BadInput("--cells: --to " + to + " has no use for layouts of cells");
    if (cells != null && !Files.isReadable(cells)) throw new BadInput("--cells " + cells + ": there is no such file");
    var choice = new MacroChoice(macros, Set.copyOf(onePort), flipFlops);
    if (choice.given() && !flow.macros()) throw new BadInput("--to " + to + " builds no memories of macros: --sram, --one-port and --flip-flops belong to openroad and librelane");
    String name = part == null ? flow.parts().stream().findFirst().orElse("") : Flows.part(flow, part);
    return new Wish(name.isEmpty() ? Optional.empty() : Optional.of(name), clock == null ? OptionalDouble.empty() : OptionalDouble.of(clock), Optional.ofNullable(pins), Optional.ofNullable(cells), choice);
  }

  /** Images through what was placed and routed, every layer compared; what was measured takes the place of what was planned. */
  private RunReport simulate(Map<String, Object> keys, Subject subject, Made made, RunImages.Chosen chosen) {
    var run = FlowRun.of(subject.plan.orElseThrow(), subject.handed.design(), made, chosen.count());
    var r = run.images(chosen);
    keys.put("images", r.cases());
    if (r.labelled() > 0) keys.put("correct", r.correct());
    keys.put("compared", r.compared());
    keys.put("mismatches", r.mismatches());
    rate(keys, made, "cyclesPerImageByBytes", "imagesPerSecond", r.cyclesPerCase());
    if (r.mismatches() == 0 && brief(run.plan())) rate(keys, made, "cyclesPerImageSumsByBytes", "imagesPerSecondSums", run.cyclesOfSums(chosen.image().apply(chosen.first())));
    return r;
  }

  private static void rate(Map<String, Object> keys, Made made, String cycles, String images, double perImage) {
    keys.put(cycles, perImage);
    if (made.mhz() > 0) keys.put(images, made.mhz() * 1e6 / perImage);
  }

  /** What {@code flow.json} says. Cycles are of the program that runs on the board: where few pins lead out, or a netlist shows no memory, every layer sends its result; those of the program whose last layer alone does stand beside them. */
  static Map<String, Object> keys(Flow flow, Subject subject, Made made) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("flow", flow.name());
    keys.put("top", subject.handed.design().top());
    keys.putAll(made.figures());
    keys.put("uses", uses(made.fill()));
    boolean emitting = made.netlist().isPresent() || loaded(made);
    subject.plan.map(p -> emitting ? p.emitting() : p).ifPresent(p -> {
      keys.put("array", p.extent());
      keys.put("elements", Math.round(p.steps().stream().mapToDouble(s -> s.macs() / s.idealCycles()).max().orElse(0)));
      keys.put("cyclesPerImage", p.plannedCycles());
      if (made.mhz() > 0) keys.put("imagesPerSecond", made.mhz() * 1e6 / p.plannedCycles());
    });
    subject.plan.filter(p -> emitting && brief(p)).ifPresent(p -> {
      keys.put("cyclesPerImageSums", p.plannedCycles());
      if (made.mhz() > 0) keys.put("imagesPerSecondSums", made.mhz() * 1e6 / p.plannedCycles());
    });
    return keys;
  }

  /** Whether there is a program whose last layer alone answers. */
  private static boolean brief(Plan plan) {
    return plan.emitting() != plan;
  }

  private static boolean loaded(Made made) {
    return Boolean.TRUE.equals(made.figures().get("loader"));
  }

  private static Map<String, Object> use(long used, long available) {
    var use = new LinkedHashMap<String, Object>();
    use.put("used", used);
    use.put("available", available);
    return use;
  }

  private void hand(Subject subject, Made made, Map<String, Object> keys, Optional<TestImage> image) {
    var files = new LinkedHashMap<>(made.files());
    subject.plan.filter(p -> loaded(made)).ifPresent(p -> {
      var serial = new SerialFiles(p, subject.handed.design(), image.orElseGet(() -> TestImage.made(FlowDesigns.pixels(given))));
      files.putAll(serial.files());
      keys.putAll(serial.figures());
    });
    files.put("flow.json", Json.write(keys).getBytes(StandardCharsets.UTF_8));
    output = output == null ? Path.of("rtl-out", subject.handed.design().top() + "-" + keys.getOrDefault("part", to)) : output;
    Output.hand(output, Map.of("design.json", new String(files.remove("design.json"), StandardCharsets.UTF_8)), files);
  }

  @SuppressWarnings("unchecked") // lists of texts, as the flow made them
  private void print(Made made, Map<String, Object> keys) {
    if (made.figures().containsKey(TextFlow.NEXT)) {
      System.out.printf(Locale.ROOT, "%s: %s for %s, %s%n  next: %s%n", output, keys.get("top"), to, String.join(", ", (List<String>) made.figures().get("files")), made.figures().get(TextFlow.NEXT));
      ((List<String>) made.figures().getOrDefault(TextFlow.NOTES, List.of())).forEach(note -> System.out.println("  note: " + note));
      return;
    }
    System.out.print(table(made.fill()).text());
    System.out.printf(Locale.ROOT, "%s: %s on %s%s%n", output, keys.get("top"), keys.get("part"), made.mhz() > 0 ? String.format(Locale.ROOT, ", closes at %.2f MHz", made.mhz()) : "");
    for (var note : (List<String>) made.figures().getOrDefault(Made.NOTES, List.of())) System.out.println(note);
    if (keys.containsKey("imagesPerSecond")) {
      System.out.printf(Locale.ROOT, "array %s, %s elements: %s cycles an image by plan%s, %.1f images/s%n", keys.get("array"), keys.get("elements"), keys.get("cyclesPerImage"),
          keys.containsKey("cyclesPerImageByBytes") ? String.format(Locale.ROOT, ", %.0f by bytes as simulated", (Double) keys.get("cyclesPerImageByBytes")) : "", (Double) keys.get("imagesPerSecond"));
    }
    if (keys.containsKey("imagesPerSecondSums")) {
      System.out.printf(Locale.ROOT, "where the last layer alone answers: %s cycles an image by plan%s, %.1f images/s%n", keys.get("cyclesPerImageSums"),
          keys.containsKey("cyclesPerImageSumsByBytes") ? String.format(Locale.ROOT, ", %.0f by bytes as simulated", (Double) keys.get("cyclesPerImageSumsByBytes")) : "", (Double) keys.get("imagesPerSecondSums"));
    }
    if (keys.containsKey("compared")) System.out.printf(Locale.ROOT, "netlist after place and route: %s images, %s values compared, %s differ%n", keys.get("images"), keys.get("compared"), keys.get("mismatches"));
  }
}
