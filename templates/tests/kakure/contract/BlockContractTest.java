// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import blocks.Blocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kakure.Snapshot;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every block of the library promises, at its corners and at random legal parameters; its snapshot and its page.
 *
 * <p>{@code -Dblock=NAME} takes one block; {@code -Dseed=N} and {@code -Drandom=N} choose the random configurations; {@code -Dupdate.golden=true} rewrites snapshots and port tables.
 */
class BlockContractTest {
  /** Of each block; more where slow tests run as well. */
  private static final int RANDOM = Integer.getInteger("random", "".equals(System.getProperty("excludedGroups")) ? 3 : 1);
  private static final Path TEMPLATES = Path.of("../templates");

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicNode> everyBlockKeepsTheContract() {
    var only = System.getProperty("block", "");
    var chosen = Blocks.all().stream().filter(s -> only.isEmpty() ? !large(s) : s.name().equals(only)).toList();
    assertThat(chosen).as("blocks named '%s'", only).isNotEmpty();
    return chosen.stream().map(s -> dynamicContainer(s.name(), tests(s, temp)));
  }

  /** Those of the families whose designs are the largest, {@link LargeBlockContractTest}. */
  static boolean large(BlockSpec<?> spec) {
    String room = spec.getClass().getPackageName();
    return room.startsWith("blocks.engine.") || room.startsWith("blocks.cim.");
  }

  @Test
  void blocksAreListedOncePerNameAndSorted() throws Exception {
    assertThat(Blocks.all()).extracting(BlockSpec::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9]*"));
    assertThat(Blocks.all()).extracting(spec -> spec.getClass().getSimpleName()).isSorted();
    try (var files = Files.walk(TEMPLATES.resolve("blocks"))) {
      var specs = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith("Spec.java")).map(f -> f.replace(".java", "")).sorted().toList();
      assertThat(Blocks.all()).extracting(spec -> spec.getClass().getSimpleName()).as("every specification is listed").containsExactlyElementsOf(specs);
    }
  }

  static <B extends Block> List<DynamicTest> tests(BlockSpec<B> spec, Path temp) {
    var tests = new ArrayList<>(new Contract(temp, RANDOM).tests(spec));
    tests.add(NamedCheck.of(spec.name(), "snapshot", () -> snapshot(spec)));
    tests.add(NamedCheck.of(spec.name(), "README", () -> readme(spec)));
    return tests;
  }

  /** The second corner, which is the first without a 1, shows what the text looks like. Of the engine rtl-out/reference does, whole. */
  private static <B extends Block> void snapshot(BlockSpec<B> spec) throws Exception {
    if (spec.name().equals("engine")) return;
    var corners = spec.corners();
    var netlist = Netlist.elaborate(corners.get(Math.min(1, corners.size() - 1)));
    var file = netlist.top().name() + ".v";
    Snapshot.check("blocks/" + spec.name() + ".v", Emitter.emit(netlist, EmitOptions.defaults()).get(file));
  }

  private static void readme(BlockSpec<?> spec) throws Exception {
    var file = TEMPLATES.resolve(spec.getClass().getPackageName().replace('.', '/')).resolve("README.md");
    assertThat(file).as("every block has its page").exists();
    var page = Files.readString(file);
    var source = file.resolveSibling(spec.usual().getClass().getSimpleName() + ".java");
    var tables = ParameterTable.renew(Sections.ports(page, spec.name(), spec.usual()), spec.name(), spec.usual(), source);
    var renewed = WordTable.renew(tables, spec.words());
    if (Snapshot.updating()) Files.writeString(file, renewed);
    else assertThat(page).as("tables of " + file + "; -Dupdate.golden=true rewrites it").isEqualTo(renewed);
    assertThat(WordTable.without(page).lines().count()).as("one page at most, tables of words and parameters left out").isLessThanOrEqualTo(120);
  }
}
