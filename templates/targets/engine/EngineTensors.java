// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kakure.network.Shape;
import kakure.network.golden.GoldenNetwork;
import kakure.target.Trace;

/**
 * The tensors of a network on the engine: a layer's result, and before it what it pools. Where all is sent that is the map, without the odd last line or column that nobody pools and the engine does not send; where
 * writes are watched it is what the memory holds half-way, the largest of each window without its last line.
 */
final class EngineTensors {
  private EngineTensors() {}

  static String unpooledName(Layer layer) {
    return layer.name() + ":unpooled";
  }

  static String unpooledTitle(Layer layer) {
    return "layer " + layer.name() + " before pooling";
  }

  static String halfName(Layer layer) {
    return layer.name() + ":half";
  }

  static String halfTitle(Layer layer) {
    return "layer " + layer.name() + " half pooled (even lines)";
  }

  static String title(Layer layer) {
    return "layer " + layer.name();
  }

  static Trace golden(OutputLayout layout, GoldenNetwork.Trace trace) {
    List<Trace.Tensor> tensors = new ArrayList<>();
    for (int l = 0; l < layout.plan.layers().size(); l++) {
      var layer = layout.plan.layers().get(l).layer();
      if (!layer.links().told()) continue;
      if (layout.pooled[l] != null) tensors.add(new Trace.Tensor(unpooledName(layer), unpooledTitle(layer), l, layer.pooled(), cut(part(trace.values(layer.links().value()), layer), layer)));
      if (layout.half[l]) tensors.add(new Trace.Tensor(halfName(layer), halfTitle(layer), l, layer.result(), half(part(trace.values(layer.links().value()), layer), layer)));
      tensors.add(new Trace.Tensor(layer.name(), title(layer), l, layer.result(), part(trace.values(layer.output()), layer)));
    }
    return Trace.golden(tensors);
  }

  /** The channels or pixels of a map that a layer computes. */
  private static int[] part(int[] map, Layer layer) {
    var part = layer.part();
    if (part.onePlane()) return plane(map, layer);
    int plane = map.length / part.all(), outputs = layer.mask().outputs();
    return !layer.isPart() ? map : Arrays.copyOfRange(map, part.first() * plane, (part.first() + outputs) * plane);
  }

  private static int[] plane(int[] map, Layer layer) {
    var whole = layer.whole();
    var to = layer.result();
    var values = new int[to.elements()];
    for (int i = 0; i < values.length; i++) {
      int y = 2 * (i / to.width() % to.height()) + layer.part().plane() / 2, x = 2 * (i % to.width()) + layer.part().plane() % 2;
      values[i] = map[(i / to.pixels() * whole.height() + y) * whole.width() + x];
    }
    return values;
  }

  private static int[] half(int[] map, Layer layer) {
    var window = layer.pool().orElseThrow().window();
    var from = layer.out();
    var to = layer.result();
    var values = new int[to.elements()];
    for (int i = 0; i < values.length; i++) {
      int top = i / to.width() % to.height() * window.stride() - window.padTop(), left = i % to.width() * window.stride() - window.padLeft(), plane = i / to.pixels() * from.pixels();
      for (int y = Math.max(0, top); y < Math.min(from.height(), top + window.kernelHeight() - 1); y++)
        for (int x = Math.max(0, left); x < Math.min(from.width(), left + window.kernelWidth()); x++) values[i] = Math.max(values[i], map[plane + y * from.width() + x]);
    }
    return values;
  }

  private static int[] cut(int[] map, Layer layer) {
    var from = layer.out();
    var to = layer.pooled();
    if (to.equals(from)) return map;
    var values = new int[to.elements()];
    int at = 0;
    for (int row = 0; row < from.channels() * from.height(); row++) {
      if (row % from.height() >= to.height()) continue;
      for (int x = 0; x < to.width(); x++) values[at++] = map[row * from.width() + x];
    }
    return values;
  }
}
