// SPDX-License-Identifier: Apache-2.0
package blocks.mask.maskstream;

import blocks.mask.codec.MaskCodecs;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.spec.StreamModel;

/** Coded masks in, words of the mask out. */
record MaskStreamModel(int width) implements StreamModel {
  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var out = new ArrayList<List<BigInteger>>();
    for (var words = inputs.get("msk").iterator(); words.hasNext();) {
      var mask = MaskCodecs.decode(MaskWords.next(words));
      for (int first = 0; first < mask.length(); first += width) {
        var word = BigInteger.ZERO;
        for (int i = 0; i < width; i++) if (mask.bits().get(first + i)) word = word.setBit(i);
        out.add(List.of(word, first + width >= mask.length() ? BigInteger.ONE : BigInteger.ZERO));
      }
    }
    return Map.of("word", out);
  }
}
