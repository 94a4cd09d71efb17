// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Countdown;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.eda.Tool;
import kakure.sweep.Point;
import kakure.sweep.Pool;
import kakure.sweep.Result;
import kakure.sweep.Sheet;
import kakure.sweep.Slurm;
import kakure.sweep.Sweep;
import kakure.sweep.SweepReport;
import kakure.sweep.Worker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure sweep}: every combination of models, arrays, masks and clocks, planned or run. */
@Command(name = "sweep", header = "Plan or run models on many designs: every combination of the values given; what was done before is not done again.")
final class SweepCommand implements Runnable, TargetOptions.User {
  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Hidden networks, ONNX files.")
  private List<Path> models = List.of();

  @Mixin
  private TargetOptions options;

  @Option(names = "--masks", paramLabel = "KIND[,KIND...]", description = "Masks: own, free, oneof2, oneof4, oneof8, as 'kakure plan' takes them (${DEFAULT-VALUE}).")
  private String masks = "own";

  @Option(names = "--bits", paramLabel = "N[,N...]", description = "Planes of bit-serial weights, 1 to 8; all that a model has if not given. Layers behind a number, as 'kakure run' takes them, are of the same point: 8,conv1=4,8,conv2=4 are two.")
  private String bits;

  @Option(names = "--clock", paramLabel = "MHZ[,MHZ...]", description = "Clocks of the hardware, by which cycles become images per second.")
  private String clocks;

  @Option(names = "--data", paramLabel = "PATH", description = "Labelled images as 'kakure run' takes them: every point is simulated. Without it every point is planned.")
  private Path data;

  @Option(names = "--count", paramLabel = "N", description = "How many images; all if not given.")
  private Integer count;

  @Option(names = "--liberty", paramLabel = "FILE", description = "Also the area of each design's logic, without memories, on this library of cells.")
  private Path liberty;

  @Option(names = "--jobs", paramLabel = "N", description = "Points at once; as many as there are processors if not given.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--slurm", description = "On a cluster: job arrays of Slurm, of which --jobs tasks run at once. DIR must be the same folder on all nodes.")
  private boolean slurm;

  @Option(names = "--point", paramLabel = "N", hidden = true, description = "Only the point of that number of the sheet in DIR: what a task of a cluster calls.")
  private Integer point;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true, description = "Folder of the sweep: a file for each point, sweep.csv, sweep.png.")
  private Path folder;

  @Mixin
  private JsonOption json;

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  @Override
  public void run() {
    var worker = new Worker(folder.toAbsolutePath().normalize(), Self.words());
    if (point != null) {
      var sheet = Sheet.read(folder);
      if (point < 0 || point >= sheet.points().size()) throw new BadInput("--point " + point + ": " + folder + " has " + sheet.points().size() + ", numbered from 0");
      String key = sheet.points().get(point).key();
      worker.compute(sheet.points().stream().filter(p -> p.key().equals(key)).toList());
      return;
    }
    json.check();
    if (jobs < 1 || jobs > 256) throw new BadInput("--jobs " + jobs + ": must be 1 to 256");
    if (slurm) Tool.named("sbatch").require();
    var sweep = sweep();
    refuseForeign();
    sweep.begin();
    var open = sweep.open();
    int points = sweep.sheet().points().size(), done = points - open.stream().mapToInt(List::size).sum();
    if (done > 0) System.out.printf(Locale.ROOT, "%d of %d points were done before%n", done, points);
    compute(sweep, worker, open);
    Terminal.clear();
    report(sweep);
  }

  private void compute(Sweep sweep, Worker worker, List<List<Point>> open) {
    var countdown = new Countdown();
    Terminal.progress("point 0 of " + open.size());
    if (!slurm) {
      Pool.run(jobs, open, worker::compute, done -> Terminal.progress("point " + done + " of " + open.size() + countdown.left(done, open.size())));
    } else if (!open.isEmpty()) {
      var numbers = open.stream().map(group -> sweep.sheet().points().indexOf(group.get(0))).toList();
      new Slurm(worker.folder(), worker.launcher(), jobs).run(numbers, () -> open.size() - sweep.open().size(), done -> Terminal.progress("point " + done + " of " + open.size() + " on the cluster" + countdown.left(done, open.size())));
    }
  }

  private Sweep sweep() {
    if (models.isEmpty()) throw new BadInput("no model is given\n  do:  name one or more ONNX files");
    if (count != null && data == null) throw new BadInput("--count " + count + " goes with --data: without images every point is planned");
    for (var kind : masks.split(",", -1)) ModelOption.check(kind.strip());
    var precisions = Optional.ofNullable(bits).map(ChosenBits::several);
    options.target();
    return new SweepSheet(options, Optional.ofNullable(data), Optional.ofNullable(count), Optional.ofNullable(liberty)).of(folder, models, masks, precisions, Optional.ofNullable(clocks));
  }

  /** A folder of something else is left as it is. */
  private void refuseForeign() {
    if (!Files.exists(folder) || Files.exists(folder.resolve("sweep.json"))) return;
    var names = folder.toFile().list();
    if (names == null) throw new BadInput("-o " + folder + " is no folder");
    if (names.length > 0) throw new BadInput("-o " + folder + " holds other files, and no sweep.json\n  do:  choose another folder");
  }

  private void report(Sweep sweep) {
    var results = sweep.results();
    var report = new SweepReport(sweep.axes(), results);
    var titles = report.titles();
    int shown = results.stream().allMatch(r -> r.status() == Result.Status.DONE) ? titles.size() - 1 : titles.size(); // no column of empty remarks
    var table = new Table(IntStream.range(0, shown).mapToObj(i -> (report.isFigure(i) ? ">" : "") + titles.get(i)).toArray(String[]::new));
    results.forEach(r -> table.row(report.cells(r).subList(0, shown).toArray()));
    System.out.print(table.text());
    boolean picture = sweep.publish(report);
    System.out.println(folder + ": a file for each point, sweep.csv" + (picture ? ", sweep.png" : ""));
    json.write(Map.of("points", results.stream().map(Result::keys).toList()));
    refuse(results);
  }

  private static void refuse(List<Result> results) {
    var bad = results.stream().filter(r -> r.status() != Result.Status.DONE).toList();
    if (bad.isEmpty()) return;
    var kinds = new ArrayList<String>();
    for (var status : Result.Status.values()) {
      long n = bad.stream().filter(r -> r.status() == status).count();
      if (n > 0) kinds.add(n + " " + status.word());
    }
    String first = bad.stream().limit(3).map(r -> "\n  " + r.point().name() + ": " + r.message().lines().findFirst().orElse("")).collect(Collectors.joining());
    throw new CheckFailed(bad.size() + " of " + results.size() + " points did not end well: " + String.join(", ", kinds) + first);
  }
}
