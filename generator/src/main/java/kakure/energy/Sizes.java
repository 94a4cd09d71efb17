// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import kakure.eda.Liberty;
import kakure.eda.ModuleAreas;
import kakure.eda.Pricing;
import kakure.eda.Statistics;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.flow.sram.SramLibrary;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Netlist;
import kakure.kernel.Port;

/** Parts of a design that is mapped module by module and never put together: for designs whose netlist nobody would simulate. */
public final class Sizes {
  private final Pricing pricing;
  private final MemoryPrices memories;
  private final Map<String, Statistics> cells;

  private Sizes(Pricing pricing, MemoryPrices memories, Map<String, Statistics> cells) {
    this.pricing = pricing;
    this.memories = memories;
    this.cells = cells;
  }

  /** A design. @param parts of it, @param memories what an access of them takes */
  public record Sized(List<Part> parts, MemoryPrices memories) {}

  /**
   * Emits and maps a block.
   *
   * @param macros of which memories are built, if what these take is asked
   * @return parts as {@link Gates} has them, in the same order and of the same size where the same block is simulated
   * @throws kakure.cosim.ToolException where yosys is missing or fails
   */
  public static Sized of(Block top, Pricing pricing, Optional<SramLibrary> macros, Path work, Consumer<String> progress) {
    progress.accept("synthesis of " + top.moduleName());
    var netlist = Netlist.elaborate(top);
    var files = Emitter.emit(netlist, EmitOptions.defaults());
    var directory = work.resolve("energy").resolve("modules").resolve(top.moduleName());
    Output.write(directory, files);
    var cells = ModuleAreas.cells(new Yosys(directory), pricing.library(), top.moduleName(), files.get("logic.f").lines().toList(), files.get("macros.f").lines().toList(), pricing.around());
    var memories = MemoryPrices.of(macros, directory);
    return new Sized(new Sizes(pricing, memories, cells).parts(netlist), memories);
  }

  private List<Part> parts(Netlist netlist) {
    var parts = new ArrayList<Part>();
    var top = netlist.top();
    var all = new Sum();
    add(top.name(), all);
    var own = own(top.name());
    Parts.instances(top).forEach((name, block) -> {
      var sum = new Sum();
      add(block.moduleName(), sum);
      parts.add(new Part(name, block.moduleName(), sum.cells, sum.area));
    });
    parts.add(new Part(parts.isEmpty() ? top.name() : Parts.OWN, top.name(), own.cells, own.area));
    parts.add(new Part(Parts.CLOCK, "", 0, all.clocked));
    parts.add(new Part(Parts.INPUTS, "", 0, bits(top.ports(), Port.Dir.IN)));
    parts.add(new Part(Parts.MACROS, "", 0, driven(netlist, all)));
    new TreeMap<>(Parts.instances(top)).forEach((name, block) -> {
      var sum = new Sum();
      if (block instanceof Macro) sum.boxes.put(block.moduleName(), 1);
      else add(block.moduleName(), sum);
      double read = sum.boxes.entrySet().stream().mapToDouble(b -> b.getValue() * memories.of(b.getKey()).map(MemoryPrices.Price::read).orElse(0.0)).sum();
      if (read > 0) parts.add(new Part(Parts.WITHIN + name, "", 0, read));
    });
    return parts;
  }

  /** What modules hold together. */
  private static final class Sum {
    private int cells;
    private double area;
    private double clocked;
    private final Map<String, Integer> boxes = new LinkedHashMap<>();
  }

  /** By type; of a black box none. */
  private Map<String, Integer> cells(String module) {
    return cells.containsKey(module) ? cells.get(module).cells() : Map.of();
  }

  private Sum own(String module) {
    var sum = new Sum();
    cells(module).forEach((type, n) -> {
      var cell = pricing.library().cells().get(type);
      if (cell == null) return;
      sum.cells += n;
      sum.area += n * cell.area();
      sum.clocked += n * cell.pins().values().stream().filter(Liberty.Pin::clock).mapToDouble(Liberty.Pin::capacitance).sum();
    });
    return sum;
  }

  private void add(String module, Sum to) {
    var own = own(module);
    to.cells += own.cells;
    to.area += own.area;
    to.clocked += own.clocked;
    cells(module).forEach((type, n) -> {
      if (pricing.library().cells().containsKey(type)) return;
      for (int i = 0; i < n; i++) {
        if (!cells(type).isEmpty()) add(type, to);
        else to.boxes.merge(type, 1, Integer::sum);
      }
    });
  }

  private static double driven(Netlist netlist, Sum all) {
    return netlist.modules().stream().filter(d -> d.block().orElse(null) instanceof Macro).mapToDouble(d -> all.boxes.getOrDefault(d.name(), 0) * bits(d.ports(), Port.Dir.OUT)).sum();
  }

  /** Bits of ports of a direction. */
  static double bits(List<Port> ports, Port.Dir dir) {
    return ports.stream().filter(p -> p.dir() == dir).mapToInt(p -> p.type().width()).sum();
  }
}
