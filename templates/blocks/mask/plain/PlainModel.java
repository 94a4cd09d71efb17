// SPDX-License-Identifier: Apache-2.0
package blocks.mask.plain;

import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.spec.StreamModel;
import kakure.spec.Values;

/** Layers of plain bits in, entries out: the words of each layer through {@link CountedMask}, its mask cut into entries. */
final class PlainModel implements StreamModel {
  private final PlainMasks block;

  PlainModel(PlainMasks block) {
    this.block = block;
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var entries = new ArrayList<List<BigInteger>>();
    for (var words = inputs.get("msk").iterator(); words.hasNext();) entries(entries, CountedMask.decode(block, MaskWords.next(words)));
    return Map.of("entry", entries);
  }

  private void entries(List<List<BigInteger>> entries, SupermaskCodec.Decoded mask) {
    var shape = mask.shape();
    for (int first = 0; first < shape.outputs(); first += block.outputs()) {
      for (int channel = 0; channel < shape.channels(); channel += block.lanes()) {
        for (int tap = 0; tap < shape.taps(); tap++) {
          var entry = BigInteger.ZERO;
          for (int c = channel; c < Math.min(shape.channels(), channel + block.lanes()); c++) {
            for (int o = first; o < Math.min(shape.outputs(), first + block.outputs()); o++) {
              if (mask.bit(o, c, tap)) entry = entry.setBit((c - channel) * block.outputs() + o - first);
            }
          }
          boolean last = channel + block.lanes() >= shape.channels() && tap + 1 == shape.taps();
          entries.add(List.of(entry, Values.of(last), Values.of(last && first + block.outputs() >= shape.outputs())));
        }
      }
    }
  }
}
