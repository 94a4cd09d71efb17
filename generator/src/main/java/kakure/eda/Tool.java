// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * A program that Kakure calls, and how its version is asked.
 *
 * @param name the command, as it is looked up on the path
 * @param version the arguments that make it print its version
 * @param minimum the oldest version that was tried, or an empty text where any will do
 * @param need what it is for
 * @param aptPackage the Debian and Ubuntu package that holds it
 * @param use what it does here, for the table
 */
public record Tool(String name, List<String> version, String minimum, Need need, String aptPackage, String use) {
  /** How badly a tool is wanted. */
  public enum Need {
    /** Nothing works without it. */
    NEEDED,
    /** The test suite wants it, the tool itself does not. */
    TESTS,
    /** One further step wants it. */
    OPTIONAL
  }

  /** All that are called anywhere, in the order of the table. */
  public static final List<Tool> ALL = List.of(
      new Tool("javac", List.of("-version"), "17", Need.NEEDED, "openjdk-17-jdk-headless", "Java: runs the tool, and builds it"),
      new Tool("mvn", List.of("--version"), "3.6.3", Need.NEEDED, "maven", "builds the tool"),
      new Tool("verilator", List.of("--version"), "5.006", Need.NEEDED, "verilator", "turns Verilog into a simulator; lint"),
      new Tool("g++", List.of("--version"), "9", Need.NEEDED, "g++", "compiles the simulator"),
      new Tool("make", List.of("--version"), "", Need.NEEDED, "make", "compiles the simulator"),
      new Tool("flock", List.of("--version"), "", Need.NEEDED, "util-linux", "lets two starts build the tool one after the other"),
      new Tool("ccache", List.of("--version"), "", Need.OPTIONAL, "ccache", "shortens compilations of simulators that were done before"),
      new Tool("iverilog", List.of("-V"), "11", Need.TESTS, "iverilog", "second opinion on the Verilog: lint and simulation, with its vvp"),
      new Tool("yosys", List.of("-V"), "0.23", Need.TESTS, "yosys", "synthesis, checks, proofs, with its yosys-abc and yosys-smtbmc; areas and netlists"),
      new Tool("z3", List.of("--version"), "", Need.TESTS, "z3", "solver behind the proofs"),
      new Tool("time", List.of("--version"), "", Need.OPTIONAL, "time", "memory of a run, for make bench-generate"),
      new Tool("sta", List.of("-version"), "", Need.OPTIONAL, "opensta", "static timing of a netlist, for kakure report of blocks with registers, kakure gates --timing and kakure netlist --period"),
      new Tool("nextpnr-ice40", List.of("--version"), "", Need.OPTIONAL, "nextpnr-ice40", "place and route for iCE40 FPGAs, for kakure flow --to ice40"),
      new Tool("icepack", List.of(), "", Need.OPTIONAL, "fpga-icestorm fpga-icestorm-chipdb", "bitstreams of iCE40 FPGAs, with its icetime, for kakure flow --to ice40"),
      new Tool("qflow", List.of("--version"), "", Need.OPTIONAL, "qflow qflow-tech-osu035 qflow-tech-osu018 qflow-tech-osu050", "layouts of standard cells, with its graywolf, qrouter, magic and netgen-lvs, for kakure flow --to qflow"),
      new Tool("sbatch", List.of("--version"), "", Need.OPTIONAL, "slurm-client", "job arrays of a cluster, with its squeue and scancel, for kakure sweep --slurm"),
      new Tool("chromium", List.of("--version"), "", Need.OPTIONAL, "chromium", "a test looks with it at the pages that kakure report writes"));

  /** Programs that show a waveform; one is enough, and none is called. */
  public static final List<Tool> VIEWERS = List.of(
      new Tool("gtkwave", List.of("--version"), "", Need.OPTIONAL, "gtkwave", "shows waveforms"), new Tool("surfer", List.of("--version"), "", Need.OPTIONAL, "", "shows waveforms"));

