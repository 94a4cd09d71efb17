// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.golden.GoldenNetwork;

/** An image's way through a network whose layers on macros are computed by other means: every node on demand, so that a gate is decided before the layer that it switches. Not for several threads. */
final class Forward {
  private final GoldenNetwork golden;
  private final Map<String, Placed> placed;
  private final Map<String, int[]> values = new LinkedHashMap<>();

  /** Computes the sums of a layer on macros. */
  @FunctionalInterface
  interface Sums {
    /**
     * A layer's sums.
     *
     * @param layer which
     * @param map that it reads
     * @param inputs channels that a gate lets through
     * @param wanted outputs that a gate lets through
     */
    int[] of(Placed layer, int[] map, boolean[] inputs, boolean[] wanted);
  }

  Forward(GoldenNetwork golden, Map<String, Placed> placed) {
    this.golden = golden;
    this.placed = placed;
  }

  /** The network's logits; every layer on macros is asked for once. */
  int[] run(byte[] image, Sums sums) {
    values.clear();
    var pixels = new int[image.length];
    for (int i = 0; i < pixels.length; i++) pixels[i] = image[i] & 255;
    values.put(Network.IMAGE, pixels);
    for (var node : golden.network().nodes()) value(node.name(), sums);
    return values.get(golden.network().output().name());
  }

  /** What a node made of the image, once it was computed: all that decides a layer's gates is, before the layer is asked for. */
  int[] known(String name) {
    return values.get(name);
  }

  private int[] value(String name, Sums sums) {
    var known = values.get(name);
    if (known != null) return known;
    var node = golden.network().node(name);
    var layer = placed.get(name);
    var inputs = node.inputs().stream().map(i -> value(i, sums)).toList();
    int[] made = layer == null ? golden.apply(node, inputs) : requantised(node, of(layer, inputs.get(0), sums));
    values.put(name, made);
    return made;
  }

  private int[] of(Placed layer, int[] map, Sums sums) {
    var switches = layer.switches();
    switches.decisions().forEach(d -> value(d, sums));
    return sums.of(layer, map, switches.inputs(values::get, layer.mapping().layer().inputs()), switches.wanted(values::get, layer.mapping().layer().outputs()));
  }

  private static int[] requantised(Node node, int[] sums) {
    Optional<Requantise> requantise = ((Linear) node.op()).requantise();
    if (requantise.isEmpty()) return sums;
    int pixels = sums.length / requantise.get().channels();
    var result = new int[sums.length];
    for (int i = 0; i < sums.length; i++) result[i] = requantise.get().apply(i / pixels, sums[i]);
    return result;
  }
}
