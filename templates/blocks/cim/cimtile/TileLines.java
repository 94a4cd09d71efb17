// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimConverter;
import kakure.golden.SignGenerator;

/**
 * What a {@link TileMachine} reads of its global lines: the ones themselves, or what {@link CimConverter} makes of them, looked up. Not safe for several threads at once.
 *
 * <p>The states of the noise go on from conversion to conversion, as a macro's do, whatever it is loaded with.
 */
public final class TileLines {
  /** Ones that a word of 32 bits may hold: the values of the noise. */
  private static final int WORDS = Integer.SIZE + 1;

  private final CimTile tile;
  private final boolean analog;
  private final boolean noisy;
  /** By range, made when it is first used: what is read, at ones, or at ones times {@value #WORDS} plus the ones of the noise's word. */
  private final int[][] tables;
  private final int[] noise;
  private long[][] counts;
  private long[] ofBit;

  /** In the state after reset. */
  public TileLines(CimTile tile) {
    this.tile = tile;
    this.analog = tile.macro().analog();
    this.noisy = tile.macro().noisy();
    this.tables = new int[analog ? tile.macro().widestRange() + 1 : 0][];
    this.noise = new int[tile.columns() + tile.groups()];
    seed(tile.noiseSeed());
  }

  /** The states of the noise after reset in a macro of this seed. */
  public void seed(int noiseSeed) {
    System.arraycopy(CimConverter.lanes(noiseSeed, noise.length), 0, noise, 0, noise.length);
  }

  /** From now on counts the ones that weigh: also those of a reference column, where a mode has one. @param to by bit of the input and ones on a line, 0 to rows: how often */
  public void count(long[][] to) {
    counts = to;
  }

  /** What is read from now on are sums of this bit. */
  void bit(int b) {
    if (counts != null) ofBit = counts[b];
  }

  /** What is read of a line. @param weighs whether the sums depend on it */
  int read(int line, int ones, int range, boolean weighs) {
    if (ofBit != null && weighs) ofBit[ones]++;
    if (!analog) return ones;
    int r = Math.min(range, tables.length - 1);
    if (tables[r] == null) tables[r] = table(tile.converter(r));
    return tables[r][noisy ? ones * WORDS + Integer.bitCount(noise[line] = SignGenerator.step(noise[line])) : ones];
  }

  private int[] table(CimConverter converter) {
    int words = noisy ? WORDS : 1;
    var table = new int[(tile.rows() + 1) * words];
    for (int i = 0; i < table.length; i++) table[i] = converter.converted(i / words, noisy ? wordOf(i % words) : 0);
    return table;
  }

  /** A word of so many ones. */
  private static int wordOf(int ones) {
    return ones == 0 ? 0 : -1 >>> Integer.SIZE - ones;
  }
}
