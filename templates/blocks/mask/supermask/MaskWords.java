// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import kakure.spec.Word;

/** Mask streams as transactions of a decoder's port: the flag of a stream's last word, then the word. */
public final class MaskWords {
  private MaskWords() {}

  /** One stream as transactions. */
  public static List<List<BigInteger>> transactions(long[] words) {
    return transactions(words, 1);
  }

  /** The same in beats of {@code beat} words, the first in the low bits. */
  public static List<List<BigInteger>> transactions(long[] words, int beat) {
    var all = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < words.length; i += beat) {
      var data = Word.number(Arrays.copyOfRange(words, i, i + beat));
      all.add(List.of(i + beat == words.length ? BigInteger.ONE : BigInteger.ZERO, data));
    }
    return all;
  }

  /** The words up to the next that is the last of its stream, that one included. */
  public static long[] next(Iterator<List<BigInteger>> transactions) {
    return next(transactions, 1);
  }

  /** The same of beats of {@code beat} words. */
  public static long[] next(Iterator<List<BigInteger>> transactions, int beat) {
    var words = new long[16];
    int n = 0;
    for (boolean last = false; !last && transactions.hasNext();) {
      var t = transactions.next();
      if (n == words.length) words = Arrays.copyOf(words, 2 * n);
      for (int i = 0; i < beat; i++) words[n++] = t.get(1).shiftRight(64 * i).longValue();
      last = t.get(0).signum() == 1;
    }
    return Arrays.copyOf(words, n);
  }
}
