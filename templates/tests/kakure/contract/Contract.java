// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.Parameters;
import org.junit.jupiter.api.DynamicTest;

/** What every block promises, as tests: laws, refusals, header, golden function, timing, and three linters with either kind of reset. */
final class Contract {
  static final long SEED = Long.getLong("seed", 1);
  private static final int[] EXTREMES = {Integer.MIN_VALUE, -4, -1, 0, 1, 2, 3, 1 << 16, 1 << 30, Integer.MAX_VALUE};

  private final Path temp;
  private final int random;

  Contract(Path temp, int random) {
    this.temp = temp;
    this.random = random;
  }

  <B extends Block> List<DynamicTest> tests(BlockSpec<B> spec) {
    var tests = new ArrayList<DynamicTest>();
    for (var law : spec.laws()) tests.add(NamedCheck.of(spec.name(), "law: " + law.name(), () -> assertThat(law.counterexample().get()).as("counterexample").isEmpty()));
    tests.add(NamedCheck.of(spec.name(), "refuses a parameter that it does not have", () ->
        assertThatThrownBy(() -> spec.parse(Map.of("nonsense", "1"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nonsense")));
    tests.add(NamedCheck.of(spec.name(), "refuses an extreme parameter, or can be built with it", () -> extremes(spec)));
    var designs = new LinkedHashMap<Netlist, Map<String, String>>();
    var asynchronous = new LinkedHashMap<Netlist, Map<String, String>>();
    var corners = spec.corners().stream().filter(c -> !c.equals(spec.usual())).toList();
    for (var block : configurations(spec)) {
      var name = block.moduleName();
      tests.add(NamedCheck.of(spec.name(), name + ": elaborates and emits, header as declared", () -> {
        var netlist = Netlist.elaborate(block);
        var files = Emitter.emit(netlist, EmitOptions.defaults());
        assertThat(Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults())).as("the same bytes again").isEqualTo(files);
        designs.put(netlist, files);
        var other = Emitter.emit(netlist, new EmitOptions(true, Map.of()));
        // these differ in sensitivity lists alone, so the default and the random ones are enough for the linters
        if (!corners.contains(block)) asynchronous.put(netlist, other);
      }));
      tests.add(NamedCheck.of(spec.name(), name + ": golden function fits its ports", () -> GoldenShape.check(spec, block, SEED)));
      if (spec.side(block).isPresent()) tests.add(NamedCheck.of(spec.name(), name + ": golden function shows what a neighbour expects", () -> GoldenSide.check(spec, block, SEED)));
      tests.add(NamedCheck.of(spec.name(), name + ": declared latencies are true", () -> Arcs.latencies(spec, block, SEED)));
    }
    for (var block : spec.corners()) {
      tests.add(NamedCheck.of(spec.name(), block.moduleName() + ": combinational paths are those declared", () -> Arcs.combinational(block, Files.createTempDirectory(temp, "arcs"))));
    }
    tests.add(NamedCheck.of(spec.name(), "faults are put into corners", () -> assertThat(spec.corners()).containsAll(spec.mutated())));
    tests.add(linted("a reader", spec, designs, Lint::text));
    tests.add(linted("verilator", spec, designs, Lint::verilator));
    tests.add(linted("icarus", spec, designs, Lint::icarus));
    tests.add(linted("yosys", spec, designs, Lint::yosys));
    tests.add(linted("verilator, with asynchronous reset,", spec, asynchronous, Lint::verilator));
    tests.add(linted("yosys, with asynchronous reset,", spec, asynchronous, Lint::yosys));
    return tests;
  }

  /** A value that only a block inside refuses would be refused by a name that the user does not know. */
  private static void extremes(BlockSpec<?> spec) {
    var usual = spec.usual();
    for (var parameter : usual.getClass().getRecordComponents()) {
      for (var value : extremes(parameter.getType())) {
        var given = Map.of(parameter.getName(), value);
        Block block;
        try {
          block = spec.parse(given);
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageContaining(parameter.getName());
          continue;
        }
        assertThat(Parameters.of((Record) block)).containsEntry(parameter.getName(), value);
        assertThat(block.moduleName()).matches("[a-z][a-z0-9_]*");
        assertThatCode(() -> Netlist.elaborate(block)).as("%s", given).doesNotThrowAnyException();
      }
    }
  }

  /** Texts at the edges of a type, and some that are no value of it. */
  private static List<String> extremes(Class<?> type) {
    var texts = new ArrayList<>(List.of("", "nonsense", "true", "false"));
    for (int value : EXTREMES) texts.add(String.valueOf(value));
    texts.add("2147483648");
    if (type.isEnum()) for (var constant : type.getEnumConstants()) texts.add(Parameters.text(constant));
    return texts;
  }

  /** Corners, the default, and random ones from the seed. */
  private <B extends Block> List<B> configurations(BlockSpec<B> spec) {
    var rng = new SplittableRandom(SEED);
    var all = new ArrayList<>(spec.corners());
    all.add(spec.usual());
    for (int i = 0; i < random; i++) all.add(spec.random(rng));
    return all.stream().distinct().toList();
  }

  private interface Check {
    void run(Lint lint) throws Exception;
  }

  private DynamicTest linted(String tool, BlockSpec<?> spec, Map<Netlist, Map<String, String>> designs, Check check) {
    return NamedCheck.of(spec.name(), tool + " takes every configuration without a word, random ones from seed " + SEED, () -> check.run(new Lint(Files.createTempDirectory(temp, spec.name()), designs)));
  }
}
