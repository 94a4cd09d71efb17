// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Designs and tools for the tests. */
public final class Fixtures {
  private Fixtures() {}

  /** The project's root, wherever the tests run. */
  static Path root() {
    Path p = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(p.resolve("testbench"))) p = p.getParent();
    return p;
  }

  /** The hand-written example. */
  static Design popcount() {
    return Design.read(root().resolve("examples/popcount"));
  }

  /** Writes a design into a directory. */
  static Design design(Path dir, String top, String verilog, String rest) {
    try {
      Files.createDirectories(dir);
      Files.writeString(dir.resolve(top + ".v"), verilog);
      Files.writeString(dir.resolve("design.json"), "{\"format\":1,\"top\":\"" + top + "\",\"files\":[\"" + top + ".v\"]," + rest + "}");
      return Design.read(dir);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A port as design.json writes it. */
  static String port(String name, String dir, int width) {
    return "{\"name\":\"" + name + "\",\"dir\":\"" + dir + "\",\"width\":" + width + ",\"signed\":false,\"kind\":\"data\"}";
  }

  /** A stream as design.json writes it. */
  static String stream(String name, String dir, String valid, String ready, String... data) {
    return "{\"name\":\"" + name + "\",\"dir\":\"" + dir + "\",\"valid\":\"" + valid + "\",\"ready\":\"" + ready + "\",\"data\":[\"" + String.join("\",\"", data) + "\"]}";
  }

  /** Skips (with CI=true: fails) where a tool is missing. */
  public static SimulatorBuild build() {
    for (String tool : new String[] {"verilator", "g++"}) {
      boolean found = Tools.search(System.getenv().getOrDefault("PATH", ""), tool).isPresent();
      if (!found && "true".equals(System.getenv("CI"))) throw new AssertionError(tool + " is missing");
      if (!found) Assumptions.abort("missing tool: " + tool);
    }
    return SimulatorBuild.standard();
  }
}
