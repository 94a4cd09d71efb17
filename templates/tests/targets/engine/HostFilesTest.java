// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.ExternalTool;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Shape;
import kakure.network.Window;
import kakure.target.Answer;
import kakure.target.Link;
import kakure.target.Plan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder {@code host}: its files are what the runner sends and gets, and its test bench passes on the engine and names what a broken one does wrong. */
class HostFilesTest {
  private static final long SEED = 20260201;
  /** Nothing a power of two, as in {@link EngineTest}. */
  private static final Engine ENGINE = new Engine(3, 5, 7, 1, 4100, 2050, 2000, 128, 1, 1, 1);
  private static final Engine GROUPS = new Engine(4, 3, 6, 2, 2050, 1030, 512, 128, 1, 2, 2);
  private static final Pattern PLACE = Pattern.compile("FAIL: (layer \\w+(?: before pooling)?), channel (\\d+), y (\\d+), x (\\d+): expected (-?\\d+) \\(0x\\w+\\), got .*\n  word \\d+ of the answer, byte \\d+, cycle \\d+\n  expected 0x\\w+\n  got      0x\\w+\n(?s:.*)");

  @TempDir Path temp;

  private static Plan plan(Engine engine, long seed) {
    return new EngineRun(Planner.plan(EngineNetworks.mixed(new SplittableRandom(seed), engine.oneof()), engine)).emitting();
  }

  private static byte[] image(Plan plan) {
    return TestImage.made(((EngineRun) plan).plan().network().input().elements()).bytes();
  }

  private static Map<String, byte[]> files(Plan plan) {
    return HostFiles.of(plan, plan.top(), new TestImage(image(plan), "seed 1"));
  }

