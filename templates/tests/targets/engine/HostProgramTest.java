// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C program of examples/host, compiled as C99 without a warning, classifies pictures through a simulated engine: sums and class equal the golden network's; a damaged mask is an error, after which a reset helps. */
class HostProgramTest {
  private static final Path EXAMPLE = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("host");
  private static final Engine FREE = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 128, 1, 1, 1);
  private static final Engine GROUPS = new Engine(8, 3, 6, 2, 2050, 1030, 512, 128, 1, 4, 4);
  private static final int ERROR_CRC = -104;

  @TempDir Path temp;

  @Test
  void picturesAreClassified() throws Exception {
    new ExternalTool("verilator").require();
    new ExternalTool("gcc").require();
    assertThat(new ExternalTool("gcc").run(temp, List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2", "-c", EXAMPLE.resolve("classify.c").toString(), "-o", "classify.o"))).isEqualTo(new ExternalTool.Result(0, ""));
    for (var engine : List.of(FREE, GROUPS)) {
      var name = engine.moduleName();
      Path program = null;
      for (long seed = 1; seed <= 6; seed++) {
        var network = EngineNetworks.mixed(new SplittableRandom(seed), engine.oneof());
        var plan = new EngineRun(Planner.plan(network, engine));
        var rtl = temp.resolve(name + "-" + seed);
        Output.hand(rtl, Emitter.emit(Netlist.elaborate(engine), EmitOptions.defaults()), HostFiles.of(plan, TestImage.made(network.input().elements())));
        if (program == null) program = build(rtl, temp.resolve("build-" + name));
        classifies(program, rtl, plan.plan(), network, seed);
      }
    }
  }

  private Path build(Path rtl, Path into) throws Exception {
    var built = new ExternalTool("verilator").run(rtl, List.of("--cc", "--exe", "--build", "-Wno-fatal", "--prefix", "Vengine", "--Mdir", into.toString(), "-CFLAGS", "-Wall -Werror -I" + EXAMPLE, "-f", "filelist.f",
        EXAMPLE.resolve("simulated.cpp").toString(), temp.resolve("classify.o").toString()));
    assertThat(built.status()).as(built.text()).isZero();
    return into.resolve("Vengine");
  }

  private void classifies(Path program, Path rtl, EnginePlan plan, Network network, long seed) throws Exception {
    var command = new ArrayList<>(List.of(program.toString(), rtl.resolve("host").toString()));
    Engine e = plan.engine();
    var in = network.input();
    for (int n : List.of(e.tci(), e.pixels(), e.drain(), in.channels(), in.height(), in.width(), plan.spread().group(), plan.image().pitch(), plan.image().groupRows(), plan.image().planes() ? plan.image().planeRows() : 0,
        plan.layers().size(), network.readout().classes())) command.add(String.valueOf(n));
    var expected = new StringBuilder();
    var golden = new GoldenNetwork(network);
    for (int i = 0; i < 3; i++) {
      if (i == 2) {
        command.add("damaged");
        expected.append("error ").append(ERROR_CRC).append('\n');
      }
      var picture = new byte[in.elements()];
      new SplittableRandom(100 * seed + i).nextBytes(picture);
      command.add(Files.write(rtl.resolveSibling("picture-" + i), picture).toString());
      int[] sums = golden.run(picture).values(plan.layers().get(plan.layers().size() - 1).layer().name());
      int best = IntStream.range(0, sums.length).reduce(0, (a, b) -> sums[b] > sums[a] ? b : a);
      expected.append("class ").append(best).append(": ").append(Arrays.stream(sums).mapToObj(String::valueOf).collect(Collectors.joining(" "))).append('\n');
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).as("seed %d, %s", seed, network).isEqualTo(expected.toString());
    assertThat(process.waitFor()).isZero();
  }
}
