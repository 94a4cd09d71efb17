// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.network.AveragePool;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.RandomGraphs;
import kakure.network.Readout;
import kakure.network.Shape;
import kakure.network.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** testbench/bench/network.c, plain C written for itself, and the golden functions: the same values of random networks of every operation and kind of weights. */
class PlainFormTest {
  private static final Path SOURCE = Path.of("..", "testbench", "bench", "network.c").toAbsolutePath().normalize();

  @TempDir
  private Path folder;

  private void build() throws Exception {
    var built = new ExternalTool("gcc").require().run(folder, List.of("-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-fsanitize=undefined", "-fno-sanitize-recover", "-o", "network", SOURCE.toString()));
    assertThat(built.status()).as(built.text()).isZero();
  }

  private int[] run(Network network, byte[] image) throws Exception {
    Path file = folder.resolve("network.bin");
    try (OutputStream to = Files.newOutputStream(file)) {
      PlainForm.write(network, image, to);
    }
    var ran = new ExternalTool("bash").run(folder, List.of("-c", "./network network.bin 1 results.bin"));
    assertThat(ran.status()).as(ran.text()).isZero();
    assertThat(Double.parseDouble(ran.text().strip())).isNotNegative();
    var words = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("results.bin"))).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] values = new int[words.remaining()];
    words.get(values);
    return values;
  }

  @Test
  void plainCAgreesWithTheGoldenFunctions() throws Exception {
    build();
    SplittableRandom rng = new SplittableRandom(20261130);
    for (int n = 0; n < 20; n++) {
      Network network = n % 2 == 0 ? RandomGraphs.network(rng) : RandomGraphs.withScaled(rng);
      byte[] image = new byte[network.input().elements()];
      rng.nextBytes(image);
      GoldenNetwork.Trace trace = new GoldenNetwork(network).run(image);
      int[] all = network.nodes().stream().flatMapToInt(node -> IntStream.of(trace.values(node.name()))).toArray();
      assertThat(run(network, image)).as("%s", network).isEqualTo(all);
    }
  }

  @Test
  void aDecisionThatEqualsItsThresholdSwitchesOff() throws Exception {
    build();
    Shape in = new Shape(2, 1, 2);
    var sum = new Node("sum", Network.IMAGE, new AveragePool(Window.whole(in), Optional.empty()));
    var gate = new Node("gate", List.of(Network.IMAGE, "sum"), new Gate(new int[] {10, 10}));
    var fc = new Node("fc", "gate", new Linear(Window.whole(in), new Dense(1, 2, 2, 8, new int[] {1, 1, 1, 1}), Optional.empty()));
    Network network = new Network("gated", 1, in, List.of(sum, gate, fc), Readout.plain(1, 1));
    assertThat(run(network, new byte[] {3, 7, 5, 6})).containsExactly(10, 11, 0, 0, 5, 6, 11);
  }

  @Test
  void aFileThatEndsTooEarlyIsTold() throws Exception {
    build();
    Files.write(folder.resolve("cut.bin"), new byte[] {1, 0, 0, 0, 1, 0});
    var ran = new ExternalTool("bash").run(folder, List.of("-c", "./network cut.bin 1 results.bin"));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.text()).contains("the file ends too early");
  }

  @Test
  void refusesWhatSixteenBitsDoNotHoldAndOtherImages() {
    Shape in = new Shape(1, 12, 12);
    var sum = new Node("sum", Network.IMAGE, new AveragePool(Window.whole(in), Optional.empty()));
    var fc = new Node("fc", "sum", new Linear(Window.square(1, 1, 0), new Dense(1, 1, 1, 8, new int[] {1}), Optional.empty()));
    Network network = new Network("wide", 1, in, List.of(sum, fc), Readout.plain(1, 1));
    assertThatThrownBy(() -> PlainForm.write(network, new byte[144], OutputStream.nullOutputStream())).isInstanceOf(BadInput.class).hasMessageContaining("fc").hasMessageContaining("0 to 36720");
    assertThatThrownBy(() -> PlainForm.write(network, new byte[2], OutputStream.nullOutputStream())).isInstanceOf(IllegalArgumentException.class);
  }
}
