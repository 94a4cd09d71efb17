// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

/**
 * What a row of a tile reads.
 *
 * @param channel input channel, -1 for an empty row
 * @param tap its tap, -1 for an empty row
 */
public record Row(int channel, int tap) {
  /** A row whose input is always 0. */
  public static final Row EMPTY = new Row(-1, -1);

  /** Whether it reads nothing. */
  public boolean empty() {
    return channel < 0;
  }
}
