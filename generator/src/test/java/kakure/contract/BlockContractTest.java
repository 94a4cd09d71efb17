// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.Snapshot;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.BlockSpec;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every block of the library promises, at its corners and at random legal parameters.
 *
 * <p>{@code -Dblock=NAME} takes one block; {@code -Dseed=N} and {@code -Drandom=N} choose the random configurations; {@code -Dupdate.golden=true} rewrites snapshots and port tables.
 */
class BlockContractTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int RANDOM = Integer.getInteger("random", 3);

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicNode> everyBlockKeepsTheContract() {
    var only = System.getProperty("block", "");
    return Blocks.all().stream().filter(s -> only.isEmpty() || s.name().equals(only)).map(s -> dynamicContainer(s.name(), tests(s)));
  }

  private List<DynamicTest> tests(BlockSpec spec) {
    var tests = new ArrayList<DynamicTest>();
    for (var law : spec.laws()) tests.add(dynamicTest("law: " + law.name(), () -> assertThat(law.counterexample().get()).as("counterexample").isEmpty()));
    tests.add(dynamicTest("refuses a parameter that it does not have", () ->
        assertThatThrownBy(() -> spec.parse(Map.of("nonsense", "1"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nonsense")));
    var designs = new LinkedHashMap<Netlist, Map<String, String>>();
    var asynchronous = new LinkedHashMap<Netlist, Map<String, String>>();
    for (var block : configurations(spec)) {
      tests.add(dynamicTest(block.moduleName() + ": elaborates and emits, header as declared", () -> {
        var netlist = Netlist.elaborate(block);
        var files = Emitter.emit(netlist, EmitOptions.defaults());
        assertThat(Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults())).as("the same bytes again").isEqualTo(files);
        designs.put(netlist, files);
        asynchronous.put(netlist, Emitter.emit(netlist, new EmitOptions(true, Map.of())));
      }));
      tests.add(dynamicTest(block.moduleName() + ": golden function fits its ports", () -> GoldenShape.check(spec, block, SEED)));
      tests.add(dynamicTest(block.moduleName() + ": declared latencies are true", () -> Arcs.latencies(spec, block, SEED)));
    }
    for (var block : spec.corners()) {
      tests.add(dynamicTest(block.moduleName() + ": combinational paths are those declared", () -> Arcs.combinational(block, Files.createTempDirectory(temp, "arcs"))));
    }
    tests.add(linted("verilator", spec, designs, Lint::verilator));
    tests.add(linted("icarus", spec, designs, Lint::icarus));
    tests.add(linted("yosys", spec, designs, Lint::yosys));
    tests.add(linted("verilator, with asynchronous reset,", spec, asynchronous, Lint::verilator));
    tests.add(linted("yosys, with asynchronous reset,", spec, asynchronous, Lint::yosys));
    tests.add(dynamicTest("snapshot", () -> snapshot(spec)));
    tests.add(dynamicTest("README", () -> readme(spec)));
    return tests;
  }

  /** Corners, the default, and random ones: seed {@value} unless {@code -Dseed} says otherwise. */
  private static List<Block> configurations(BlockSpec spec) {
    var rng = new SplittableRandom(SEED);
    var all = new ArrayList<>(spec.corners());
    all.add(spec.parse(Map.of()));
    for (int i = 0; i < RANDOM; i++) all.add(spec.random(rng));
    return all.stream().distinct().toList();
  }

  private interface Check {
    void run(Lint lint) throws Exception;
  }

  private DynamicTest linted(String tool, BlockSpec spec, Map<Netlist, Map<String, String>> designs, Check check) {
    Executable body = () -> check.run(new Lint(Files.createTempDirectory(temp, spec.name()), designs));
    return dynamicTest(tool + " takes every configuration without a word, random ones from seed " + SEED, body);
  }

  /** The second corner, which is the first without a 1, shows what the text looks like. */
  private static void snapshot(BlockSpec spec) throws Exception {
    var corners = spec.corners();
    var netlist = Netlist.elaborate(corners.get(Math.min(1, corners.size() - 1)));
    var file = netlist.top().name() + ".v";
    Snapshot.check("blocks/" + spec.name() + ".v", Emitter.emit(netlist, EmitOptions.defaults()).get(file));
  }

  private static void readme(BlockSpec spec) throws Exception {
    var folder = Path.of("../templates").resolve(spec.getClass().getPackageName().replace('.', '/'));
    var file = folder.resolve("README.md");
    assertThat(file).as("every block has its page").exists();
    var page = Files.readString(file);
    var renewed = PortTable.renew(page, spec.name(), spec.parse(Map.of()));
    if (Snapshot.updating()) Files.writeString(file, renewed);
    else assertThat(page).as("port table of " + file + "; -Dupdate.golden=true rewrites it").isEqualTo(renewed);
    assertThat(page.lines().count()).as("one page at most").isLessThanOrEqualTo(120);
  }
}
