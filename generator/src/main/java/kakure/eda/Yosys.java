// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Yosys in a directory: names of files in its scripts are relative to that.
 *
 * @param directory holds what is read and what is written; a script stays there as {@code NAME.ys}
 */
public record Yosys(Path directory) {
  /** Processor time of a script that must end. */
  private static final int LIMIT_S = 600;
  /** Yosys 0.52, which is Debian 13's, takes a source that is not there for an empty one, with exit code 0. */
  private static final Pattern READ = Pattern.compile("^read_(verilog|rtlil|json|liberty|aiger|blif)\\b");
  /** Of a source that is wrong it names file and line. */
  private static final Pattern VERILOG = Pattern.compile("(?m)^\\S+\\.s?vh?:\\d+: ERROR: ");
  private static final Pattern FILE = Pattern.compile("\\.(v|vh|sv|il|json|lib|aig|blif)$");
  static final Tool TOOL = Tool.named("yosys");

  /** Runs a script. @throws ToolException where yosys is missing or fails, with its complaint; @throws BadInput where a source is no Verilog */
  public void run(String name, List<String> script) {
    Exec e = attempt(name, script, LIMIT_S);
    if (e.status() == Exec.ENDED) throw new ToolException("yosys did not end within " + LIMIT_S + " s on " + name);
    if (e.status() == 0) return;
    if (VERILOG.matcher(e.output()).find()) throw new BadInput("yosys refuses the Verilog\n" + e.complaint());
    throw new ToolException("yosys failed on " + name + "\n" + e.complaint());
  }

  /** Whether a script ended well and within {@code seconds} of the processor, which a proof may not. @throws ToolException where yosys is missing */
  public boolean tried(String name, List<String> script, int seconds) {
    return attempt(name, script, seconds).status() == 0;
  }

  /** Runs a script that may fail, or take longer than it is given. */
  Exec attempt(String name, List<String> script, int seconds) {
    write(name + ".ys", script);
    Optional<String> missing = missing(script);
    if (missing.isPresent()) return new Exec(1, "ERROR: there is no file " + missing.get());
    return TOOL.run(directory, seconds, List.of("-q", "-s", name + ".ys"));
  }

  /** What a script reads that is not there and that it did not write before. */
  private Optional<String> missing(List<String> script) {
    var written = new LinkedHashSet<String>();
    for (String line : script) {
      for (String word : line.split("[ \"]+")) {
        if (!READ.matcher(line).find()) written.add(word);
        else if (FILE.matcher(word).find() && !written.contains(word) && !Files.exists(directory.resolve(word))) return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  /** Writes a text beside the scripts. */
  void write(String name, List<String> lines) {
    try {
      Files.write(directory.resolve(name), lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ToolException(directory + " cannot be written: " + e.getMessage(), e);
    }
  }
}
