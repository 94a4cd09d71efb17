// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import kakure.network.Linear;
import kakure.network.Scaled;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models of scaled planes from file to simulated engine. R 2^-B (2^(B-1) b_1 + ... + b_B) is a sum of planes with the scales R/2, R/4, ...: a bit-serial model whose metadata say so is the same network, read another way.
 */
class ScaledModelCommandTest {
  private static final String PLANES = "kakure.planes.", SCALES = "kakure.scales.";

  @TempDir
  private Path folder;

  @BeforeEach
  void trained() {
    TwoNoises.write(folder);
    assertThat(run("train --data D --net c6,p,f2 --mode progressive --bits 3 --epochs 2 -o D/stored.onnx").code()).isZero();
  }

  private Cli run(String command) {
    return Cli.run(command.replace("D", folder.toString()).split(" +"));
  }

  /** The model with scales in the place of a code, as {@code of} makes them of "R B". */
  private void scaled(String name, UnaryOperator<String> of) throws Exception {
    var model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("stored.onnx"))).toBuilder();
    var entries = model.getMetadataPropsList().stream().filter(e -> !e.getKey().startsWith("kakure.ladder"))
        .map(e -> e.getKey().startsWith(PLANES) ? StringStringEntryProto.newBuilder().setKey(SCALES + e.getKey().substring(PLANES.length())).setValue(of.apply(e.getValue())).build() : e).toList();
    Files.write(folder.resolve(name), model.clearMetadataProps().addAllMetadataProps(entries).build().toByteArray());
  }

  private static String halves(String code) {
    String[] parts = code.split(" ");
    return DoubleStream.iterate(Double.parseDouble(parts[0]) / 2, a -> a / 2).limit(Integer.parseInt(parts[1])).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  /** Three planes on an array of eight beats a group are filled up to four; every layer is the golden network's, and that one's logits are the bit-serial network's but for rounding. */
  @Test
  void theEngineComputesWhatAFileSays() throws Exception {
    scaled("m.onnx", ScaledModelCommandTest::halves);
    Cli cli = run("run D/m.onnx --data D --array 4x4x8 --fit --json D/r.json");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("every layer equal to the golden model");
    var plan = run("plan D/m.onnx --array 4x4x8 --json D/p.json");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("p.json"))).get("layers").valueStream().map(l -> l.get("planes").asInt())).containsExactly(3, 3);
    var stored = OnnxReader.read(folder.resolve("stored.onnx"));
    var network = OnnxReader.read(folder.resolve("m.onnx"));
    assertThat(network.nodes().stream().filter(n -> n.op() instanceof Linear l && l.weights() instanceof Scaled)).hasSize(2);
    var image = new byte[network.input().elements()];
    for (int i = 0; i < image.length; i++) image[i] = (byte) (37 * i);
    int[] sums = new GoldenNetwork(network).run(image).logits(), same = new GoldenNetwork(stored).run(image).logits();
    double apart = Math.abs(stored.readout().logit(same, 0) - stored.readout().logit(same, 1));
    for (int c = 0; c < 2; c++) assertThat(network.readout().logit(sums, c)).isCloseTo(stored.readout().logit(same, c), Offset.offset(.02 * apart + .01));
  }

  @Test
  void whatCannotBeIsSaid() throws Exception {
    scaled("m.onnx", ScaledModelCommandTest::halves);
    refused("plan D/m.onnx --array 4x4x4 --set drain=2", "3 planes with scales of their own, but a group of output channels is 2 beats of 2 channels");
    refused("plan D/m.onnx --array 4x4x8 --set terms=false", "planes with scales of their own, but this engine weighs planes by powers of two: --set terms=true");
    refused("plan D/m.onnx --array 4x4x8 --group 4", "--group 1");
    refused("plan D/m.onnx --bits 2", "has no bit-serial weights");
    scaled("m.onnx", code -> "0.5,0.25");
    refused("plan D/m.onnx", "is no sum of +-1 times each of the scales that the metadata give, 0.5, 0.25");
    scaled("m.onnx", code -> "1,2,3,4,5,6,7,8,9");
    refused("plan D/m.onnx", "kakure.scales");
  }

  private void refused(String command, String message) {
    Cli cli = run(command);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(2);
  }
}
