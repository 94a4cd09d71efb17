// SPDX-License-Identifier: Apache-2.0
package blocks.array;

/** What an engine of Tci input channels x P pixels x Tco output channels has unless told otherwise: names of modules leave it out. */
public final class UsualSizes {
  /** Entries of the tap table. */
  public static final int TAPS = 1024;

  /** Words of the program: 64 layers. */
  public static final int PROGRAM = 512;

  private UsualSizes() {}

  /** Output channels drained per cycle: the largest up to 8 that divides both. */
  public static int drain(int tci, int tco) {
    return drain(tci, tco, 1);
  }

  /**
   * The same of an engine whose elements serve {@code group} channels: a tile takes as many times fewer steps, so as many times more channels are drained, up to 64 that divide both.
   */
  public static int drain(int tci, int tco, int group) {
    int drain = 1;
    for (int d = 2; d <= Math.min(64, 8 * group); d++) if (tci % d == 0 && tco % d == 0) drain = d;
    return drain;
  }

  /**
   * Mask symbols of a lane and cycle, and words of a beat of masks: two where an entry has 512 bits or more and the array would often wait for one, as elements serve several channels, so that a tile takes as many times fewer steps,
   * or as a residual network ends with small maps, whose groups of output channels are swept in few tiles.
   */
  public static int symbols(int tci, int tco, int group, boolean residual) {
    return tci / group * tco >= 512 && (group > 1 || residual) ? 2 : 1;
  }

  /** Rows of an activation memory: 256 KiB. */
  public static int rows(int tci, int pixels) {
    return Math.max(4, Math.min(65_536, 262_144 / (tci * pixels)) & ~1);
  }

  /** Entries of a group's mask: 512 input channels x 9 taps. */
  public static int maskDepth(int tci, int group) {
    int lanes = Math.max(1, tci / group);
    return (511 + lanes) / lanes * 9;
  }

  /** G of the one-of-G masks that are understood: the free array takes one of 4, too, where 4 divides its input channels. */
  public static int oneof(int tci, int group) {
    return group > 1 ? group : tci % 4 == 0 ? 4 : 1;
  }
}
