// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.bus.onbus.Bus;
import blocks.bus.onbus.OnBus;
import blocks.engine.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.SimulatorBuild;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C driver that is written beside an engine on a bus, compiled as C99 without a warning, drives the simulated engine through the co-simulation: classes and sums equal the golden network's, polled and by interrupt; each thing
 * that a host can do wrong is an error code, after which it classifies again.
 */
class BusDriverTest {
  private static final Path DIGITS = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("digits");
  private static final Path MAIN = Path.of("").toAbsolutePath().resolve("tests/resources/bus/piped.c");
  /** Odd in everything, and masks come by two words a cycle. */
  private static final Engine ODD = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 128, 2, 1, 1);
  private static final String CRC = "error -104\n", ORDER = "error -12\n", SHORT = "error -13\n", LONG = "error -14\n", OTHER = "error -10\n";
  private static final String ANSWERED_WITH_ERRORS = "error -1\n".repeat(9) + "class 0:\n";

  @TempDir Path temp;

  /** A network on an engine on a bus, generated and built. */
  private final class Board {
    final OnBus top;
    final Network network;
    final EnginePlan plan;
    final Path rtl;
    final Path program;
    final kakure.cosim.Simulator simulator;

    Board(Network network, Engine engine, Bus bus, int width) throws Exception {
      new ExternalTool("verilator").require();
      this.network = network;
      this.plan = Planner.plan(network, engine);
      this.top = bus.around(engine, width);
      this.rtl = temp.resolve(top.moduleName());
      var files = new java.util.LinkedHashMap<>(Emitter.emit(Netlist.elaborate(top), EmitOptions.defaults()));
      files.putAll(BusFiles.of(top));
      Output.hand(rtl, files, HostFiles.of(new EngineRun(plan), top, TestImage.made(network.input().elements())));
      this.program = compile();
      this.simulator = SimulatorBuild.standard().build(Design.read(rtl.resolve("design.json")));
    }

    private Path compile() throws Exception {
      var host = rtl.resolve("host");
      var program = temp.resolve("piped-" + top.moduleName());
      var arguments = new ArrayList<>(List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1", "-I.", "classify.c", "kakure_bus.c", MAIN.toString(), "-o", program.toString()));
      if (top.bus() == Bus.AXI) arguments.addAll(List.of("-DMOVER", "kakure_dma.c"));
      assertThat(new ExternalTool("gcc").require().run(host, arguments)).isEqualTo(new ExternalTool.Result(0, ""));
      return program;
    }

    /** What the program says of these steps. */
    String run(Simulation sim, Function<Simulation, BusHost> host, boolean interrupt, String... steps) throws Exception {
      var command = new ArrayList<>(List.of(program.toString(), rtl.resolve("host").toString(), top.bus() == Bus.AXI ? "2" : top.bus() == Bus.AXI_STREAM ? "1" : "0", interrupt ? "1" : "0"));
      command.addAll(List.of(steps));
      var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var said = BusHost.serve(host.apply(sim), process);
      assertThat(process.waitFor()).isZero();
      return said;
    }

    /** A picture's file. */
    String picture(byte[] picture, int n) throws Exception {
      return Files.write(rtl.resolveSibling(top.moduleName() + ".picture" + n), picture).toString();
    }

    /** What is expected of it. */
    String expected(byte[] picture) {
      int[] sums = new GoldenNetwork(network).run(picture).values(plan.layers().get(plan.layers().size() - 1).layer().name());
      int best = IntStream.range(0, sums.length).reduce(0, (a, b) -> sums[b] > sums[a] ? b : a);
      return "class " + best + ": " + Arrays.stream(sums).mapToObj(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    }
  }

  private static byte[] noise(Network network, long seed) {
    var picture = new byte[network.input().elements()];
    new SplittableRandom(seed).nextBytes(picture);
    return picture;
  }

  /** Polled, and by interrupt. */
  private void everything(Board board, Function<Simulation, BusHost> host, SimOptions options) throws Exception {
    for (boolean interrupt : List.of(false, true)) everything(board, host, options, interrupt);
  }

  /** Everything that may go wrong, with right pictures between. */
  private void everything(Board board, Function<Simulation, BusHost> host, SimOptions options, boolean interrupt) throws Exception {
    byte[] a = noise(board.network, 1), b = noise(board.network, 2);
    String first = board.picture(a, 0), second = board.picture(b, 1), one = board.expected(a), two = board.expected(b);
    try (var sim = board.simulator.open(options)) {
      assertThat(board.run(sim, host, interrupt, first, "unmapped", second, "short", first, "long", second, "order", first, "damaged", "sizes", second)).as("interrupt %s", interrupt)
          .isEqualTo(one + ANSWERED_WITH_ERRORS + two + SHORT + one + LONG + two + ORDER + one + CRC + OTHER + two);
    }
  }

  @Test
  void axiStream() throws Exception {
    var network = EngineNetworks.mixed(new SplittableRandom(1), 1);
    everything(new Board(network, ODD, Bus.AXI_STREAM, 32), sim -> new BusHost.AxiStream(sim, 32), SimOptions.seed(1).stalls(.3, .3));
    everything(new Board(network, ODD, Bus.AXI_STREAM, 128), sim -> new BusHost.AxiStream(sim, 128), SimOptions.seed(2));
  }

  /** Words of 22 bytes and so on in bus words of 4 and 64; everything that may go wrong, of memory, too. */
  @Test
  void axi() throws Exception {
    var network = EngineNetworks.mixed(new SplittableRandom(1), 1);
    var board = new Board(network, ODD, Bus.AXI, 32);
    everything(board, sim -> new AxiMemory(sim, 32, 5), SimOptions.seed(1).stalls(.3, .3));
    wrongMemory(board, 32, SimOptions.seed(3).stalls(.2, .2));
  }

  @Test
  @Tag("slow")
  void wideAxi() throws Exception {
    var network = EngineNetworks.mixed(new SplittableRandom(1), 1);
    for (int width : List.of(64, 512)) {
      var board = new Board(network, ODD, Bus.AXI, width);
      everything(board, sim -> new AxiMemory(sim, width, 6), SimOptions.seed(2));
      wrongMemory(board, width, SimOptions.seed(4));
    }
  }

  /** Each is told with its stream, and the engine classifies behind it; a ring goes round twice, also while nobody looks, a buffer ends within a bus word, a chain is refused while one is moved, a reset comes in the middle, and what was not started does not go on. */
  private void wrongMemory(Board board, int width, SimOptions options) throws Exception {
    byte[] a = noise(board.network, 1);
    String first = board.picture(a, 0), one = board.expected(a);
    for (boolean interrupt : List.of(true, false)) {
      try (var sim = board.simulator.open(options)) {
        assertThat(board.run(sim, s -> new AxiMemory(s, width, 7), interrupt, first, "ring", "late", "tail", "busy", "reset", "unstarted", first, "readerror", first, "writeerror", first, "chainerror", "address", "length", "nothing", "stream", "full", "first",
            first)).as("interrupt %s", interrupt)
            .isEqualTo(one + one + one + one + "error -11 of 0\nerror 0 of 0\nerror -11 of 0\n" + one + "error -20 of 2\n" + one + "error -21 of 4\n" + one + "error -20 of 5\nerror -22 of 1\nerror -23 of 1\nerror -23 of 2\nerror -24 of 5\nerror -25 of 4\n"
                + "error -22 of 5\n" + one);
      }
    }
  }

  /** The shipped network, real images, by the driver that its streams have. */
  @Test
  void digits() throws Exception {
    digits(Bus.AXI_STREAM, s -> new BusHost.AxiStream(s, 64));
  }

  @Test
  void digitsByAxi() throws Exception {
    digits(Bus.AXI, s -> new AxiMemory(s, 64, 1));
  }

  private void digits(Bus bus, Function<Simulation, BusHost> host) throws Exception {
    var board = new Board(OnnxReader.read(DIGITS.resolve("digits.onnx")), Engine.of(4, 4, 8), bus, 64);
    var images = IdxFiles.read(DIGITS, Part.TEST);
    var steps = new String[3];
    var expected = new StringBuilder();
    for (int i = 0; i < steps.length; i++) {
      steps[i] = board.picture(images.image(i), i);
      expected.append(board.expected(images.image(i)));
    }
    try (var sim = board.simulator.open(SimOptions.seed(1))) {
      assertThat(board.run(sim, host, true, steps)).isEqualTo(expected.toString());
    }
  }

  /** The same through registers, a word an access: minutes, so one image; by SPI, pin by pin, it takes too long to be tried. */
  @Test
  @Tag("slow")
  void digitsByWishbone() throws Exception {
    var board = new Board(OnnxReader.read(DIGITS.resolve("digits.onnx")), Engine.of(4, 4, 8), Bus.WISHBONE, 32);
    var image = IdxFiles.read(DIGITS, Part.TEST).image(0);
    try (var sim = board.simulator.open(SimOptions.seed(1))) {
      assertThat(board.run(sim, BusHost.Wishbone::new, false, board.picture(image, 0))).isEqualTo(board.expected(image));
    }
  }

  /** Masks and constants that are kept go in with the set-up; a ring of images is three descriptors each. */
  @Test
  void keptMasksByAxi() throws Exception {
    var board = kept(Bus.AXI);
    everything(board, sim -> new AxiMemory(sim, 32, 5), SimOptions.seed(1).stalls(.3, .3));
    byte[] a = noise(board.network, 1);
    String first = board.picture(a, 0), one = board.expected(a);
    for (boolean interrupt : List.of(true, false)) {
      try (var sim = board.simulator.open(SimOptions.seed(3).stalls(.2, .2))) {
        assertThat(board.run(sim, s -> new AxiMemory(s, 32, 7), interrupt, first, "ring", "late", "tail", "busy", "reset", first)).as("interrupt %s", interrupt).isEqualTo(one + one + one + one + "error -11 of 0\nerror 0 of 0\n" + one);
      }
    }
  }

  @Test
  void keptMasksByWishbone() throws Exception {
    everything(kept(Bus.WISHBONE), BusHost.Wishbone::new, SimOptions.seed(1));
  }

  @Test
  @Tag("slow")
  void keptMasksByAxiStreamAndSpi() throws Exception {
    everything(kept(Bus.AXI_STREAM), sim -> new BusHost.AxiStream(sim, 32), SimOptions.seed(1).stalls(.3, .3));
    everything(kept(Bus.SPI), BusHost.Spi::new, SimOptions.seed(1));
  }

  private Board kept(Bus bus) throws Exception {
    var network = EngineNetworks.full(new SplittableRandom(3), new kakure.network.Shape(3, 2, 2), 5, 4);
    return new Board(network, Kept.of(ODD, network, Set.of()), bus, 32);
  }

  @Test
  void wishbone() throws Exception {
    everything(new Board(EngineNetworks.full(new SplittableRandom(3), new kakure.network.Shape(3, 2, 2), 5, 4), ODD, Bus.WISHBONE, 32), BusHost.Wishbone::new, SimOptions.seed(1));
  }

  @Test
  @Tag("slow")
  void spiPolled() throws Exception {
    everything(new Board(EngineNetworks.full(new SplittableRandom(3), new kakure.network.Shape(3, 2, 2), 4), ODD, Bus.SPI, 32), BusHost.Spi::new, SimOptions.seed(1), false);
  }

  /** Pin by pin, so what may go wrong is tried by interrupt alone, and polled with the slow tests. */
  @Test
  void spi() throws Exception {
    var board = new Board(EngineNetworks.full(new SplittableRandom(3), new kakure.network.Shape(3, 2, 2), 4), ODD, Bus.SPI, 32);
    everything(board, BusHost.Spi::new, SimOptions.seed(1), true);
    byte[] picture = noise(board.network, 1);
    try (var sim = board.simulator.open(SimOptions.seed(2))) {
      assertThat(board.run(sim, BusHost.Spi::new, false, board.picture(picture, 0))).as("polled").isEqualTo(board.expected(picture));
    }
  }
}
