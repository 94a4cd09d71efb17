// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The stream blocks are proven by {@code scripts/formal.sh}, case by case; and every kind of proof refutes designs that were broken on purpose. */
@Tag("slow")
class FormalTest {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  /** A wrong design: the proof's case, what is replaced in its Verilog, and by what. */
  private record Mutant(String harness, String parameters, String original, String replacement) {}

  private static final List<Mutant> MUTANTS = List.of(
      new Mutant("fifo", "width=3,depth=3", "rd_ptr_q == 2'd2", "rd_ptr_q == 2'd3"),
      new Mutant("fifo", "width=3,depth=3", "if (push & ~pop)", "if (push)"),
      new Mutant("fifo", "width=3,depth=5", "count_q != 3'd5", "count_q != 3'd6"),
      new Mutant("fifo", "width=3,depth=2", "if (push) mem", "if (in_valid_i) mem"),
      new Mutant("skid", "width=3", "if (in_ready_q) skid_q", "if (in_valid_i) skid_q"),
      new Mutant("skid", "width=3", "in_ready_q ? in_data_i : skid_q", "in_data_i"),
      new Mutant("skid", "width=3", "advance | (in_ready_q & ~in_valid_i)", "advance"),
      new Mutant("gather", "inWidth=2,outWidth=6", "word_q[3:2] <= 2'd0", "word_q[3:2] <= word_q[3:2]"),
      new Mutant("gather", "inWidth=2,outWidth=6", "~valid_q | out_ready_i", "~valid_q"),
      new Mutant("gather", "inWidth=2,outWidth=6", "in_last_i | at_last_part", "at_last_part"),
      new Mutant("split", "inWidth=6,outWidth=2", "last_q & at_last_part", "last_q"),
      new Mutant("split", "inWidth=6,outWidth=2", "(out_ready_i & at_last_part)", "out_ready_i"),
      new Mutant("split", "inWidth=6,outWidth=2", "else if (pop) word_q", "else if (valid_q) word_q"),
      new Mutant("supermask", "lanes=1,outputs=1", "if (entry_ready_i) entry_valid_q", "entry_valid_q"),
      new Mutant("supermask", "lanes=2,outputs=6,symbolsPerCycle=2", "running & ~(entry_valid_q & ~entry_ready_i)", "running"),
      new Mutant("supermask", "lanes=4,outputs=3,oneof=2", "index_whole & ~crc_bad & ~(entry_valid_q & ~entry_ready_i)", "index_whole & ~crc_bad"),
      new Mutant("supermask", "lanes=8,outputs=3,group=4", "place_q <= last_place ? 2'd1 : place_q << 1", "place_q <= 2'd1"),
      new Mutant("supermask", "lanes=4,outputs=1,oneof=4", "index_bad) begin entry_valid_q <= 1'b0;", "index_bad) begin"),
      new Mutant("supermask", "lanes=16,outputs=17,group=8", "if (last_piece) place_q", "place_q"),
      new Mutant("maskstream", "codec=rice,width=3", "if (word_ready_i) word_valid_q", "word_valid_q"),
      new Mutant("maskstream", "codec=golomb,width=3", "& ~(word_valid_q & ~word_ready_i)", ""),
      new Mutant("maskstream", "codec=block,width=3", "word_last_q <= left == 32'd0", "word_last_q <= 1'b0"));

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> proofs() throws Exception {
    return cases().stream().map(c -> dynamicTest(c.get(0) + " " + c.get(2), () -> {
      var file = temp.resolve(module(c) + ".v");
      Files.writeString(file, emit(c));
      var result = prove(c, file);
      assertThat(result.text()).isEqualTo(module(c) + ": proven, " + c.get(3) + "\n");
      assertThat(result.status()).isZero();
    }));
  }

  @TestFactory
  Stream<DynamicTest> brokenDesignsAreRefuted() {
    return MUTANTS.stream().map(m -> dynamicTest(m.harness() + ": " + m.original() + " -> " + m.replacement(), () -> {
      var c = cases().stream().filter(f -> f.get(0).equals(m.harness()) && f.get(2).equals(m.parameters())).findFirst().orElseThrow();
      var verilog = emit(c);
      assertThat(verilog).contains(m.original());
      var file = Files.createTempDirectory(temp, "mutant").resolve(module(c) + ".v");
      Files.writeString(file, verilog.replace(m.original(), m.replacement()));
      var result = prove(c, file);
      assertThat(result.status()).as(result.text()).isEqualTo(1);
      assertThat(result.text()).contains("refuted");
    }));
  }

  private static ExternalTool.Result prove(List<String> fields, Path file) throws Exception {
    for (var tool : List.of("yosys", "yosys-smtbmc", "z3")) new ExternalTool(tool).require();
    var arguments = new ArrayList<>(List.of("formal.sh", "prove"));
    arguments.addAll(fields);
    arguments.add(file.toString());
    return new ExternalTool("bash").run(SCRIPTS, arguments);
  }

  private static List<List<String>> cases() throws Exception {
    try (var lines = Files.lines(SCRIPTS.resolve("formal/cases.txt"))) {
      return lines.filter(l -> !l.isBlank() && !l.startsWith("#")).map(l -> List.of(l.trim().split("\\s+"))).toList();
    }
  }

  private static String emit(List<String> fields) {
    var netlist = netlist(fields);
    return Emitter.emit(netlist, EmitOptions.defaults()).get(netlist.top().name() + ".v");
  }

  private static String module(List<String> fields) {
    return netlist(fields).top().name();
  }

  private static Netlist netlist(List<String> fields) {
    var parameters = new TreeMap<String, String>();
    for (var setting : fields.get(2).split(",")) {
      var pair = setting.split("=");
      parameters.put(pair[0], pair[1]);
    }
    var spec = Blocks.all().stream().filter(s -> s.name().equals(fields.get(1))).findFirst().orElseThrow();
    return Netlist.elaborate(spec.parse(Map.copyOf(parameters)));
  }
}
