// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.FunctionCycles;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Declared timing is true: combinational arcs by the structure of the Verilog, latencies by perturbing the golden function, which co-simulation shows equal to it. */
final class Arcs {
  private static final int TRIALS = 200;
  private static final int MOST_TRIALS = 20_000;
  private static final int LOOK_AHEAD = 8;

  private Arcs() {}

  /** The block's combinational arcs are exactly those that yosys finds; loops and latencies are judged by them. */
  static void combinational(Block block, Path dir) throws Exception {
    var netlist = Netlist.elaborate(block);
    for (var file : Emitter.emit(netlist, EmitOptions.defaults()).entrySet()) Files.writeString(dir.resolve(file.getKey()), file.getValue());
    var script = new StringBuilder("read_verilog *.v; hierarchy -top " + block.moduleName() + "; proc; flatten; opt_clean;");
    var ports = netlist.top().ports();
    for (var p : ports) {
      if (p.dir() == Port.Dir.OUT) script.append(" log cone of ").append(p.name()).append("; select -list ").append(block.moduleName()).append('/').append(p.name())
          .append(" %ci*:-$dff,$dffe,$adff,$adffe,$sdff,$sdffe,$sdffce ").append(block.moduleName()).append("/i:* %i;");
    }
    // A file, as Yosys 0.52 cuts what -p says at commas.
    Files.writeString(dir.resolve("arcs.ys"), script.append(" log cones end\n"));
    var result = new ExternalTool("yosys").run(dir, List.of("-QT", "-s", "arcs.ys"));
    assertThat(result.status()).as(result.text()).isZero();
    // A clock that leaves a clock gate does so in no cycle's time.
    var clocks = ports.stream().filter(p -> p.role() == Port.Role.CLOCK).map(Port::name).toList();
    var found = new TreeSet<String>();
    String output = null;
    for (var line : result.text().lines().toList()) {
      if (line.startsWith("cone of ")) output = line.substring("cone of ".length());
      else if (line.startsWith("cones end")) output = null;
      else if (output != null && line.startsWith(block.moduleName() + "/") && !clocks.contains(line.substring(block.moduleName().length() + 1))) found.add(line.substring(block.moduleName().length() + 1) + " -> " + output);
    }
    var declared = new TreeSet<String>();
    for (var arc : netlist.top().arcs()) if (arc.comb()) declared.add(arc.from() + " -> " + arc.to());
    if (block.clocked() || !block.arcs().isEmpty()) assertThat(found).as("combinational paths of " + block.moduleName() + " are those of arcs()").isEqualTo(declared);
    else assertThat(declared).as("combinational paths of " + block.moduleName()).containsAll(found);
  }

  /** What changes in an input shows in the output after the declared cycles at the earliest, and once exactly then. */
  static <B extends Block> void latencies(BlockSpec<B> spec, B block, long seed) {
    var rng = new SplittableRandom(seed);
    for (var arc : Netlist.elaborate(block).top().arcs()) {
      if (arc.comb() || spec.golden(block) instanceof StreamModel || !(spec.stimulus(block, seed, 1) instanceof Stimulus.Cycles)) continue;
      int earliest = Integer.MAX_VALUE;
      // Rare effects (one of 32 selected, behind an enable) take many trials to be seen once; that none is early takes a fixed number.
      for (int i = 0; i < TRIALS || earliest > arc.cycles() && i < MOST_TRIALS; i++) earliest = Math.min(earliest, trial(spec, block, arc, rng));
      assertThat(earliest).as("cycles from " + arc.from() + " to " + arc.to() + " of " + block.moduleName() + ", declared " + arc.cycles()).isEqualTo(arc.cycles());
    }
  }

  private static <B extends Block> int trial(BlockSpec<B> spec, B block, Arc arc, SplittableRandom rng) {
    int at = rng.nextInt(4, 24);
    var plain = ((Stimulus.Cycles) spec.stimulus(block, rng.nextLong(), at + arc.cycles() + LOOK_AHEAD)).inputs();
    int from = index(block, Port.Dir.IN, arc.from());
    int to = index(block, Port.Dir.OUT, arc.to());
    var touched = new ArrayList<>(plain);
    var values = new ArrayList<>(plain.get(at));
    int width = Port.of(block).stream().filter(p -> p.name().equals(arc.from())).findFirst().orElseThrow().type().width();
    values.set(from, values.get(from).xor(BigInteger.ONE.shiftLeft(rng.nextInt(width))));
    touched.set(at, values);
    var a = run(FunctionCycles.of(spec.golden(block), block), plain, to);
    var b = run(FunctionCycles.of(spec.golden(block), block), touched, to);
    for (int t = at; t < a.size(); t++) if (a.get(t) != null && b.get(t) != null && !a.get(t).equals(b.get(t))) return t - at + 1;
    return Integer.MAX_VALUE;
  }

  private static List<BigInteger> run(CycleModel model, List<List<BigInteger>> inputs, int output) {
    model.reset();
    var shown = new ArrayList<BigInteger>();
    for (var values : inputs) shown.add(model.step(values).get(output));
    return shown;
  }

  private static int index(Block block, Port.Dir dir, String name) {
    return Port.of(block).stream().filter(p -> p.dir() == dir && p.role() == Port.Role.SIGNAL).map(Port::name).toList().indexOf(name);
  }
}
