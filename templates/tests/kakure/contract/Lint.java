// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.ExternalTool;
import kakure.kernel.Definition;
import kakure.kernel.Macro;
import kakure.kernel.Netlist;

/** Verilator, Icarus and Yosys take the files without a word; no latch but that of a clock gate. All configurations of a block are judged in one run: their modules have different names. */
final class Lint {
  private final Path dir;
  private final List<String> files;
  private final List<String> tops;
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
  }

  /** Every configuration is a top of its own, hence no word about many of them; a block inside another is linted as that other uses it. */
  void verilator() throws Exception {
    var result = new ExternalTool("verilator").run(dir, arguments("--lint-only", "-Wall", "-Wno-MULTITOP", "--bbox-sys"));
    assertThat(result.text()).as("verilator --lint-only -Wall").isEmpty();
    assertThat(result.status()).isZero();
  }

  void icarus() throws Exception {
    var flags = new ArrayList<>(List.of("-g2005", "-Wall", "-tnull"));
    for (var top : tops) flags.addAll(List.of("-s", top));
    var result = new ExternalTool("iverilog").run(dir, arguments(flags.toArray(String[]::new)));
    assertThat(result.text()).as("iverilog -g2005 -Wall").isEmpty();
    assertThat(result.status()).isZero();
  }

  void yosys() throws Exception {
    var script = "read_verilog " + String.join(" ", files) + "; hierarchy -check; proc; check -assert; select -assert-none t:$dlatch t:$adlatch %u t:$dlatchsr %u" + String.join("", latches.stream().map(l -> " " + l + " %d").toList());
    var result = new ExternalTool("yosys").run(dir, List.of("-q", "-p", script));
    // An array that combinational loops write is a list of wires: yosys reports that mapping, and it is what is meant.
    var complaints = result.text().lines().filter(l -> !l.isBlank() && !l.contains("Replacing memory")).toList();
    assertThat(complaints).as("yosys: " + script).isEmpty();
    assertThat(result.status()).isZero();
  }

  private List<String> arguments(String... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.addAll(files);
    return all;
  }
}
