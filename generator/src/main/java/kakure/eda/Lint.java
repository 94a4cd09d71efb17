// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kakure.cosim.Exec;

/**
 * What a tool that reads Verilog says of it.
 *
 * @param tool its command
 * @param version it has; "-" where it is missing
 * @param how it was called, without the files
 * @param state of the design
 * @param said its first lines where it complains; what installs it where it is missing, or why there is no answer
 */
public record Lint(String tool, String version, String how, State state, List<String> said) {
  /** What came of it. */
  public enum State {
    CLEAN, COMPLAINS, MISSING,
    /** Its time was over before it had an answer. */
    UNFINISHED
  }

  private static final int MOST_LINES = 20;
  private static final Pattern REPORT = Pattern.compile("^- (V e r i l a t i o n   R e p o r t|Verilator): ");
  /** What wrappers say of a program whose processor time was over. */
  private static final Pattern OVER = Pattern.compile("threw signal 24\\b|CPU time limit exceeded");

  /** The readers. */
  public enum Reader {
    /** Warnings of a compiler into simulators. */
    VERILATOR("verilator", List.of("--lint-only", "-Wall", "--bbox-sys")),
    /** Warnings of a simulator by events. */
    ICARUS("iverilog", List.of("-g2005", "-Wall", "-tnull")),
    /** Loops, multiple drivers and undriven nets, after processes became cells. */
    YOSYS("yosys", List.of("-q", "-p"));

    private final String tool;
    private final List<String> flags;

    Reader(String tool, List<String> flags) {
      this.tool = tool;
      this.flags = flags;
    }
  }

  /** Copies the list. */
  public Lint {
    said = List.copyOf(said);
  }

  /**
   * Lets a reader read a design.
   *
   * @param directory it runs in
   * @param top module
   * @param sources Verilog files, headers left out, relative to the directory
   * @param seconds of the processor that it has
   */
  public static Lint of(Reader reader, Path directory, String top, List<String> sources, int seconds) {
    var tool = Tool.named(reader.tool);
    var arguments = new ArrayList<>(reader.flags);
    if (reader == Reader.VERILATOR) arguments.addAll(List.of("--top-module", top));
    if (reader == Reader.ICARUS) arguments.addAll(List.of("-s", top));
    if (reader == Reader.YOSYS) arguments.add("read_verilog " + String.join(" ", sources) + "; hierarchy -check -top " + top + "; proc; check -assert");
    var how = reader == Reader.YOSYS ? "hierarchy -check; proc; check -assert" : String.join(" ", reader.flags);
    String version = tool.installed();
    if (version == null) return new Lint(reader.tool, "-", how, State.MISSING, List.of("apt-get install " + tool.aptPackage()));
    if (reader != Reader.YOSYS) arguments.addAll(sources);
    Exec e = tool.run(directory, seconds, arguments);
    if (e.status() == Exec.ENDED || OVER.matcher(e.output()).find()) return new Lint(reader.tool, version, how, State.UNFINISHED, List.of("did not end within " + seconds + " s of the processor"));
    var complaints = complaints(e.output()).stream().limit(MOST_LINES).toList();
    if (e.status() == 0 && complaints.isEmpty()) return new Lint(reader.tool, version, how, State.CLEAN, List.of());
    return new Lint(reader.tool, version, how, State.COMPLAINS, complaints.isEmpty() ? List.of("exit code " + e.status()) : complaints);
  }

  /** Lines of what a reader printed that find fault: not the report with which Verilator ends since 5.032, nor yosys' word on arrays that combinational loops write, which become wires, as is meant. */
  public static List<String> complaints(String output) {
    return output.lines().filter(l -> !l.isBlank() && !REPORT.matcher(l).find() && !l.contains("Replacing memory")).toList();
  }
}
