// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.ExternalTool;
import kakure.check.Workbench;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frame alone, with the smallest target: what is compared, what is told of a difference and of silence; and the page that shows it. */
class EchoTargetTest {
  private static final Shape SHAPE = new Shape(2, 3, 5);

  @TempDir Path temp;

  private final EchoTarget target = new EchoTarget();
  private final Plan plan = new EchoTarget.EchoPlan(SHAPE, target.top(Given.NOTHING));

  @BeforeEach
  void hasVerilator() {
    new ExternalTool("verilator").require();
  }

  private static byte[] image(int i) {
    var bytes = new byte[SHAPE.elements()];
    new SplittableRandom(i).nextBytes(bytes);
    return bytes;
  }

  private RunReport run(Simulator simulator, int count) {
    return new Runner(plan, simulator, SimOptions.seed(3).stalls(.3, .3)).run(count, EchoTargetTest::image, i -> 0, 2, done -> { });
  }

  /** The queue with a change in its Verilog. */
  private Simulator broken(String what, String by) throws Exception {
    var rtl = temp.resolve("rtl");
    Output.write(rtl, Emitter.emit(Netlist.elaborate(plan.top()), EmitOptions.defaults()));
    var file = rtl.resolve(plan.top().moduleName() + ".v");
    var text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
    return new Workbench(temp.resolve("work"), Optional.of(rtl), line -> { }).quickSimulator(Netlist.elaborate(plan.top()));
  }

  @Test
  void everyValueOfEveryCaseIsCompared() {
    var report = run(new Workbench(temp, Optional.empty(), line -> { }).quickSimulator(Netlist.elaborate(plan.top())), 20);
    assertThat(report.mismatches()).isZero();
    assertThat(report.labelled()).as("an echo tells no class").isZero();
    assertThat(report.compared()).isEqualTo(20L * SHAPE.elements());
    assertThat(report.steps()).singleElement().satisfies(ran -> assertThat(ran.cycles()).isEqualTo(SHAPE.elements()));
  }

  @Test
  void aDifferenceIsNamedByItsPlaceAndShownAgain() throws Exception {
    var simulator = broken("assign out_data_o = ", "assign out_data_o = 8'd1 ^ ");
    var report = run(simulator, 3);
    assertThat(report.mismatches()).isEqualTo(3L * SHAPE.elements());
    var first = report.first().orElseThrow();
    int expected = image(0)[0] & 255, got = expected ^ 1;
    assertThat(first.text()).isEqualTo("image 0, the echo, channel 0, y 0, x 0: expected " + expected + " (0x" + Integer.toHexString(expected) + "), got " + got + " (0x" + Integer.toHexString(got) + ")");
    var shown = new RunReplay(plan, simulator, SimOptions.seed(3)).write(first, image(0), temp.resolve("reports")).orElseThrow();
    assertThat(shown.waveform()).isNotEmptyFile();
    var again = new ProcessBuilder(shown.script().toString()).redirectErrorStream(true).start();
    assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(String.format("cycle %d, port out_data_o: expected 0x%02x, got 0x%02x%n", shown.cycle(), expected, got));
    assertThat(again.waitFor()).isEqualTo(1);
  }

  @Test
  void silenceIsToldWithItsCycles() throws Exception {
    var simulator = broken("assign out_valid_o = ", "assign out_valid_o = 1'b0 & ");
    assertThatThrownBy(() -> run(simulator, 1)).isInstanceOf(CheckFailed.class).hasMessageContaining("image 0: the echo fell silent, after ").hasMessageContaining("(1000 of them without a beat)");
  }

  /** What a target gets for nothing: its streams as files; without an expected answer no test bench. */
  @Test
  void whatItIsSentIsWrittenAsFiles() {
    var files = HostFiles.of(plan, plan.top(), new TestImage(image(7), "image 7"));
    assertThat(files).containsOnlyKeys("host/in.hex", "host/in.bin", "host/streams.json");
    assertThat(files.get("host/in.bin")).isEqualTo(image(7));
    assertThat(new String(files.get("host/in.hex"), StandardCharsets.US_ASCII).lines()).hasSize(SHAPE.elements()).first().isEqualTo(String.format("%02x", image(7)[0]));
    assertThat(new String(files.get("host/streams.json"), StandardCharsets.UTF_8)).contains("\"source\": \"image 7\"", "{\"name\": \"in\", \"stream\": \"in\", \"when\": \"every image\", \"changes\": true, \"words\": 30, \"width\": 8");
  }

  @Test
  void aParameterThatIsWrongIsTheUsersMistake() {
    assertThatThrownBy(() -> target.top(new Given(Map.of(), Map.of("depth", "0")))).isInstanceOf(BadInput.class).hasMessageContaining("depth = 0");
  }

  @Test
  void thePageShowsTheseLines() throws Exception {
    var source = Files.readAllLines(Path.of("tests/kakure/target/EchoTarget.java")).stream().map(String::strip).filter(line -> !line.equals("@Override")).toList();
    var page = Files.readString(Path.of("../docs/targets.md"));
    var shown = page.substring(page.indexOf("```java\n") + 8, page.indexOf("```\n", page.indexOf("```java\n"))).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    assertThat(shown).hasSizeGreaterThan(20).isSubsetOf(source);
  }
}
