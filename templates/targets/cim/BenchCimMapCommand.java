// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.console.Terminal;
import picocli.CommandLine.Command;
import targets.cim.mapper.Bounds;
import targets.cim.mapper.Exact;
import targets.cim.mapper.LatentGates;
import targets.cim.mapper.LayerWeights;
import targets.cim.mapper.OffSets;
import targets.cim.mapper.Packer;
import targets.cim.mapper.Partition;
import targets.cim.mapper.StaticUnits;

/** {@code kakure bench-cim-map}: how much of what gates and masks allow the mapper switches off, on gates made up from a seed. {@code make bench-cim-map} calls it. */
@Command(name = "bench-cim-map", hidden = true, header = "Channels permuted over segments, beside natural order, bounds and the exact optimum: lines \"figure NAME VALUE UNIT\".")
public final class BenchCimMapCommand implements Runnable {
  /** Gates inside the blocks of ResNet14: three stages of two. */
  private static final List<Integer> CHANNELS = List.of(16, 16, 32, 32, 64, 64);
  private static final int IMAGES = 2000;

  @Override
  public void run() {
    for (var kind : List.of(Map.entry("inside", LatentGates.INSIDE), Map.entry("following", LatentGates.FOLLOWING))) for (int size : List.of(2, 4, 8, 16)) dynamic(kind.getKey(), kind.getValue(), size);
    for (int size : List.of(2, 4)) exact(size);
    masks();
    Terminal.clear();
  }

  /** Shares over all channels, fitted on half of the images and judged on the other half. */
  private static void dynamic(String name, LatentGates kind, int size) {
    double natural = 0, simple = 0, permuted = 0, usual = 0, bound = 0, channels = 0;
    for (int l = 0; l < CHANNELS.size(); l++) {
      int c = CHANNELS.get(l);
      Terminal.progress(name + " gates, segments of " + size + ", layer " + (l + 1) + " of " + CHANNELS.size());
      var gates = kind.gates(c, 2 * IMAGES, l + 1);
      var judged = gates.between(IMAGES, 2 * IMAGES);
      var fit = gates.between(0, IMAGES);
      var bounds = Bounds.of(judged, size);
      natural += c * Partition.natural(c, size).share(judged);
      simple += c * Packer.simple(fit, size).share(judged);
      permuted += c * Packer.best(fit, size).share(judged);
      usual += c * bounds.usual();
      bound += c * bounds.least();
      channels += c;
    }
    String prefix = "cim.map." + name + ".g" + size + ".";
    figure(prefix + "natural", natural / channels, "fraction");
    figure(prefix + "greedy", simple / channels, "fraction");
    figure(prefix + "permuted", permuted / channels, "fraction");
    figure(prefix + "bound_usual", usual / channels, "fraction");
    figure(prefix + "bound", bound / channels, "fraction");
    figure(prefix + "ratio_usual", permuted / usual, "ratio");
    figure(prefix + "ratio", permuted / bound, "ratio");
  }

  /** The worst of 20 layers of 16 channels, half of them with gates that follow the image. */
  private static void exact(int size) {
    double worst = 1, greedy = 1, bound = 1;
    for (int n = 0; n < 20; n++) {
      OffSets gates = (n % 2 == 0 ? LatentGates.INSIDE : LatentGates.FOLLOWING).gates(16, IMAGES, 100 + n);
      double exact = Exact.of(gates, size).share(gates);
      worst = Math.min(worst, Packer.best(gates, size).share(gates) / exact);
      greedy = Math.min(greedy, Packer.simple(gates, size).share(gates) / exact);
      bound = Math.min(bound, exact / Bounds.of(gates, size).least());
    }
    figure("cim.map.exact.g" + size + ".found", worst, "ratio");
    figure("cim.map.exact.g" + size + ".greedy", greedy, "ratio");
    figure("cim.map.exact.g" + size + ".of_bound", bound, "ratio");
  }

  /** Masks without structure, 3x3 on 64 channels: what is off without any gate. */
  private static void masks() {
    for (int[] of : new int[][] {{5, 8, 1}, {5, 8, 8}, {5, 16, 8}, {10, 4, 1}, {10, 4, 8}, {30, 4, 1}, {30, 8, 1}}) {
      var random = new SplittableRandom(of[0]);
      var values = random.doubles(64 * 64 * 9).mapToInt(v -> v * 100 < of[0] ? 1 : 0).toArray();
      var units = StaticUnits.of(new LayerWeights("iid", 64, 64, 9, values), of[1], of[2]);
      String prefix = "cim.map.mask_k" + of[0] + "." + of[1] + "x" + of[2] + ".";
      figure(prefix + "natural", units.natural(), "fraction");
      figure(prefix + "permuted", units.permuted(), "fraction");
      figure(prefix + "bound", units.bound(), "fraction");
    }
  }

  private static void figure(String name, double value, String unit) {
    Terminal.clear();
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }
}
