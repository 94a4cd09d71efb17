// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import kakure.ExternalTool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnergyCommandTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib"), NANGATE = Path.of("../../shared/pdk/Nangate45_typ.lib"), MACRO = Path.of("../generator/src/test/resources/eda/macro.lib");
  private static final Path DIGITS = Path.of("../examples/digits");

  @TempDir
  private Path folder;

  private Cli energy(String... words) {
    var all = new ArrayList<>(List.of("energy"));
    all.addAll(List.of(words));
    return Cli.run(all.toArray(String[]::new));
  }

  private static void tools() {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
  }

  private JsonNode json(String name) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve(name))).path("energy");
  }

  private static double sum(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false).mapToDouble(n -> n.path(key).asDouble()).sum();
  }

  /** A block with a state and streams: cells, pins and blocks of the table add up. */
  @Test
  void aBlockIsToldByTheCycle() throws Exception {
    tools();
    Cli cli = energy("fifo", "--set", "width=4", "--set", "depth=3", "--cycles", "400", "--liberty", TINY.toString(), "--json", folder.resolve("e.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("block").containsPattern("(\\d+) of (\\d+) pins annotated\n").contains("every output equal to the golden function", "library tiny, conditions usual, 2.0 V; before layout: without wires, clock tree, glitches, leakage", "the clock's net");
    var root = json("e.json");
    assertThat(root.path("measured").asBoolean()).isTrue();
    assertThat(sum(root.path("blocks"), "femtojoules")).isCloseTo(root.path("femtojoules").asDouble(), within(1e-6));
    assertThat(root.path("femtojoules").asDouble()).isPositive();
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("e.json"))).path("cycles").asLong()).isGreaterThan(400);
  }

  /** Memories of macros: what is counted is accesses, what is known is what each takes. */
  @Test
  void whatMemoriesTakeIsCounted() throws Exception {
    tools();
    Cli cli = energy("actmem", "--set", "rows=64", "--cycles", "100", "--liberty", TINY.toString(), "--sram", MACRO.toString(), "--json", folder.resolve("e.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("within memories of u_a_even_0", "RM_16x8", "64.00", "128.00", "memories by the energy of their macros' clock, 1.5 V: cells and memories are not of one supply").doesNotContain("and what memories take within", "left out: ");
    var root = json("e.json");
    double accesses = StreamSupport.stream(root.path("memories").spliterator(), false).mapToDouble(m -> m.path("reads").asDouble() * m.path("readFemtojoules").asDouble() + m.path("writes").asDouble() * m.path("writeFemtojoules").asDouble()).sum();
    double within = StreamSupport.stream(root.path("blocks").spliterator(), false).filter(b -> b.path("name").asString("").startsWith("within memories of ")).mapToDouble(b -> b.path("femtojoules").asDouble()).sum();
    assertThat(within).isPositive().isCloseTo(accesses, within(1e-6 * within));
    assertThat(sum(root.path("blocks"), "femtojoules")).isCloseTo(root.path("femtojoules").asDouble(), within(1e-6 * root.path("femtojoules").asDouble()));
  }

  /** Registers and their clock in a library that is sold by a foundry's name. */
  @Test
  @Tag("slow")
  void aClockedBlockOfNangate45() throws Exception {
    tools();
    Assumptions.assumeTrue(Files.exists(NANGATE), "../shared/pdk/Nangate45_typ.lib is not there");
    Cli cli = energy("accumulator", "--cycles", "1000", "--liberty", NANGATE.toString(), "--json", folder.resolve("e.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("1.1 V");
    var root = json("e.json");
    var clock = StreamSupport.stream(root.path("blocks").spliterator(), false).filter(b -> b.path("name").asString("").equals("the clock's net")).findFirst().orElseThrow();
    // every pin that is clocked is charged twice a cycle: C V^2 / 2 each time, 1.1 V
    assertThat(clock.path("femtojoules").asDouble()).isCloseTo(clock.path("size").asDouble() * 1.1 * 1.1, within(0.01 * clock.path("femtojoules").asDouble()));
    assertThat(root.path("femtojoules").asDouble()).isBetween(50.0, 5000.0);
  }

  /** The shipped network on a small engine, of which a larger one is predicted. */
  @Test
  @Tag("slow")
  void anImageIsToldByLayerAndBlock() throws Exception {
    tools();
    String model = DIGITS.resolve("digits.onnx").toString();
    Cli cli = energy(model, "--data", DIGITS.toString(), "--count", "1", "--array", "4x4x8", "--fit", "--liberty", TINY.toString(), "--jobs", "1", "--json", folder.resolve("small.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("every layer equal to the golden model", "uJ an image, measured", "pins annotated; no table of the library tells of the pins of the macros", "masked ones counted, too", "34.8 (CIFAR-100)");
    var root = json("small.json");
    double whole = root.path("femtojoules").asDouble();
    assertThat(sum(root.path("steps"), "femtojoules")).isCloseTo(whole, within(1e-6 * whole));
    assertThat(sum(root.path("blocks"), "femtojoules")).isCloseTo(whole, within(1e-6 * whole));
    assertThat(root.path("topsPerWatt").asDouble()).isCloseTo(2 * root.path("macs").asDouble() / whole * 1e3, within(1e-6));
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("small.json"))).path("mismatches").asInt(-1)).isZero();
    Cli larger = energy(model, "--array", "8x4x8", "--fit", "--from", folder.resolve("small.json").toString(), "--liberty", TINY.toString(), "--json", folder.resolve("large.json").toString());
    assertThat(larger.err()).isEmpty();
    assertThat(larger.code()).isZero();
    assertThat(larger.out()).contains("uJ an image, predicted, not measured", "rule: in each layer each block").doesNotContain("annotated");
    assertThat(json("large.json").path("measured").asBoolean()).isFalse();
    assertThat(json("large.json").path("femtojoules").asDouble()).as("twice the elements in half the time").isBetween(0.5 * whole, 2 * whole);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nothing                                     | there is no block",
      "ram                                         | ram is a macro",
      "fifo --data ../examples/digits              | --data, --image, --from, --bits and --jobs go with a model",
      "fifo --array 4x4x4                          | --array belongs to hardware that runs a model",
      "fifo --sram nowhere                         | --sram nowhere: there is no such file or folder",
      "fifo --cycles 1                             | --cycles 1: must be 2 to 1000000",
      "fifo --liberty nowhere.lib                  | nowhere.lib: there is no such file",
      "fifo --json nowhere/x.json                  | --json nowhere/x.json: ",
      "../examples/digits/digits.onnx              | --data PATH or --image FILE is missing",
      "../examples/digits/digits.onnx --cycles 9 --data ../examples/digits | --cycles goes with a block",
      "../examples/digits/digits.onnx --from nowhere.json --liberty ../generator/src/test/resources/eda/tiny.lib | nowhere.json: there is no such file",
      "../examples/digits/digits.onnx --from pom.xml --liberty ../generator/src/test/resources/eda/tiny.lib | pom.xml: "})
  void wrongInputIsRefused(String arguments, String message) {
    Cli cli = energy(arguments.strip().split(" +"));
    assertThat(cli.code()).as(arguments + ": " + cli.err()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
  }

  /** Another network's steps, blocks that are not there, and what is no energy at all. */
  @Test
  void whatTellsOfAnotherDesignIsRefused() throws Exception {
    String model = DIGITS.resolve("digits.onnx").toString(), head = "{\"energy\":{\"library\":\"tiny\",\"blocks\":[{\"name\":\"u_array\",\"module\":\"m\",\"cells\":1,\"size\":1.0}],\"steps\":[";
    var files = List.of("{}", "{\"energy\":{\"library\":\"tiny\"}}", "{\"energy\":{\"library\":\"other\"}}", head + "{\"name\":\"conv9\",\"macs\":1,\"cycles\":1,\"blocks\":{\"u_array\":1.0}}]}}", head + "{\"name\":\"conv9\",\"macs\":1,\"cycles\":-1,\"blocks\":{\"u_array\":1.0}}]}}");
    var said = List.of("has no \"energy\"", "has no \"blocks\" and \"steps\"", "is of the library other, not of tiny", "tells of the steps conv9, and this network has conv0", "has no number \"cycles\"");
    for (int i = 0; i < files.size(); i++) {
      var file = Files.writeString(folder.resolve("f" + i + ".json"), files.get(i));
      Cli cli = energy(model, "--array", "1x1x1", "--fit", "--from", file.toString(), "--liberty", TINY.toString());
      assertThat(cli.code()).as(files.get(i)).isEqualTo(2);
      assertThat(cli.err()).contains(said.get(i));
    }
  }
}
