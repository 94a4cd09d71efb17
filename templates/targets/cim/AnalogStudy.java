// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.cimtile.CimTile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kakure.CheckFailed;
import kakure.golden.SignGenerator;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;

/**
 * A network whose layers are read off macros, image by image, on all processors. The noise of image i begins as in a macro of seed {@link #noiseSeed}, so that no image depends on another, nor on who computes it.
 *
 * @param network whose integers are computed
 * @param layers on macros
 * @param gating how deep they switch off
 * @param images as the network reads them
 * @param seed of all noise
 */
record AnalogStudy(Network network, List<Placed> layers, Gating gating, List<byte[]> images, int seed) {
  /** The seed of the macro that computes image i. */
  static int noiseSeed(int seed, int image) {
    return SignGenerator.base(seed, image) & Integer.MAX_VALUE;
  }

  /** An image's way, by macros that one thread has. */
  @FunctionalInterface
  private interface Way {
    void go(int image, byte[] pixels, GoldenNetwork golden, Forward forward);
  }

  private void all(List<byte[]> of, Supplier<Way> way) {
    int workers = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, of.size()));
    IntStream.range(0, workers).parallel().forEach(w -> {
      var golden = new GoldenNetwork(network);
      var forward = new Forward(golden, byName());
      var own = way.get();
      for (int i = w; i < of.size(); i += workers) own.go(i, of.get(i), golden, forward);
    });
  }

  private Map<String, Placed> byName() {
    var all = new LinkedHashMap<String, Placed>();
    layers.forEach(l -> all.put(l.node().name(), l));
    return all;
  }

  /** The classes that the images are given at a point. @param told after each image, by any thread */
  int[] classes(AnalogPoint point, Runnable told) {
    var classes = new int[images.size()];
    all(images, () -> {
      var macros = new AnalogMacros(layers, point, gating);
      return (i, image, golden, forward) -> {
        macros.lines().seed(noiseSeed(seed, i));
        classes[i] = network.label(forward.run(image, macros::sums));
        told.run();
      };
    });
    return classes;
  }

  /**
   * The classes that the integer network gives, after every sum of every layer was found to be the same by the point's converters, by exact counts on the same macros, and in the integer network.
   *
   * @param exact a point that is to be exact
   * @throws CheckFailed naming image, layer and output of the first sum that is not
   */
  int[] exact(AnalogPoint exact, Runnable told) {
    var classes = new int[images.size()];
    all(images, () -> {
      var analog = new AnalogMacros(layers, exact, gating);
      var digital = new AnalogMacros(layers, AnalogPoint.digital(exact.tile()), gating);
      return (i, image, golden, forward) -> {
        classes[i] = network.label(forward.run(image, (layer, map, inputs, wanted) -> {
          int[] sums = analog.sums(layer, map, inputs, wanted);
          hold(i, layer, "counted exactly", digital.sums(layer, map, inputs, wanted), sums);
          hold(i, layer, "the integer network's", gating.gates() ? layer.expected(golden.sums(layer.node(), map), wanted) : golden.sums(layer.node(), map), sums);
          return sums;
        }));
        told.run();
      };
    });
    return classes;
  }

  private static void hold(int image, Placed layer, String whose, int[] expected, int[] sums) {
    for (int k = 0; k < sums.length; k++) {
      if (sums[k] == expected[k]) continue;
      throw new CheckFailed("image " + image + ", layer " + layer.node().name() + ", output " + k + ": converters that are to be exact give a sum of " + sums[k] + ", " + whose + " is " + expected[k]);
    }
  }

  /** Ones on the lines, of other images, counted exactly. */
  LineCounts counts(CimTile tile, List<byte[]> of) {
    var digital = AnalogPoint.digital(tile);
    int patterns = tile.shape().widestPattern() + 1;
    var counts = LineCounts.none(patterns, tile.bits(), tile.rows());
    all(of, () -> {
      var macros = new AnalogMacros(layers, digital, gating);
      return (i, image, golden, forward) -> {
        var own = LineCounts.none(patterns, tile.bits(), tile.rows());
        forward.run(image, (layer, map, inputs, wanted) -> {
          macros.lines().count(own.seen()[layer.mapping().pattern()]);
          return macros.sums(layer, map, inputs, wanted);
        });
        synchronized (counts) {
          counts.add(own);
        }
      };
    });
    return counts;
  }
}
