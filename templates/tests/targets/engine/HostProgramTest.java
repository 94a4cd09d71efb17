// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.Intake;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C program of examples/host, compiled as C99 without a warning, classifies pictures through a simulated engine: sums and class equal the golden network's, of pictures that are folded or whose bytes stand for other pixels, too, and by the program that
 * answers nothing else. A damaged or cut mask and an image of a wrong length are errors, after which a reset helps.
 */
class HostProgramTest {
  private static final Path EXAMPLE = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("host");
  private static final Engine FREE = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 128, 1, 1, 1);
  private static final Engine GROUPS = new Engine(8, 3, 6, 2, 2050, 1030, 512, 128, 1, 4, 4);
  private static final String CRC = "error -104\n", ROOM = "error -4\n", SILENT = "error -2\n";

  @TempDir Path temp;

  @Test
  void picturesAreClassified() throws Exception {
    for (var engine : List.of(FREE, GROUPS)) {
      for (long seed = 1; seed <= 6; seed++) classifies(engine, EngineNetworks.mixed(new SplittableRandom(seed), engine.oneof()), seed);
    }
  }

  /** What a network reads is not always a picture's bytes: levels are looked up, and pixels of a window become channels. */
  @Test
  @Tag("slow")
  void picturesThatAreNotTheImageAreClassified() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      var rng = new SplittableRandom(seed);
      var levels = new byte[256];
      rng.nextBytes(levels);
      var intake = Intake.of(new Shape(1 + (int) seed % 3, 10, 12), levels);
      if (seed == 1) classifies(FREE, FoldedImageTest.network(rng, intake, Window.square(3, 1, 1)), seed);
      if (seed == 2) classifies(FREE, FoldedImageTest.network(rng, intake.folded(Window.square(2, 2, 0)), new Window(4, 4, 1, 2, 2, 1, 1)), seed);
      if (seed == 3) classifies(FREE, FoldedImageTest.network(rng, intake.folded(new Window(3, 2, 2, 2, 0, 1, 1)), Window.square(1, 1, 0)), seed);
    }
  }

  /** Constants of more bytes, and maps that lie anywhere. */
  @Test
  @Tag("slow")
  void residualNetworksAreClassified() throws Exception {
    classifies(ResidualTest.ENGINE, ResidualNetworks.random(new SplittableRandom(ResidualTest.SEED)), 1);
  }

  /** Masks and constants go in with the program, and an image is its pixels; a damaged mask is told with the first one. */
  @Test
  @Tag("slow")
  void keptMasksAreSentOnce() throws Exception {
    for (var engine : List.of(FREE, GROUPS)) {
      var network = EngineNetworks.mixed(new SplittableRandom(7), engine.oneof());
      classifies(Kept.of(engine, network, Set.of()), network, 7);
    }
  }

  private void compile(Path in, String source, String object) throws Exception {
    assertThat(new ExternalTool("gcc").require().run(temp, List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2", "-I" + in, "-c", source, "-o", object))).isEqualTo(new ExternalTool.Result(0, ""));
  }

  /** The program of an engine; where it is built already, it is linked with another network only. */
  private Path build(Engine engine, Path host) throws Exception {
    new ExternalTool("verilator").require();
    compile(host, host.resolve("classify.c").toString(), "classify.o");
    compile(host, EXAMPLE.resolve("network.c").toString(), "network.o");
    var rtl = temp.resolve(engine.moduleName());
    Output.keep(rtl, Emitter.emit(Netlist.elaborate(engine), EmitOptions.defaults()));
    var into = temp.resolve("build-" + engine.moduleName());
    Files.deleteIfExists(into.resolve("Vengine"));
    var built = new ExternalTool("verilator").run(rtl, List.of("--cc", "--exe", "--build", "-Wno-fatal", "--prefix", "Vengine", "--Mdir", into.toString(), "-CFLAGS", "-Wall -Werror -I" + EXAMPLE, "-f", "filelist.f",
        EXAMPLE.resolve("simulated.cpp").toString(), temp.resolve("classify.o").toString(), temp.resolve("network.o").toString()));
    assertThat(built.status()).as(built.text()).isZero();
    return into.resolve("Vengine");
  }

  private void classifies(Engine engine, Network network, long seed) throws Exception {
    var run = new EngineRun(Planner.plan(network, engine));
    var host = Files.createDirectories(temp.resolve(HostFiles.FOLDER));
    for (var file : HostFiles.of(run, run.top(), TestImage.made(network.input().elements())).entrySet()) Files.write(temp.resolve(file.getKey()), file.getValue());
    assertThat(host.resolve("classify.c")).hasSameBinaryContentAs(EXAMPLE.resolve("classify.c"));
    var command = new ArrayList<>(List.of(build(engine, host).toString(), host.toString()));
    var expected = new StringBuilder();
    picture(command, expected, run.plan(), network, seed);
    command.addAll(List.of("short", "damaged", "cut", "long"));
    expected.append(ROOM).append(CRC).append(SILENT).append(ROOM);
    picture(command, expected, run.plan(), network, seed + 100);
    command.add("sums");
    picture(command, expected, run.plan(), network, seed + 200);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as("seed %d, %s", seed, network).isEqualTo(expected.toString());
    assertThat(process.waitFor()).isZero();
  }

  /** A picture more for the program, and what it should say of it. */
  private void picture(List<String> command, StringBuilder expected, EnginePlan plan, Network network, long seed) throws Exception {
    var picture = new byte[network.intake().picture().elements()];
    new SplittableRandom(seed).nextBytes(picture);
    command.add(Files.write(temp.resolve("picture-" + seed), picture).toString());
    int[] sums = new GoldenNetwork(network).run(network.image(picture)).values(plan.layers().get(plan.layers().size() - 1).layer().name());
    expected.append("class ").append(network.label(sums)).append(": ").append(Arrays.stream(sums).mapToObj(String::valueOf).collect(Collectors.joining(" "))).append('\n');
  }
}
