// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

/**
 * What a mask alone switches off, without any gate: shares of units that hold no weight.
 *
 * @param length rows of a unit, L
 * @param width outputs of a unit, W
 * @param natural rows as they come: channels of a tap side by side
 * @param permuted one order of rows for all column groups
 * @param bound every column group in a row order of its own: floor(empty rows / L) / (rows / L)
 */
public record StaticUnits(int length, int width, double natural, double permuted, double bound) {
  /** The figures of a layer's weights on units of a size. */
  public static StaticUnits of(LayerWeights layer, int length, int width) {
    int rows = layer.inputs() * layer.taps(), groups = (layer.outputs() + width - 1) / width;
    var sets = OffSets.of(rows, groups, (r, g) -> {
      for (int o = g * width; o < Math.min(layer.outputs(), (g + 1) * width); o++) if (layer.weight(o, r % layer.inputs(), r / layer.inputs()) != 0) return false;
      return true;
    });
    return new StaticUnits(length, width, Partition.natural(rows, length).share(sets), Packer.best(sets, length).share(sets), Bounds.perSample(sets, length));
  }
}
