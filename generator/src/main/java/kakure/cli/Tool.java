// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
record Tool(String name, List<String> version, String minimum, Need need, String aptPackage, String use) {
  /** How badly a tool is wanted. */
  enum Need {
    /** Nothing works without it. */
    NEEDED,
    /** The test suite wants it, the tool itself does not. */
    TESTS,
    /** One further step wants it. */
    OPTIONAL
  }

  static final List<Tool> ALL = List.of(
      new Tool("javac", List.of("-version"), "17", Need.NEEDED, "openjdk-17-jdk-headless", "Java: runs the tool, and builds it"),
      new Tool("mvn", List.of("--version"), "3.6.3", Need.NEEDED, "maven", "builds the tool"),
      new Tool("verilator", List.of("--version"), "5.006", Need.NEEDED, "verilator", "turns Verilog into a simulator; lint"),
      new Tool("g++", List.of("--version"), "9", Need.NEEDED, "g++", "compiles the simulator"),
      new Tool("make", List.of("--version"), "", Need.NEEDED, "make", "compiles the simulator"),
      new Tool("ccache", List.of("--version"), "", Need.OPTIONAL, "ccache", "shortens compilations that were done before"),
      new Tool("iverilog", List.of("-V"), "11", Need.TESTS, "iverilog", "second opinion on the Verilog: lint, simulation"),
      new Tool("yosys", List.of("-V"), "0.23", Need.TESTS, "yosys", "synthesis, checks, proofs"),
      new Tool("z3", List.of("--version"), "", Need.TESTS, "z3", "solver behind the proofs"),
      new Tool("time", List.of("--version"), "", Need.OPTIONAL, "time", "memory of a run, for make bench-generate"),
      new Tool("sta", List.of("-version"), "", Need.OPTIONAL, "opensta", "static timing of a netlist"),
      new Tool("nextpnr-ice40", List.of("--version"), "", Need.OPTIONAL, "nextpnr-ice40", "place and route for an iCE40 FPGA"));

  private static final Pattern VERSION = Pattern.compile("(?<![\\w.-])(\\d+(?:\\.\\d+)*)");
  private static final int ANSWER_SECONDS = 20;

  /** @return the version it prints, {@code "?"} if it prints none, or {@code null} if it cannot be started */
  String installed() {
    var command = new ArrayList<String>();
    command.add(name);
    command.addAll(version);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null")).start();
      try (var output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
        var text = new char[4096];
        int length = Math.max(0, output.read(text));
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
          return "?";
        }
        return versionIn(new String(text, 0, length));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** @param found what {@link #installed()} returned; @return whether it is at least the minimum, as far as is known */
  boolean isRecentEnough(String found) {
    return minimum.isEmpty() || found.equals("?") || compare(found, minimum) >= 0;
  }

  /** @param printed what a tool says of itself, perhaps in colour and behind what the Java machine says first; @return the first number that stands alone */
  static String versionIn(String printed) {
    String own = printed.lines().filter(line -> !line.startsWith("Picked up ")).reduce("", (a, b) -> a + b + "\n");
    Matcher match = VERSION.matcher(own.replaceAll("\u001B\\[[0-9;]*m|\\([^)]*\\)", ""));
    return match.find() ? match.group(1) : "?";
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
