// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.emit.VerilogNames;
import kakure.kernel.Definition;
import kakure.kernel.Macro;
import kakure.kernel.Netlist;

/** Verilator, Icarus and Yosys take the files without a word; no latch but that of a clock gate. All configurations of a block are judged in one run: their modules have different names. */
final class Lint {
  private static final Pattern DEAD = Pattern.compile("(?<!== |!= |[<>] |[<>]= )\\b\\d+'[bd]\\d+ \\?|\\b\\d+'d0 &|[&|^] 1'b[01]\\b|[&|^+-] \\d+'d0\\b|\\{[01]\\{|(<<|>>) (\\d+'d)?0\\b");

  private static final String ASSERT = "-DKAKURE_ASSERT";

  private final Path dir;
  private final List<String> files;
  private final List<String> tops;
  private final List<String> asserting;
  private final List<String> latches;

  /** Writes the files into {@code dir}. */
  Lint(Path dir, Map<Netlist, Map<String, String>> designs) throws Exception {
    this.dir = dir;
    this.tops = designs.keySet().stream().map(n -> n.top().name()).distinct().toList();
    this.latches = designs.keySet().stream().flatMap(n -> n.modules().stream()).filter(d -> d.block().orElse(null) instanceof Macro m && m.role().equals(Macro.CLOCK_GATE)).map(Definition::name).distinct().toList();
    var verilog = new LinkedHashMap<String, String>();
    for (var files : designs.values()) {
      for (var file : files.entrySet()) {
        if (!file.getKey().endsWith(".v")) continue;
        var other = verilog.putIfAbsent(file.getKey(), file.getValue());
        if (other != null) assertThat(file.getValue()).as("two configurations print different modules of one name, " + file.getKey()).isEqualTo(other);
      }
    }
    for (var file : verilog.entrySet()) Files.writeString(dir.resolve(file.getKey()), file.getValue());
    this.files = List.copyOf(verilog.keySet());
    this.asserting = files.stream().filter(f -> verilog.get(f).contains("`ifdef KAKURE_ASSERT")).toList();
  }

  /** A line fits a page, nothing is chosen by a constant, masked by one or repeated once, a name is declared before it is used (the standard asks for that, tools differ in what they let pass), and no two differ in case only. */
  void text() throws Exception {
    for (var file : files) {
      var text = Files.readString(dir.resolve(file));
      var names = VerilogNames.of(text);
      assertThat(DEAD.matcher(text).results().map(m -> m.group())).as(file + ": arithmetic of constants").isEmpty();
      assertThat(text.lines().filter(l -> l.length() > 120)).as(file + ": lines of more than 120 columns").isEmpty();
      assertThat(names.early()).as(file + ": used before declared").isEmpty();
      assertThat(names.clashes()).as(file + ": differ in case only").isEmpty();
    }
  }

  /** Every configuration is a top of its own, hence no word about many of them; a block inside another is linted as that other uses it. */
  void verilator() throws Exception {
    verilator(files, List.of());
    if (!asserting.isEmpty()) verilator(asserting, List.of(ASSERT));
  }

  private void verilator(List<String> sources, List<String> define) throws Exception {
    var result = new ExternalTool("verilator").run(dir, all(List.of("--lint-only", "-Wall", "-Wno-MULTITOP", "--bbox-sys"), define, sources));
    assertThat(kakure.eda.Lint.complaints(result.text())).as("verilator --lint-only -Wall").isEmpty();
    assertThat(result.status()).isZero();
  }

  void icarus() throws Exception {
    var top = new ArrayList<String>();
    for (var name : tops) top.addAll(List.of("-s", name));
    icarus(files, top);
    if (!asserting.isEmpty()) icarus(asserting, List.of(ASSERT));
  }

  private void icarus(List<String> sources, List<String> more) throws Exception {
    var result = new ExternalTool("iverilog").run(dir, all(List.of("-g2005", "-Wall", "-tnull"), more, sources));
    assertThat(result.text()).as("iverilog -g2005 -Wall").isEmpty();
    assertThat(result.status()).isZero();
  }

  void yosys() throws Exception {
    yosys(new ExternalTool("yosys"), List.of());
  }

  /** As {@link #yosys()}, by a Yosys that is run as {@code tool command...}. */
  void yosys(ExternalTool tool, List<String> command) throws Exception {
    yosys(tool, command, files, "");
    if (asserting.isEmpty()) return;
    yosys(tool, command, asserting, "-formal " + ASSERT);
    yosys(tool, command, asserting, ASSERT);
  }

  private void yosys(ExternalTool tool, List<String> command, List<String> sources, String define) throws Exception {
    var script = "read_verilog " + define + " " + String.join(" ", sources) + "; hierarchy -check; proc; check -assert; select -assert-none t:$dlatch t:$adlatch %u t:$dlatchsr %u"
        + latches.stream().filter(l -> sources.contains(l + ".v")).map(l -> " " + l + " %d").collect(Collectors.joining());
    var result = tool.run(dir, all(command, List.of("-q", "-p", script), List.of()));
    assertThat(kakure.eda.Lint.complaints(result.text())).as("yosys: " + script).isEmpty();
    assertThat(result.status()).isZero();
  }

  private static List<String> all(List<String> flags, List<String> more, List<String> sources) {
    return Stream.of(flags, more, sources).flatMap(List::stream).toList();
  }
}
