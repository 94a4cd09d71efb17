// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds come from the cache when nothing changed, fail with one clear message and leave nothing half-made. */
class SimulatorBuildTest {
  private static final SimulatorBuild BUILD = Fixtures.build();
  private static final String NOT = "module inv (input [7:0] a_i, output [7:0] y_o); assign y_o = ~a_i; endmodule\n";
  private static final String PORTS = "\"clock\":null,\"reset\":null,\"ports\":[" + Fixtures.port("a_i", "in", 8) + "," + Fixtures.port("y_o", "out", 8) + "]";

  @TempDir
  Path dir;

  @Test
  void secondBuildIsSilentAndAChangedFileIsBuiltAgain() throws Exception {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    SimulatorBuild build = BUILD.progress(said::add);
    Path marked = build.build(Fixtures.design(dir, "inv", NOT + "// " + System.nanoTime() + "\n", PORTS)).executable();
    assertThat(said).contains("verilator inv", "g++ inv");
    said.clear();
    assertThat(build.build(Design.read(dir)).executable()).isEqualTo(marked);
    assertThat(said).isEmpty();
    Files.writeString(dir.resolve("inv.v"), NOT);
    assertThat(build.build(Design.read(dir)).executable()).isNotEqualTo(marked);
  }

  @Test
  void aDamagedEntryIsBuiltAnewOnce() throws Exception {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    SimulatorBuild build = BUILD.cache(dir.resolve("cache")).progress(said::add);
    Design design = Fixtures.design(Files.createDirectory(dir.resolve("inv")), "inv", NOT, PORTS);
    Path exe = build.build(design).executable();
    byte[] good = Files.readAllBytes(exe);
    Path object;
    try (Stream<Path> all = Files.walk(dir.resolve("cache/objects"))) {
      object = all.filter(p -> p.toString().endsWith(".o")).findFirst().orElseThrow();
    }
    Files.write(object, new byte[0]);
    byte[] flipped = good.clone();
    flipped[flipped.length / 2] ^= 1;
    for (byte[] damage : List.of(new byte[0], flipped, Arrays.copyOf(good, good.length / 2))) {
      Files.write(exe, damage);
      said.clear();
      assertThat(build.build(design).executable()).isEqualTo(exe);
      assertThat(said).as("told, and built").contains("the cached simulator of inv is damaged and is built anew: " + exe.getParent(), "g++ inv");
      try (Simulation sim = build.build(design).open(SimOptions.seed(1))) {
        sim.poke("a_i", 0x0f);
        assertThat(sim.peek("y_o")).isEqualTo(0xf0);
      }
    }
    said.clear();
    build.build(design);
    assertThat(said).isEmpty();
    Files.delete(exe);
    Files.delete(exe.resolveSibling("seal"));
    assertThat(build.build(design).executable()).isExecutable();
    try (Stream<Path> all = Files.list(dir.resolve("cache/sim"))) {
      assertThat(all).as("no stage is left").hasSize(1);
    }
  }

  @Test
  void parallelBuildsOfOneDesignAgree() {
    Design d = Fixtures.design(dir, "inv", NOT + "// " + System.nanoTime() + "\n", PORTS);
    Set<Path> made = IntStream.range(0, 4).parallel().mapToObj(i -> BUILD.build(d).executable()).collect(Collectors.toSet());
    assertThat(made).hasSize(1);
  }

