// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.data.DataSet;
import kakure.data.Part;
import kakure.data.Wish;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Json;
import kakure.emit.Output;
import kakure.flow.Board;
import kakure.flow.Handed;
import kakure.flow.SerialPlan;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.onnx.OnnxReader;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.Runner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine behind the serial loader, which takes every stream by one way: images arrive, nothing waits for ever, and every layer is equal. */
class LoadedEngineTest {
  private static final Path DIGITS = Path.of("../examples/digits");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"small, 8x1x8, 4", "small, 16x4x4, 1"})
  void imagesArriveByBytes(String model, String array, String group) throws Exception {
    run(model, array, group, 2, false);
  }

  /** An engine that keeps masks and constants takes them with the program, whatever their order, and then pixels alone. */
  @ParameterizedTest
  @CsvSource({"small, 8x1x8, 4"})
  void imagesOfPixelsAloneArriveByBytes(String model, String array, String group) throws Exception {
    run(model, array, group, 3, true);
  }

  /** One channel a group, groups that take turns, one group a layer, several sums a channel; and few outputs of many inputs, whose groups are a few words of mask. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"small, 1x1x1, 1", "digits, 16x8x32, 4", "digits, 4x16x64, 1", "digits, 2x1x16, 1", "digits, 64x8x2, 1", "small, 32x2x2, 4", "digits, 16x4x4, 4"})
  void andOnOtherArrays(String model, String array, String group) throws Exception {
    run(model, array, group, 3, false);
  }

  private void run(String model, String array, String group, int images, boolean keep) throws Exception {
    var network = OnnxReader.read(DIGITS.resolve(model + ".onnx"));
    var given = new Given(Map.of("--array", array, "--group", group), Map.of()).with("--fit", "true");
    if (keep) given = given.with("--keep", "true");
    var target = Libraries.target("engine");
    var plan = target.plan(network, target.top(given, network), given);
    Path rtl = folder.resolve("rtl");
    var design = board(rtl, plan);
    var set = DataSet.open(DIGITS, Wish.of(null, null)).read(Part.TEST);
    var simulator = SimulatorBuild.standard().build(Design.read(rtl));
    var report = new Runner(new SerialPlan(plan, design), simulator, SimOptions.seed(5)).run(images, i -> network.image(set.image(i)), set::label, 1, i -> {});
    assertThat(report.mismatches()).as(() -> report.first().orElseThrow().text()).isZero();
    assertThat(report.compared()).isPositive();
    assertThat(report.correct()).isEqualTo(images);
    var image = TestImage.made(network.input().elements());
    answers(new SerialFiles(plan, design, image), plan.emitting().of(image.bytes()).beats(), simulator);
  }

  /** What the files of the folder {@code serial} send is answered as they say. */
  private static void answers(SerialFiles serial, long words, Simulator simulator) {
    var files = serial.files();
    byte[] expected = files.get("serial/expected.bin"), counts = files.get("serial/counts.bin");
    assertThat(expected.length % words).as("whole words").isZero();
    assertThat(serial.figures()).containsEntry("bytesOut", (long) expected.length).containsEntry("bytesIn", files.get("serial/image.bin").length);
    try (var sim = simulator.open(SimOptions.seed(6).stalls(.1, .1))) {
      for (var name : List.of("setup", "image")) sim.send("rx", ByteBuffer.wrap(files.get("serial/" + name + ".bin")));
      sim.run(Until.transferred("tx", expected.length).orIdle(1_000_000));
      var out = sim.receive("tx", expected.length);
      var got = new byte[expected.length];
      for (int i = 0; i < got.length; i++) got[i] = (byte) (out.get() & counts[i] | expected[i] & ~counts[i]);
      assertThat(got).isEqualTo(expected);
    }
  }

  /** Writes the Verilog of a plan's hardware behind a loader. @return the hardware without it */
  static Design board(Path rtl, Plan plan) throws IOException {
    Output.write(rtl, Emitter.emit(Netlist.elaborate(plan.top()), EmitOptions.defaults()));
    var handed = Handed.read(rtl, plan.onePort(), FlowDesigns::loader);
    var board = Board.of(handed, 39);
    assertThat(board.loaded()).isTrue();
    assertThat(board.ports().stream().mapToInt(p -> p.width()).sum()).isEqualTo(23);
    var files = new ArrayList<String>();
    for (Path file : handed.design().files()) files.add(file.getFileName().toString());
    for (var file : board.files().entrySet()) {
      Files.writeString(rtl.resolve(file.getKey()), file.getValue());
      files.add(file.getKey());
    }
    Files.writeString(rtl.resolve("design.json"), Json.write(board.json(files)));
    return handed.design();
  }
}