  private static final Pattern VERSION = Pattern.compile("(?<![\\w.-])(\\d+(?:\\.\\d+)*)");
  /** As nextpnr says it: in parentheses, in which others say where they are from. */
  private static final Pattern ENCLOSED = Pattern.compile("\\(Version (\\d+(?:\\.\\d+)*)");
  private static final Duration ANSWER = Duration.ofSeconds(20);
  /** How many times its processor time a run may take on a busy machine. */
  private static final int PATIENCE = 20;
  private static final int KILLED = 128 + 9;
  private static final int OUT_OF_TIME = 128 + 24;

  /** The tool of that name, with the package that installs it. */
  public static Tool named(String name) {
    return ALL.stream().filter(t -> t.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name + " is no tool that is known"));
  }

  /** A further program of this tool's package: {@code yosys-smtbmc} of yosys. */
  Tool part(String program) {
    return new Tool(program, List.of(), "", need, aptPackage, use);
  }

  /** The program, if it is on the search path. */
  public Optional<Path> find() {
    for (String dir : path().split(File.pathSeparator)) {
      if (dir.isEmpty()) continue;
      Path program = Path.of(dir, name);
      if (Files.isRegularFile(program) && Files.isExecutable(program)) return Optional.of(program.toAbsolutePath());
    }
    return Optional.empty();
  }

  /** The program. @throws ToolException if it is not on the search path, with what installs it */
  public Path require() {
    return find().orElseThrow(() -> new ToolException(name + " is not installed: apt-get install " + aptPackage));
  }

  /**
   * Runs it, bounded in seconds of the processor: how busy the machine is decides nothing. The soft limit tells a tool whose time is over from one that the system kills for want of memory.
   *
   * @param directory it runs in
   * @param seconds of each process
   * @return {@link Exec#ENDED} for its status where its time was over
   * @throws ToolException where it is missing, cannot be run or is killed
   */
  Exec run(Path directory, int seconds, List<String> arguments) {
    var command = new ArrayList<>(List.of("bash", "-c", "ulimit -S -t " + seconds + "; exec \"$@\"", "bash", require().toString()));
    command.addAll(arguments);
    Exec e = Exec.attempt(directory, path(), Duration.ofSeconds((long) PATIENCE * seconds), command);
    if (e.status() == KILLED) throw new ToolException(name + " " + e.breakdown().orElseThrow() + "\n" + e.complaint());
    return e.status() == OUT_OF_TIME ? new Exec(Exec.ENDED, e.output()) : e;
  }

  /** @return the version it prints, {@code "?"} if it prints none, or {@code null} if it cannot be started */
  public String installed() {
    var program = find();
    if (program.isEmpty()) return null;
    var command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(version);
    return versionIn(Exec.attempt(null, path(), ANSWER, command).output());
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "");
  }

  /** @param found what {@link #installed()} returned; @return whether it is at least the minimum, as far as is known */
  public boolean isRecentEnough(String found) {
    return minimum.isEmpty() || found.equals("?") || compare(found, minimum) >= 0;
  }

  /** @param printed what a tool says of itself, perhaps in colour and behind what the Java machine says first; @return the first number that stands alone */
  static String versionIn(String printed) {
    String own = printed.lines().filter(line -> !line.startsWith("Picked up ")).reduce("", (a, b) -> a + b + "\n");
    Matcher enclosed = ENCLOSED.matcher(own), match = VERSION.matcher(own.replaceAll("\u001B\\[[0-9;]*m|\\([^)]*\\)", ""));
    return match.find() ? match.group(1) : enclosed.find() ? enclosed.group(1) : "?";
  }

  /** Number by number, as Debian compares: 5.020 is newer than 5.006, 17.0.15 newer than 17. */
  static int compare(String a, String b) {
    String[] x = a.split("\\.");
    String[] y = b.split("\\.");
    for (int i = 0; i < Math.max(x.length, y.length); i++) {
      int order = Long.compare(i < x.length ? Long.parseLong(x[i]) : 0, i < y.length ? Long.parseLong(y[i]) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
