// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.CheckFailed;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * A step of a flow: one run of a tool on files of a directory. What it prints is kept there, in {@code NAME.log}, as it is what one needs when it fails.
 *
 * @param directory it runs in
 */
public record Stage(Path directory) {
  /** Lines of a log that a message quotes. */
  private static final int LINES = 8;
  private static final int WIDTH = 200;

  /**
   * Runs a tool.
   *
   * @param name of the step, and of its log
   * @param program a tool's name, or one of its package's
   * @param tool whose package holds it
   * @param seconds of the processor, at most
   * @param arguments in order
   * @return what it printed
   * @throws CheckFailed where it fails or does not end: its last lines, and where the log is
   * @throws ToolException where it is missing or was killed
   */
  public String run(String name, String program, Tool tool, int seconds, List<String> arguments) {
    return printed(name, program, seconds, (program.equals(tool.name()) ? tool : tool.part(program)).run(directory, seconds, arguments));
  }

  /** As {@link #run(String, String, Tool, int, List)}, of the tool itself. @param without variables that it is not to find in its environment */
  public String run(String name, Tool tool, int seconds, List<String> arguments, List<String> without) {
    var command = new ArrayList<String>();
    for (var variable : without) command.addAll(List.of("-u", variable));
    command.add(tool.require().toString());
    command.addAll(arguments);
    return printed(name, tool.name(), seconds, tool.part("env").run(directory, seconds, command));
  }

  private String printed(String name, String program, int seconds, Exec e) {
    Path log = directory.resolve(name + ".log");
    try {
      Files.writeString(log, e.output(), StandardCharsets.UTF_8);
    } catch (IOException io) {
      throw new ToolException(log + " cannot be written: " + io.getMessage(), io);
    }
    if (e.status() == Exec.ENDED) throw new CheckFailed(program + " did not end within " + seconds + " s of the processor\n" + last(e.output()) + "\n  log: " + log);
    if (e.status() != 0) throw new CheckFailed(program + " failed\n" + last(e.output()) + "\n  log: " + log);
    return e.output();
  }

  /** The last lines that say something. */
  public static String last(String output) {
    var lines = output.lines().filter(l -> !l.isBlank()).map(l -> "  " + (l.length() > WIDTH ? l.substring(0, WIDTH) + "..." : l)).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
