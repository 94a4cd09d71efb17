// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

/** The power state of a {@link TileMachine}'s units, from operation to operation. */
final class TilePower {
  /** Units that the operation needs, set before {@link #change}. */
  final boolean[] need;
  private final boolean[] c1;
  private final boolean[] c2;

  /**
   * What changing the state takes.
   *
   * @param cycles before the first bit
   * @param off unit-cycles without supply among them
   * @param held unit-cycles with supply and without ground
   * @param wakes units that got their supply
   */
  record Cost(long cycles, long off, long held, long wakes) {}

  /** After reset: all are off. */
  TilePower(int units) {
    need = new boolean[units];
    c1 = new boolean[units];
    c2 = new boolean[units];
  }

  /** Brings the state to what is needed; a cycle in the state before, as many as the supply takes and one more, and one with the new grounds. */
  Cost change(int wake, boolean sleep) {
    boolean changes = false;
    long wakes = 0;
    for (int u = 0; u < need.length; u++) {
      changes |= need[u] != c1[u] || sleep && need[u] != c2[u];
      if (need[u] && !c2[u]) wakes++;
    }
    if (!changes) return new Cost(0, 0, 0, 0);
    long up = wakes > 0 ? wake + 1 : 1, off = off(), held = held();
    for (int u = 0; u < need.length; u++) c2[u] |= need[u];
    off += (up + 1) * off();
    held += up * held();
    System.arraycopy(need, 0, c1, 0, need.length);
    held += held();
    if (sleep) System.arraycopy(need, 0, c2, 0, need.length);
    return new Cost(up + 2, off, held, wakes);
  }

  /** Units without supply. */
  long off() {
    return need.length - count(c2);
  }

  /** Units with supply and without ground. */
  long held() {
    return count(c2) - count(c1);
  }

  private static long count(boolean[] all) {
    long n = 0;
    for (boolean one : all) if (one) n++;
    return n;
  }
}
