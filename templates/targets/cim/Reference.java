// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import targets.cim.mapper.Gates;
import targets.cim.mapper.Mapper;
import targets.cim.mapper.Mapping;
import targets.cim.mapper.OffSets;
import targets.cim.mapper.Totals;
import targets.cim.mapper.UnitBound;

/** What the images of a run would have taken elsewhere: in macros that are not cut into units, in natural order; and how many units any order could switch off. Reckoned beside the simulation, image by image; thread-safe. */
final class Reference {
  private final Mapper mapper;
  private final Map<String, Gates> fitted;
  private final Totals.Depth depth;
  private final Map<String, Mapping> natural = new LinkedHashMap<>();
  private Sums sums;

  /**
   * What was seen until now.
   *
   * @param images how many
   * @param uncut in natural order, nothing switched off, each segment sensed by itself
   * @param natural in natural order, as much switched off as in the run
   * @param placed as in the run; each macro load begins without power
   * @param bound units times operations off in the best order of each image
   */
  record Sums(int images, Totals uncut, Totals natural, Totals placed, double bound) {
    private Sums plus(Sums o) {
      return new Sums(images + o.images, Totals.sum(List.of(uncut, o.uncut)), Totals.sum(List.of(natural, o.natural)), Totals.sum(List.of(placed, o.placed)), bound + o.bound);
    }

    /** Share of units, of those that hold rows and outputs, that can be off for a whole operation. */
    double unitBound() {
      return bound / placed.unitOperations();
    }
  }

  /** A layer and an image: its gates, and what it reads at every place. */
  record Seen(Placed layer, Gates gates) {
    /**
     * Of a map.
     *
     * @param inputs channels that are on
     * @param wanted outputs likewise
     */
    static Seen of(Placed layer, int[] map, boolean[] inputs, boolean[] wanted) {
      var operations = new ArrayList<Gates.Operation>();
      for (int p = 0; p < layer.vectors().count(); p++) operations.add(new Gates.Operation(0, layer.vectors().bytes(map, p)));
      return new Seen(layer, new Gates(OffSets.of(inputs.length, 1, (c, i) -> !inputs[c]), OffSets.of(wanted.length, 1, (o, i) -> !wanted[o]), operations));
    }
  }

  /**
   * Nothing was seen yet.
   *
   * @param fitted gates by which layers are placed
   * @param depth of the run
   */
  Reference(Mapper mapper, Map<String, Gates> fitted, Totals.Depth depth) {
    this.mapper = mapper;
    this.fitted = fitted;
    this.depth = depth;
  }

  private synchronized Mapping natural(Mapping placed) {
    return natural.computeIfAbsent(placed.layer().name(), name -> mapper.natural(placed.layer(), fitted.get(name)));
  }

  /** Adds an image, of which all layers were seen. */
  void add(List<Seen> image) {
    var uncut = new ArrayList<Totals>();
    var same = new ArrayList<Totals>();
    var placed = new ArrayList<Totals>();
    double bound = 0;
    for (var s : image) {
      var plain = natural(s.layer.mapping());
      uncut.add(Totals.of(plain.with(0), s.gates, mapper.phases(), Totals.Depth.NONE));
      same.add(Totals.of(plain, s.gates, mapper.phases(), depth));
      var own = Totals.of(s.layer.mapping(), s.gates, mapper.phases(), depth);
      placed.add(own);
      bound += UnitBound.of(s.layer.mapping(), s.gates) * own.unitOperations();
    }
    add(new Sums(1, Totals.sum(uncut), Totals.sum(same), Totals.sum(placed), bound));
  }

  private synchronized void add(Sums more) {
    sums = sums == null ? more : sums.plus(more);
  }

  /** What was seen; nothing where no image was. */
  synchronized Optional<Sums> sums() {
    return Optional.ofNullable(sums);
  }
}
