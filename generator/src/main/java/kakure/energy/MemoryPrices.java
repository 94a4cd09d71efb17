// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kakure.flow.Handed;
import kakure.flow.Memory;
import kakure.flow.sram.SramLibrary;
import kakure.flow.sram.SramMacro;
import kakure.flow.sram.Tiling;

/**
 * What accesses of a design's memories take, each built of the macros of a library as a flow builds it: a word lies in a row of macros, of which an access wakes all, and none beside them. A memory that is read and written
 * in one cycle has two accesses.
 *
 * @param prices by the module of a memory
 * @param left memories without a price, and why
 * @param macros that were chosen, by name
 */
public record MemoryPrices(Map<String, Price> prices, List<String> left, List<SramMacro> macros) {
  /** Without macros: nothing is known of what a memory takes. */
  public static final MemoryPrices NONE = new MemoryPrices(Map.of(), List.of(), List.of());

  /** A memory's. @param tiling its macros, @param read femtojoules of a word, @param write of a word or a part of it */
  public record Price(Tiling tiling, double read, double write) {
    /** Its macros: {@code 2 x 4 RM_512x64}, banks and columns. */
    public String text() {
      return tiling.banks() + " x " + tiling.columns() + " " + tiling.macro().name();
    }
  }

  /** Of a design's memories. @param macros of a library, if there is one, @param directory that holds the design's files */
  static MemoryPrices of(Optional<SramLibrary> macros, Path directory) {
    return macros.map(library -> of(library, Handed.read(directory, Set.of(), null).memories())).orElse(NONE);
  }

  static MemoryPrices of(SramLibrary library, List<Memory> memories) {
    var prices = new TreeMap<String, Price>();
    var left = new ArrayList<String>();
    for (var memory : memories) {
      var tiling = Tiling.of(memory, library.macros());
      var price = tiling.flatMap(MemoryPrices::price);
      if (tiling.isEmpty()) left.add(memory.module() + ", which no macros serve");
      else if (tiling.get().empty()) left.add(memory.module() + ", too small for a macro");
      else if (price.isEmpty()) left.add(memory.module() + ", as " + tiling.get().macro().liberty().getFileName() + " does not tell what a cycle takes");
      else prices.put(memory.module(), price.get());
    }
    var chosen = prices.values().stream().map(p -> p.tiling().macro()).collect(Collectors.toMap(SramMacro::name, m -> m, (a, b) -> a, TreeMap::new));
    return new MemoryPrices(prices, left, List.copyOf(chosen.values()));
  }

  private static Optional<Price> price(Tiling tiling) {
    var read = tiling.macro().read();
    var write = tiling.macro().write();
    return read.isPresent() && write.isPresent() ? Optional.of(new Price(tiling, tiling.columns() * read.getAsDouble(), tiling.columns() * write.getAsDouble())) : Optional.empty();
  }

  /** Of a module; nothing where it is left. */
  public Optional<Price> of(String module) {
    return Optional.ofNullable(prices.get(module));
  }
}