  @Test
  void theFilesAreWhatTheRunnerSends() {
    for (long seed = SEED; seed < SEED + 5; seed++) {
      var plan = plan(GROUPS, seed);
      var sent = new TreeMap<String, ByteArrayOutputStream>();
      Link link = (stream, transactions) -> {
        var bytes = new byte[transactions.remaining()];
        transactions.get(bytes);
        sent.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).writeBytes(bytes);
      };
      plan.setup(link);
      plan.of(image(plan)).send(link);
      var files = files(plan);
      assertThat(joined(files, "program", "taps", "start")).isEqualTo(sent.get("cfg").toByteArray());
      assertThat(files.get("host/image.bin")).isEqualTo(sent.get("img").toByteArray());
      assertThat(files.get("host/masks.bin")).isEqualTo(sent.get("msk").toByteArray());
      assertThat(files.get("host/constants.bin")).isEqualTo(sent.get("rqc").toByteArray());
      assertThat(sent).containsOnlyKeys("cfg", "img", "msk", "rqc");
      // as one send of the whole set-up was before it had names
      assertThat(joined(files, "program", "taps")).isEqualTo(((EngineRun) plan).plan().setup(true).array());
      var index = new String(files.get("host/streams.json"), StandardCharsets.UTF_8);
      for (var name : List.of("program", "taps", "start", "image", "masks", "constants", "expected", "counts")) {
        byte[] bytes = files.get("host/" + name + ".bin");
        assertThat(hex(bytes, files.get("host/" + name + ".hex"))).as(name).isTrue();
        assertThat(index).contains("{\"name\": \"" + name + "\"", "\"bin\": \"" + name + ".bin\", \"hex\": \"" + name + ".hex\"");
      }
      assertThat(index).contains("\"name\": \"image\", \"stream\": \"img\", \"when\": \"every image\", \"changes\": true", "\"name\": \"masks\", \"stream\": \"msk\", \"when\": \"every image\", \"changes\": false",
          "\"name\": \"taps\", \"stream\": \"cfg\", \"when\": \"after reset\", \"words\"");
      assertThat(files(plan).keySet()).isEqualTo(files.keySet());
    }
  }

  /** Whoever wants the class alone sends another program. */
  @Test
  void theProgramThatAnswersLittleStandsBesideTheOther() {
    var run = new EngineRun(Planner.plan(EngineNetworks.mixed(new SplittableRandom(SEED), GROUPS.oneof()), GROUPS));
    var files = HostFiles.of(run, run.top(), TestImage.made(run.plan().network().input().elements()));
    assertThat(files.get("host/program_sums.bin")).isEqualTo(run.plan().descriptors(false).array()).isNotEqualTo(files.get("host/program.bin")).hasSameSizeAs(files.get("host/program.bin"));
    assertThat(new String(files.get("host/streams.json"), StandardCharsets.UTF_8)).contains("{\"name\": \"program_sums\", \"stream\": \"cfg\", \"when\": \"after reset, instead\", \"insteadOf\": \"program\", ", "\"name\": \"expected\", \"stream\": \"out\", \"when\": \"answer\", \"of\": [\"program\"], ").doesNotContain("\"around\"");
    var least = new TreeMap<>(files);
    least.keySet().removeIf(name -> name.startsWith("host/program_sums") || name.equals("host/streams.json"));
    var all = files(run.emitting());
    assertThat(least.keySet()).isEqualTo(new java.util.TreeSet<>(all.keySet().stream().filter(name -> !name.equals("host/streams.json")).toList()));
    assertThat(new String(all.get("host/streams.json"), StandardCharsets.UTF_8)).doesNotContain("insteadOf", "\"of\"");
  }

  private static byte[] joined(Map<String, byte[]> files, String... names) {
    var all = new ByteArrayOutputStream();
    for (var name : names) all.writeBytes(files.get("host/" + name + ".bin"));
    return all.toByteArray();
  }

  /** Whether every line is a number, of as many digits, whose little-endian bytes stand in {@code bytes}. */
  private static boolean hex(byte[] bytes, byte[] hex) {
    var lines = new String(hex, StandardCharsets.US_ASCII).lines().toList();
    int width = bytes.length / lines.size(), at = 0;
    for (var line : lines) {
      var word = new BigInteger(line, 16);
      if (line.length() != 2 * width) return false;
      for (int b = 0; b < width; b++) if (word.shiftRight(8 * b).byteValue() != bytes[at++]) return false;
    }
    return at == bytes.length;
  }

  @Test
  void theAnswerIsWhatTheEngineSends() throws Exception {
    var simulator = EngineTest.build(ENGINE, Files.createDirectories(temp.resolve("a")));
    answers(ENGINE, simulator, SEED, 15);
    var groups = EngineTest.build(GROUPS, Files.createDirectories(temp.resolve("b")));
    answers(GROUPS, groups, SEED, 6);
  }

  /** Results that lie anywhere in the memories, and layers that tell nothing. */
  @Test
  void theAnswerOfAResidualNetworkIsWhatTheEngineSends() throws Exception {
    var engine = ResidualTest.ENGINE;
    var simulator = EngineTest.build(engine, Files.createDirectories(temp.resolve("r")));
    for (int n = 0; n < 6; n++) answers(new EngineRun(Planner.plan(ResidualNetworks.random(new SplittableRandom(ResidualTest.SEED + n)), engine)).emitting(), simulator, n);
  }

  private static void answers(Engine engine, Simulator simulator, long seed, int networks) {
    for (int n = 0; n < networks; n++) {
      answers(plan(engine, seed + n), simulator, n);
    }
  }

  private static void answers(Plan plan, Simulator simulator, int n) {
    var one = plan.of(image(plan));
    var answer = one.expected(one.golden()).orElseThrow();
    everyValueCounts(answer);
    try (var sim = simulator.open(SimOptions.seed(n).stalls(.2, .4))) {
      plan.setup(Link.to(sim));
      one.send(Link.to(sim));
      sim.run(Until.transferred("out", one.beats()).orIdle(plan.patience()));
      ByteBuffer out = sim.receive("out", Math.toIntExact(one.beats()));
      assertThat(out.remaining()).isEqualTo(answer.transactions().length);
      for (int i = 0; i < answer.transactions().length; i++) {
        assertThat(out.get(out.position() + i) & answer.counts()[i]).as("network %d, byte %d", n, i).isEqualTo(answer.transactions()[i] & answer.counts()[i]);
      }
    }
  }

  /** Every value of every map stands in some beat, and is compared there. */
  private static void everyValueCounts(Answer answer) {
    var placed = new BitSet();
    for (int i = 0; i < answer.places().length; i++) {
      if (answer.places()[i] == 0) continue;
      placed.set(answer.places()[i]);
      assertThat(answer.counts()[i]).isEqualTo((byte) -1);
    }
    int first = 1;
    for (var r : answer.regions()) {
      if (r.map()) assertThat(placed.get(first, first + r.shape().elements()).cardinality()).as(r.title()).isEqualTo(r.shape().elements());
      first += r.shape().elements();
    }
  }

  private Path write(Plan plan, String folder, Map<String, String> edits) {
    var rtl = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(plan.top()), EmitOptions.defaults()));
    edits.forEach((edit, by) -> {
      var file = edit.substring(0, edit.indexOf('|'));
      var what = edit.substring(edit.indexOf('|') + 1);
      var name = rtl.keySet().stream().filter(f -> f.startsWith(file) && f.endsWith(".v")).findFirst().orElseThrow();
      assertThat(rtl.get(name)).contains(what);
      rtl.computeIfPresent(name, (n, text) -> text.replaceFirst(Pattern.quote(what), by));
    });
    var to = temp.resolve(folder);
    Output.hand(to, rtl, files(plan));
    return to;
  }

  private record Ran(int code, String said) {}

  private static Ran run(Path rtl, String simulator) throws Exception {
    var process = new ProcessBuilder("sh", rtl.resolve("host/run.sh").toString(), simulator).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  @Test
  void icarusPassesEveryKindOfLayer() throws Exception {
    new ExternalTool("iverilog").require();
    for (int n = 0; n < 4; n++) {
      var plan = plan(n % 2 == 0 ? ENGINE : GROUPS, SEED + n);
      var ran = run(write(plan, "n" + n, Map.of()), "iverilog");
      assertThat(ran.said()).as("seed %d", SEED + n).matches("PASS: " + plan.of(image(plan)).beats() + " words of the answer in \\d+ cycles\n(?s:.*)");
      assertThat(ran.said().lines().filter(l -> !l.contains("$finish")).toList()).as("no warnings").hasSize(1);
      assertThat(ran.code()).isZero();
    }
  }

  /** Rows end in lanes that nothing ever wrote; in a simulator of four states they share a sum with those beside them. */
  @Test
  void icarusPassesResidualNetworks() throws Exception {
    new ExternalTool("iverilog").require();
    for (int n = 0; n < 6; n++) {
      var plan = new EngineRun(Planner.plan(ResidualNetworks.random(new SplittableRandom(ResidualTest.SEED + n)), ResidualTest.ENGINE)).emitting();
      var ran = run(write(plan, "n" + n, Map.of()), "iverilog");
      assertThat(ran.said()).as("seed %d", ResidualTest.SEED + n).startsWith("PASS: ");
      assertThat(ran.code()).isZero();
    }
  }

  @Test
  @Tag("slow")
  void verilatorPassesAndFails() throws Exception {
    new ExternalTool("verilator").require();
    var plan = plan(GROUPS, SEED);
    assertThat(run(write(plan, "good", Map.of()), "verilator")).satisfies(ran -> {
      assertThat(ran.said()).startsWith("PASS: ");
      assertThat(ran.code()).isZero();
    });
    named(plan, run(write(plan, "bad", Map.of("sign_lanes|^", "~^")), "verilator"));
  }

  @Test
  void aTurnedSignIsNamedByLayerChannelAndPixel() throws Exception {
    new ExternalTool("iverilog").require();
    for (int n = 0; n < 3; n++) {
      var plan = plan(ENGINE, SEED + n);
      named(plan, run(write(plan, "n" + n, Map.of("sign_lanes|^", "~^")), "iverilog"));
    }
  }

  /** The message's place holds the value that it says was expected. */
  private static void named(Plan plan, Ran ran) {
    assertThat(ran.code()).isEqualTo(1);
    var m = PLACE.matcher(ran.said());
    assertThat(m.matches()).as(ran.said()).isTrue();
    var tensor = plan.of(image(plan)).golden().tensors().stream().filter(t -> t.title().equals(m.group(1))).findFirst().orElseThrow();
    int at = (Integer.parseInt(m.group(2)) * tensor.shape().height() + Integer.parseInt(m.group(3))) * tensor.shape().width() + Integer.parseInt(m.group(4));
    assertThat(tensor.values()[at]).isEqualTo(Integer.parseInt(m.group(5)));
  }

  @Test
  void silenceAndTooMuchAreFailuresToo() throws Exception {
    new ExternalTool("iverilog").require();
    var network = EngineNetworks.full(new SplittableRandom(SEED), new Shape(3, 2, 2), 5, 4);
    var plan = new EngineRun(Planner.plan(network, GROUPS)).emitting();
    var silent = run(write(plan, "silent", Map.of("engine|assign out_valid_o =", "assign out_valid_o = 1'b0 &")), "iverilog");
    assertThat(silent.said()).startsWith("FAIL: silent for " + plan.patience() + " cycles behind word 0 of " + plan.of(image(plan)).beats() + " of the answer; this word brings report of the image's load, word 0\n");
    assertThat(silent.code()).isEqualTo(1);
    var wild = run(write(plan, "wild", Map.of("engine|assign out_kind_o =", "assign out_kind_o = 2'd1 ^")), "iverilog");
    assertThat(wild.said()).startsWith("FAIL: out_kind_o: expected 2 (0x2), got 3 (0x3); this word brings report of the image's load, word 0\n  word 0 of the answer");
    var open = run(write(plan, "open", Map.of("engine|assign out_valid_o =", "assign out_valid_o = 1'bx &")), "iverilog");
    assertThat(open.said()).startsWith("FAIL: out_valid_o is undefined");
  }

  @Test
  void aDamagedMaskIsAReportThatDiffers() throws Exception {
    new ExternalTool("iverilog").require();
    var plan = new EngineRun(Planner.plan(EngineNetworks.behind(new SplittableRandom(SEED), new Shape(2, 6, 6), Window.square(3, 1, 1), 5), ENGINE)).emitting();
    var to = write(plan, "damaged", Map.of());
    var masks = to.resolve("host/masks.hex");
    var lines = Files.readAllLines(masks);
    lines.set(0, lines.get(0).substring(0, 8) + (lines.get(0).charAt(8) == '0' ? '1' : '0') + lines.get(0).substring(9));
    Files.write(masks, lines);
    var ran = run(to, "iverilog");
    assertThat(ran.said()).startsWith("FAIL: ").contains("out_kind_o: expected 0 (0x0), got 2 (0x2); this word brings layer l0, channel 0, y 0, x 0\n", "got      0x2005000000xxxx000002\n");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void namesOfLayersBreakNoVerilog() throws Exception {
    new ExternalTool("iverilog").require();
    var odd = "l0\"); $finish; // %s \\ \n@TOP@";
    var network = EngineNetworks.full(new SplittableRandom(SEED), new Shape(3, 2, 2), 4);
    var node = network.nodes().get(0);
    var nodes = network.nodes().stream().map(n -> n == node ? new Node(odd, n.inputs(), n.op()) : n).toList();
    var plan = new EngineRun(Planner.plan(new Network(network.name(), network.seed(), network.input(), nodes, network.readout()), GROUPS)).emitting();
    assertThat(run(write(plan, "odd", Map.of()), "iverilog").said()).startsWith("PASS: ");
  }
}
