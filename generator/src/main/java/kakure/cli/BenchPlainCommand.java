// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import kakure.CheckFailed;
import kakure.console.Terminal;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;
import kakure.cosim.bench.Programs;
import kakure.data.Wish;
import kakure.eda.Tool;
import kakure.emit.Output;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.golden.GoldenNetwork;
import kakure.network.golden.PlainForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kakure bench-plain}: how long plain C takes for an image of a network, one thread, every value compared with the golden model; {@code make bench-resnet} calls it. */
@Command(name = "bench-plain", hidden = true, header = "An inference of the same integers in plain C: a line \"figure NAME VALUE UNIT\".")
final class BenchPlainCommand implements Runnable {
  private static final int RUNS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Mixin
  private ModelOption model;

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "One picture, PNG or JPEG, of the model's size.")
  private Path image;

  @Option(names = "--name", paramLabel = "NAME", description = "What the figure is called (${DEFAULT-VALUE}).")
  private String name = "plain_c_s";

  @Override
  public void run() {
    Network network = model.read();
    byte[] pixels = RunImages.picture(network, image, Wish.NONE);
    try {
      Path work = Files.createTempDirectory("kakure-plain-");
      try {
        System.out.printf(Locale.ROOT, "figure %s %.3f s%n", name, measure(network, pixels, work));
      } finally {
        Output.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double measure(Network network, byte[] pixels, Path work) throws IOException {
    Files.writeString(work.resolve("network.c"), Programs.resource("network.c"), StandardCharsets.UTF_8);
    try (var to = Files.newOutputStream(work.resolve("network.bin"))) {
      PlainForm.write(network, pixels, to);
    }
    Terminal.progress("plain C of " + network.name());
    String compiler = Tool.named("g++").require().toString();
    ended(work, "g++ failed on testbench/bench/network.c", List.of(compiler, "-x", "c", "-std=gnu11", "-O3", "-march=native", "-Wall", "-Wextra", "-Werror", "-o", "network", "network.c"));
    String said = ended(work, "plain C failed", List.of(work.resolve("network").toString(), "network.bin", Integer.toString(RUNS), "results.bin"));
    Terminal.clear();
    compare(network, pixels, work.resolve("results.bin"));
    return Double.parseDouble(said.strip());
  }

  private static String ended(Path work, String failed, List<String> command) {
    Exec e = Exec.run(work, System.getenv().getOrDefault("PATH", ""), LIMIT, command);
    if (e.status() != 0) throw new ToolException(failed + "\n" + e.complaint());
    return e.output();
  }

  /** Every value of every node. */
  private static void compare(Network network, byte[] pixels, Path results) throws IOException {
    var trace = new GoldenNetwork(network).run(pixels);
    long wanted = network.nodes().stream().mapToLong(n -> trace.values(n.name()).length).sum();
    if (Files.size(results) != wanted * Integer.BYTES) throw new CheckFailed("plain C gives " + Files.size(results) + " bytes for " + wanted + " values of 32 bits");
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(results)))) {
      for (Node node : network.nodes()) {
        int[] values = trace.values(node.name());
        for (int i = 0; i < values.length; i++) {
          int value = Integer.reverseBytes(in.readInt());
          if (value != values[i]) throw new CheckFailed("plain C gives " + value + " for value " + i + " of " + node.name() + ", the golden model " + values[i]);
        }
      }
    }
  }
}
