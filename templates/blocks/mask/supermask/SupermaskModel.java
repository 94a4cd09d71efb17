// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.MaskBits;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.SupermaskCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.spec.StreamModel;
import kakure.spec.Values;

/** Coded layers in, entries out: the words of each layer through {@link SupermaskCodec}, its mask cut into entries. */
final class SupermaskModel implements StreamModel {
  private final MaskLayout layout;

  SupermaskModel(MaskLayout layout) {
    this.layout = layout;
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var entries = new ArrayList<List<BigInteger>>();
    for (var words = inputs.get("msk").iterator(); words.hasNext();) entries(entries, SupermaskCodec.decode(MaskWords.next(words, layout.words()), layout));
    return Map.of("entry", entries);
  }

  private void entries(List<List<BigInteger>> entries, SupermaskCodec.Decoded mask) {
    var shape = mask.shape();
    var order = new MaskOrder(layout, shape, mask.kind());
    for (int g = 0; g < layout.outputGroups(shape); g++) {
      for (int turn = 0; turn < order.turns(); turn++) {
        for (int t = 0; t < shape.taps(); t++) {
          boolean last = turn == order.turns() - 1 && t == shape.taps() - 1;
          boolean end = last && g == layout.outputGroups(shape) - 1;
          entries.add(List.of(entry(mask, order, g, turn, t), Values.of(last), Values.of(end)));
        }
      }
    }
  }

  /** The plane that enables, then those of the bits of the channel that an element takes. */
  private BigInteger entry(MaskBits mask, MaskOrder order, int group, int turn, int tap) {
    int rows = layout.streams(), outputs = layout.outputs(), used = layout.outputsOf(order.shape(), group), base = group * outputs;
    var entry = BigInteger.ZERO;
    if (!order.kind().isOneOf()) {
      for (int b = 0; 1 << b < layout.group(); b++) {
        for (int i = 0; i < rows * outputs; i++) if ((order.select(turn) >> b & 1) == 1) entry = entry.setBit((1 + b) * rows * outputs + i);
      }
    }
    for (int row = 0; row < order.active(turn); row++) {
      for (int i = 0; i < (order.kind().isOneOf() ? layout.oneof() : 1); i++) {
        int channel = order.channel(turn, row) + i;
        for (int o = 0; o < used && channel < order.shape().channels(); o++) {
          if (!mask.bit(base + o, channel, tap)) continue;
          entry = entry.setBit((order.kind().isOneOf() && layout.group() == 1 ? row * layout.oneof() + i : row) * outputs + o);
          for (int b = 0; order.kind().isOneOf() && 1 << b < layout.group(); b++) if ((i >> b & 1) == 1) entry = entry.setBit(((1 + b) * rows + row) * outputs + o);
        }
      }
    }
    return entry;
  }
}
