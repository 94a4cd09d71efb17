// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.DesignFault;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.kernel.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.FunctionCycles;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;
import kakure.spec.StreamModel;

/**
 * A user's vectors: what they expect, what the golden function says, what the hardware answers. A row is a cycle, or, of a block with streams, the next transaction of every stream that has values in
 * it; of a function with latency a row's outputs are those of its inputs.
 */
final class VectorCheck {
  private static final int STUCK = 20_000;

  private final VectorFile given;
  private final List<Port> outputs;
  private final List<Map<String, BigInteger>> golden = new ArrayList<>();
  private final List<Map<String, BigInteger>> got = new ArrayList<>();
  private long compared;
  private long mismatches;
  private String first = "";

  private VectorCheck(VectorFile given, Block block) {
    this.given = given;
    this.outputs = Longs.ports(block, Port.Dir.OUT);
  }

  /** What came, and how it compares. */
  record Result(BlockCheck.Report report, VectorFile came) {}

  static <B extends Block> Result run(Simulator simulator, BlockSpec<B> spec, B block, Path file, long seed) {
    var check = new VectorCheck(VectorFile.read(file, block), block);
    long began = System.nanoTime(), cycles;
    var model = spec.golden(block);
    try (var sim = simulator.open(SimOptions.seed(seed).watchRules(false))) {
      if (model instanceof StreamModel streams) check.transactions(sim, streams, block, file);
      else check.cycles(sim, FunctionCycles.of(model, block), model instanceof FunctionModel f ? Math.max(0, f.latency() - 1) : 0, block, file);
      cycles = sim.cycles();
    } catch (DesignFault e) {
      check.found(e.getMessage());
      cycles = e.cycle();
    }
    check.compare(file);
    var report = new BlockCheck.Report(cycles, check.compared, check.mismatches, check.first, (System.nanoTime() - began) / 1e9);
    return new Result(report, check.came());
  }

  private void cycles(Simulation sim, CycleModel model, int delay, Block block, Path file) {
    var inputs = Longs.ports(block, Port.Dir.IN);
    for (var port : inputs) if (given.column(port.name()) < 0) throw new BadInput(file + ":1: there is no column for input " + port.name());
    model.reset();
    List<BigInteger> values = List.of();
    for (int r = 0; r < given.rows().size() + delay; r++) {
      if (r < given.rows().size()) values = inputs(r, inputs, file);
      for (int i = 0; i < inputs.size(); i++) sim.poke(inputs.get(i).name(), values.get(i));
      sim.run(Until.cycles(1));
      var expected = model.step(values);
      if (r < delay) continue;
      var said = new LinkedHashMap<String, BigInteger>();
      var came = new LinkedHashMap<String, BigInteger>();
      for (int i = 0; i < outputs.size(); i++) {
        said.put(outputs.get(i).name(), expected.get(i));
        came.put(outputs.get(i).name(), sim.peek(outputs.get(i).name()));
      }
      golden.add(said);
      got.add(came);
    }
  }

  private List<BigInteger> inputs(int row, List<Port> inputs, Path file) {
    var values = inputs.stream().map(p -> given.rows().get(row).get(given.column(p.name()))).toList();
    for (int i = 0; i < values.size(); i++) if (values.get(i) == null) throw new BadInput(file + ": row " + (row + 1) + " has no value for input " + inputs.get(i).name());
    return values;
  }

  private void transactions(Simulation sim, StreamModel model, Block block, Path file) {
    var inputs = new LinkedHashMap<String, List<List<BigInteger>>>();
    for (var stream : block.streams()) if (stream.dir() == Stream.Dir.IN) inputs.put(stream.name(), of(stream, file));
    var expected = model.run(inputs);
    for (var in : inputs.entrySet()) sim.send(in.getKey(), StreamCheck.pack(sim.design().transaction(in.getKey()), in.getValue()));
    sim.run(Until.idle(STUCK));
    for (var stream : block.streams()) {
      if (stream.dir() == Stream.Dir.IN) continue;
      put(golden, stream, expected.get(stream.name()));
      int n = (int) Math.min(Integer.MAX_VALUE, sim.available(stream.name()));
      var layout = sim.design().transaction(stream.name());
      var records = sim.receive(stream.name(), n);
      var came = new ArrayList<List<BigInteger>>();
      for (int t = 0; t < n; t++) {
        var values = new ArrayList<BigInteger>();
        for (int p = 0; p < stream.data().size(); p++) values.add(layout.get(records, t, p));
        came.add(values);
      }
      put(got, stream, came);
    }
  }

  /** The transactions of a stream: the rows with values in its columns. */
  private List<List<BigInteger>> of(Stream stream, Path file) {
    var all = new ArrayList<List<BigInteger>>();
    for (int r = 0; r < given.rows().size(); r++) {
      var row = given.rows().get(r);
      var values = stream.data().stream().map(p -> given.column(p) < 0 ? null : row.get(given.column(p))).collect(Collectors.toCollection(ArrayList::new));
      long empty = values.stream().filter(v -> v == null).count();
      if (empty == values.size()) continue;
      if (empty > 0) throw new BadInput(file + ": row " + (r + 1) + " has no value for " + stream.data().get(values.indexOf(null)) + " of stream " + stream.name());
      all.add(values);
    }
    return all;
  }

  private static void put(List<Map<String, BigInteger>> rows, Stream stream, List<List<BigInteger>> transactions) {
    for (int t = 0; t < transactions.size(); t++) {
      if (t == rows.size()) rows.add(new LinkedHashMap<>());
      for (int p = 0; p < stream.data().size(); p++) rows.get(t).put(stream.data().get(p), transactions.get(t).get(p));
    }
  }

  private void compare(Path file) {
    int rows = Math.max(given.rows().size(), Math.max(golden.size(), got.size()));
    for (int r = 0; r < rows; r++) {
      for (var port : outputs) {
        int column = given.column(port.name());
        var want = column < 0 || r >= given.rows().size() ? null : given.rows().get(r).get(column);
        var said = r < golden.size() ? golden.get(r).get(port.name()) : null;
        var came = r < got.size() ? got.get(r).get(port.name()) : null;
        if (want == null && said == null) continue;
        compared++;
        if ((want == null || want.equals(came)) && (said == null || said.equals(came)) && (want == null || said == null || want.equals(said))) continue;
        found(file + ": row " + (r + 1) + ", port " + port.name() + ": " + (want == null ? "" : "the file expects " + text(want) + ", ") + "the golden function says " + text(said) + ", the hardware " + text(came));
      }
    }
  }

  private void found(String what) {
    if (mismatches++ == 0) first = what;
  }

  private static String text(BigInteger v) {
    return v == null ? "nothing" : v + " (0x" + v.toString(16) + ")";
  }

  /** The given inputs with the outputs of the hardware. */
  private VectorFile came() {
    var ports = new ArrayList<>(given.ports().stream().filter(p -> p.dir() == Port.Dir.IN).toList());
    ports.addAll(outputs);
    var rows = new ArrayList<List<BigInteger>>();
    for (int r = 0; r < Math.max(given.rows().size(), got.size()); r++) {
      var row = new ArrayList<BigInteger>();
      for (var p : ports) {
        if (p.dir() == Port.Dir.OUT) row.add(r < got.size() ? got.get(r).get(p.name()) : null);
        else row.add(r < given.rows().size() ? given.rows().get(r).get(given.column(p.name())) : null);
      }
      rows.add(row);
    }
    return new VectorFile(ports, rows);
  }
}