  @Test
  void missingToolsAreNamedWithTheLineThatInstallsThem() throws Exception {
    Design d = Fixtures.popcount();
    assertThatThrownBy(() -> BUILD.toolPath("/nonexistent").build(d)).isInstanceOf(ToolException.class)
        .hasMessage("verilator is missing: it is not on the search path; install it: sudo apt-get install -y verilator g++");
    Path verilator = tool("verilator", "echo 'Verilator 4.038 2020-07-11 rev v4.036'");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("c")).toolPath(dir.toString()).build(d)).isInstanceOf(ToolException.class).hasMessageStartingWith("g++ is missing");
    tool("g++", "echo 4.8.1");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("c")).toolPath(dir.toString()).build(d)).isInstanceOf(ToolException.class)
        .hasMessageStartingWith(verilator + " is version 4.038; 5.006 or newer is needed").hasMessageContaining("sudo apt-get install -y verilator");
    tool("verilator", "echo 'Verilator 5.020 2024-01-01 rev'");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("c")).toolPath(dir.toString()).build(d)).isInstanceOf(ToolException.class).hasMessageContaining("is version 4.8.1; g++ 9 or newer is needed");
    tool("verilator", "echo broken; exit 7");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("c")).toolPath(dir.toString()).build(d)).isInstanceOf(ToolException.class).hasMessageContaining("--version fails: broken");
  }

  @Test
  void toolsThatCtrlCEndsAreNotSaidToBeBroken() throws Exception {
    Path cache = dir.resolve("c");
    Path verilator = tool("verilator", "kill -INT $$; kill -TERM $$; sleep 5"); // who runs the tests in the background of a script has INT ignored
    tool("g++", "exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\"");
    assertThatThrownBy(() -> BUILD.cache(cache).toolPath(dir.toString()).build(Fixtures.popcount())).isInstanceOf(ToolException.class).hasMessage(verilator + " was interrupted");
    tool("verilator", "exec /usr/bin/env PATH=/usr/bin:/bin verilator \"$@\"");
    Path compiler = tool("g++", "case \"$*\" in *help*) kill -TERM $$; sleep 5;; *) exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\";; esac");
    assertThatThrownBy(() -> BUILD.cache(cache).toolPath(dir.toString()).build(Fixtures.popcount())).isInstanceOf(ToolException.class).hasMessage(compiler + " was interrupted");
    assertThat(cache).as("what an interrupted tool said is not remembered").doesNotExist();
  }

  private Path tool(String name, String body) throws Exception {
    Path p = dir.resolve(name);
    Files.writeString(p, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aFailingCompilerIsReportedAndNothingIsLeft() throws Exception {
    tool("verilator", "exec /usr/bin/env PATH=/usr/bin:/bin verilator \"$@\"");
    tool("g++", "case \"$*\" in *-c*) echo 'all.cpp:1: fatal error: No space left on device' >&2; exit 1;; *) exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\";; esac");
    Path cache = dir.resolve("cache");
    assertThatThrownBy(() -> BUILD.cache(cache).toolPath(dir.toString()).build(Fixtures.popcount())).isInstanceOf(ToolException.class)
        .hasMessage("g++ found the disk full on all.cpp (exit status 1)\nall.cpp:1: fatal error: No space left on device");
    try (Stream<Path> all = Files.walk(cache)) {
      assertThat(all.filter(p -> Files.isRegularFile(p) && !p.getFileName().toString().startsWith("tools-"))).isEmpty();
    }
  }

  /** What ends Verilator, and what is told of it: nothing of it is wrong Verilog. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "kill -9 $$ | was killed by signal 9 (SIGKILL; out of memory?)",
    "kill -11 $$ | was killed by signal 11 (SIGSEGV)",
    "echo '%Error: Verilator threw signal 9. Suggest trying --debug --gdbbt'; exit 255 | was killed by signal 9 (SIGKILL; out of memory?)",
    "echo '%Error: Verilator internal fault, sorry. Suggest trying --debug --gdbbt'; exit 255 | failed by a fault of its own",
    "echo '%Error: Internal Error: inv.v:1:8: ../V3Ast.cpp:123: no such node'; echo '%Error: Exiting due to 1 error(s)'; exit 1 | failed by a fault of its own",
    "echo 'terminate called after throwing an instance of std::bad_alloc'; exit 134 | was killed by signal 6 (SIGABRT)",
    "echo '%Error: inv.v:1: Cannot write Vdut.h: No space left on device'; echo '%Error: Exiting due to 1 error(s)'; exit 1 | found the disk full",
    "echo 'verilator_bin: error while loading shared libraries: libz.so'; exit 127 | failed (exit status 127)"})
  void aVerilatorThatFailsIsToldApartFromWrongVerilog(String body, String why) throws Exception {
    tool("g++", "exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\"");
    tool("verilator", "case \" $* \" in *' --cc '*) " + body + " ;; *) exec /usr/bin/env PATH=/usr/bin:/bin verilator \"$@\" ;; esac");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("cache")).toolPath(dir + ":/usr/bin:/bin").build(Fixtures.popcount())).isInstanceOf(ToolException.class)
        .hasMessageContaining(dir.resolve("verilator") + " " + why).hasMessageContaining("it may be right with the Verilog");
  }

  /** A quoted line of the Verilog is no word of the tool's. */
  @Test
  void whatTheVerilogSaysIsNotTakenForTheToolsWords() {
    String verilog = "module inv (input [7:0] a_i, output [7:0] y_o); assign y_o = ~a_i; initial $fatal(1, \"std::bad_alloc: out of memory\", nothing); endmodule\n";
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", verilog, PORTS))).isInstanceOf(DesignException.class).hasMessageStartingWith("inv: Verilator refuses the Verilog\n");
  }

  @Test
  void aRootWithoutALibraryIsNamed() throws Exception {
    Tools.refuseStaleRoot("");
    assertThatThrownBy(() -> Tools.refuseStaleRoot(dir.toString())).isInstanceOf(ToolException.class).hasMessageContaining("VERILATOR_ROOT points to " + dir).hasMessageContaining("unset VERILATOR_ROOT");
    Files.writeString(Files.createDirectory(dir.resolve("include")).resolve("verilated.cpp"), "");
    Tools.refuseStaleRoot(dir.toString());
    Files.writeString(dir.resolve("include/verilated_config.h"), "#define VERILATOR_VERSION \"4.038 2020-07-11\"\n");
    tool("g++", "exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\"");
    tool("verilator", "case $1 in --getenv) echo '" + dir + "' ;; *) exec /usr/bin/env PATH=/usr/bin:/bin verilator \"$@\" ;; esac");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("cache")).toolPath(dir + ":/usr/bin:/bin").build(Fixtures.popcount())).isInstanceOf(ToolException.class)
        .hasMessageContaining("its library in " + dir.resolve("include") + " is 4.038");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a folder", "Größe", "日本", "a'b$c(d)+e,f#g&h%i", "a + b"})
  void designAndCacheMayLieAnywhere(String name) throws Exception {
    Path folder = Files.createDirectory(dir.resolve(name));
    String verilog = "`include \"inv.vh\"\nmodule inv (input [7:0] a_i, output [7:0] y_o); assign y_o = `NOT(a_i); endmodule\n";
    Files.writeString(folder.resolve("inv.vh"), "`define NOT(x) (~(x))\n");
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(folder, "inv", verilog, PORTS))).isInstanceOf(DesignException.class).hasMessageContaining(folder.resolve("inv.vh") + " is included by the Verilog");
    Path json = folder.resolve("design.json");
    Files.writeString(json, Files.readString(json).replace("[\"inv.v\"]", "[\"inv.v\",\"inv.vh\"]"));
    try (Simulation sim = BUILD.cache(folder.resolve("cache")).build(Design.read(folder)).open(SimOptions.seed(1))) {
      sim.poke("a_i", 0x0f);
      assertThat(sim.peek("y_o")).isEqualTo(0xf0);
    }
  }

  /** On a full disk Verilator 5.006 writes empty files and exits with 0. */
  @Test
  void aFullDiskUnderVerilatorIsNotTakenForAnotherPortTable() throws Exception {
    tool("verilator", "/usr/bin/env PATH=/usr/bin:/bin verilator \"$@\" && [ ! -e Vdut.h ] || : > Vdut.h");
    tool("g++", "exec /usr/bin/env PATH=/usr/bin:/bin g++ \"$@\"");
    assertThatThrownBy(() -> BUILD.cache(dir.resolve("cache")).toolPath(dir.toString()).build(Fixtures.popcount())).isInstanceOf(ToolException.class).hasMessageEndingWith("incompletely: is the disk full?");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThatThrownBy(() -> BUILD.cache(file).build(Fixtures.popcount())).isInstanceOf(ToolException.class).hasMessageContaining("the build cache " + file + " cannot be written");
  }

  @Test
  void verilogThatDiffersFromDesignJsonIsRefused() {
    String other = PORTS.replace("\"y_o\",\"dir\":\"out\",\"width\":8", "\"y_o\",\"dir\":\"out\",\"width\":9");
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", NOT, other))).isInstanceOf(DesignException.class).hasMessage("inv: port y_o has 9 bits in design.json and 8 in the Verilog");
    String more = PORTS.replace("]", "," + Fixtures.port("z_i", "in", 1) + "]");
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", NOT, more))).isInstanceOf(DesignException.class).hasMessage("inv: design.json lists port z_i, the Verilog has no such port");
    String fewer = PORTS.replace("," + Fixtures.port("y_o", "out", 8), "");
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", NOT, fewer))).isInstanceOf(DesignException.class).hasMessage("inv: the Verilog has ports that design.json does not list: y_o");
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", NOT.replace("assign", "asign"), PORTS))).isInstanceOf(DesignException.class)
        .hasMessageStartingWith("inv: Verilator refuses the Verilog\n").hasMessageContaining("inv.v:1:").satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThanOrEqualTo(4));
  }

  @Test
  void anIncludedFileMustBeListed() throws Exception {
    Files.writeString(dir.resolve("inv.vh"), "`define NOT(x) (~(x))\n");
    String verilog = "`include \"inv.vh\"\nmodule inv (input [7:0] a_i, output [7:0] y_o); assign y_o = `NOT(a_i); endmodule\n";
    assertThatThrownBy(() -> BUILD.build(Fixtures.design(dir, "inv", verilog, PORTS))).isInstanceOf(DesignException.class).hasMessageContaining("inv.vh is included by the Verilog; list it");
    Path json = dir.resolve("design.json");
    Files.writeString(json, Files.readString(json).replace("[\"inv.v\"]", "[\"inv.v\",\"inv.vh\"]"));
    try (Simulation sim = BUILD.build(Design.read(dir)).open(SimOptions.seed(1))) {
      sim.poke("a_i", 0x0f);
      assertThat(sim.peek("y_o")).isEqualTo(0xf0);
    }
  }

  @Test
  void namesThatCppDoesNotTake() {
    String verilog = "module inv (input [7:0] delete, input a__b, input a$c, output [7:0] namespace); assign namespace = delete ^ {7'd0, a__b ^ a$c}; endmodule\n";
    String ports = "\"clock\":null,\"reset\":null,\"ports\":[" + String.join(",", Fixtures.port("delete", "in", 8), Fixtures.port("a__b", "in", 1), Fixtures.port("a$c", "in", 1),
        Fixtures.port("namespace", "out", 8)) + "]";
    try (Simulation sim = BUILD.build(Fixtures.design(dir, "inv", verilog, ports)).open(SimOptions.seed(1))) {
      sim.poke("delete", 6);
      sim.poke("a__b", 1);
      assertThat(sim.peek("namespace")).isEqualTo(7);
    }
  }
}
