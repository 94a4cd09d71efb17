// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskStreamException.Fault;
import blocks.mask.codec.MaskStreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import kakure.spec.Damage;

/**
 * Damaged streams for a mask decoder.
 *
 * @param random whole streams
 * @param damage what a stream suffers
 * @param golden decodes a stream, or throws {@link MaskStreamException}
 * @param beat words of a beat
 */
public record DamagedMasks(Function<SplittableRandom, long[]> random, Function<long[], MaskDamage> damage, Consumer<long[]> golden, int beat) {
  private static final Set<Integer> ANY = new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 7));

  /** Streams of a word a beat. */
  public DamagedMasks(Function<SplittableRandom, long[]> random, Function<long[], MaskDamage> damage, Consumer<long[]> golden) {
    this(random, damage, golden, 1);
  }

  /** {@code n} of them, every kind of damage in its turn. */
  public List<Damage> of(long seed, int n) {
    var rng = new SplittableRandom(seed);
    var all = new ArrayList<Damage>();
    for (int i = 0; i < n; i++) all.add(damaged(random.apply(rng), i, rng));
    return all;
  }

  private Damage damaged(long[] good, int i, SplittableRandom rng) {
    var how = damage.apply(good);
    long[] bad = how.of(good, i, rng);
    // Words added may fit into the rows, and other bits may be another mask: then nothing is wrong.
    for (int other = i + 1; fault(bad) == Fault.NONE; other++) bad = how.of(good, other, rng);
    var fault = fault(bad);
    // The hardware does not know the check sum before the last word; what it stumbles over until then depends on when words come.
    boolean stumbles = bad[0] != good[0] && (int) bad[0] != bad.length;
    return new Damage("damaged stream " + i, MaskWords.transactions(bad, beat), fault == Fault.CRC || stumbles ? ANY : Set.of(fault.code()), MaskWords.transactions(good, beat));
  }

  private Fault fault(long[] words) {
    try {
      golden.accept(words);
      return Fault.NONE;
    } catch (MaskStreamException e) {
      return e.fault();
    }
  }
}
