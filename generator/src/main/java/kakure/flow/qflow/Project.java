// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.cosim.ToolException;
import kakure.eda.Stage;
import kakure.emit.Output;

/** A folder as qflow wants it, and its stages, one a run: qflow itself ends with 0 where a stage wrote nothing, so whoever calls one asks for what it should have written. */
final class Project {
  /** Hours of a processor that no design within the limits takes, of each process. */
  private static final int LIMIT_S = 3600;
  /** Cells beyond which rows are not filled as far as they go: of 1,800 cells in osu035 the router left nets of the clock over. */
  private static final int CROWDED = 1000;
  private static final String SPREAD = "0.7";
  /** With a display graywolf opens windows; the others change which technology and which project are read. */
  private static final List<String> WITHOUT = List.of("DISPLAY", "QFLOW_TECH_DIR", "QFLOW_TECH", "QFLOW_PROJECT_ROOT");
  /** What the scripts, which are those of a shell, take for one word. */
  private static final String PLAIN = "[A-Za-z0-9_.,+@/-]+";

  private final Path folder;
  private final Technology technology;
  private final String top;
  private final Consumer<String> progress;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** @param folder is emptied; @throws BadInput where its name is none that qflow's scripts take */
  Project(Path folder, Technology technology, String top, Consumer<String> progress) {
    this.folder = folder.toAbsolutePath().normalize();
    this.technology = technology;
    this.top = top;
    this.progress = progress;
    if (!this.folder.toString().matches(PLAIN)) throw new BadInput(this.folder + ": qflow's scripts take no blanks and signs in a folder's name\n  do:  set KAKURE_CACHE to a folder of another name");
    Output.delete(folder);
    if (Files.exists(folder)) throw new ToolException(folder + " cannot be emptied");
    for (var inner : List.of("source", "synthesis", "layout", "log")) create(this.folder.resolve(inner));
  }

  private static void create(Path inner) {
    try {
      Files.createDirectories(inner);
    } catch (IOException e) {
      throw new ToolException(inner + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** What placement starts from: the netlist, the rails, and the word of a synthesis that ended well. @param cells layouts of the cells, where there are any */
  void begin(Gates gates, String verilog, Optional<Path> cells) {
    write("source/" + top + ".v", verilog);
    write("synthesis/" + top + ".blif", gates.blif());
    write("synthesis/" + top + "_powerground", "set vddnet=\"" + Technology.POWER + "\"\nset gndnet=\"" + Technology.GROUND + "\"\n");
    write("log/synth.log", "The netlist is from kakure.\n");
    var settings = new StringBuilder("#!/usr/bin/tcsh -f\n");
    if (gates.gates().size() > CROWDED) settings.append("set initial_density=").append(SPREAD).append('\n');
    cells.ifPresent(file -> {
      copy(file, "cells.gds");
      settings.append("set gdsfile=").append(folder.resolve("cells.gds")).append('\n');
    });
    write("project_vars.sh", settings.toString());
  }

  /**
   * Runs a stage.
   *
   * @param name as qflow calls it
   * @param says what it is, for a line of progress
   * @return the stage's own log
   * @throws CheckFailed where it fails, with its last lines and the place of its log
   */
  String stage(String name, String says, String log) {
    timed(name, says, () -> new Stage(folder).run(name, QflowFlow.QFLOW, LIMIT_S, List.of(name, "-T", technology.name(), "-p", folder.toString(), top), WITHOUT));
    String text = text("log/" + log);
    if (text.stripTrailing().endsWith("error condition.")) throw failed(name, "qflow stopped", log);
    return text;
  }

  /** Runs a piece of work under its name, and takes its time. */
  void timed(String name, String says, Runnable work) {
    progress.accept(top + ": " + says);
    long begin = System.nanoTime();
    work.run();
    seconds.put(name, Math.round((System.nanoTime() - begin) / 1e7) / 100.0);
  }

  /** Seconds of each stage, in order. */
  Map<String, Double> seconds() {
    return seconds;
  }

  /** What is thrown of a stage that ended well and is wrong. @param log of its own, in the folder of logs */
  CheckFailed failed(String stage, String what, String log) {
    String said = Files.isRegularFile(folder.resolve("log").resolve(log)) ? "\n" + Stage.last(text("log/" + log)) : "";
    return new CheckFailed("qflow " + stage + ": " + what + said + "\n  log: " + folder.resolve("log").resolve(log));
  }

  /** @throws CheckFailed where the stage did not write it */
  Path written(String stage, String name, String log) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) throw failed(stage, "it ended well and wrote no " + name, log);
    return file;
  }

  void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ToolException(folder.resolve(name) + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void copy(Path from, String to) {
    try {
      Files.copy(from, folder.resolve(to));
    } catch (IOException e) {
      throw new ToolException(from + " cannot be copied to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The text of a file, of a log or report of a tool. @throws CheckFailed where there is none */
  private String text(String name) {
    try {
      return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new CheckFailed("qflow wrote no " + folder.resolve(name));
    }
  }
}
