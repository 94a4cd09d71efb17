// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/** Which weights a layer may keep: any, or exactly one in every group of G consecutive input channels (same output channel, same tap), which costs a fixed log2(G) bits a group. */
public enum MaskKind {
  /** The k weights of the layer with the largest |score|. */
  FREE(1),
  /** One of every 2 input channels. */
  ONE_OF_2(2),
  /** One of every 4 input channels: half a bit per weight. */
  ONE_OF_4(4),
  /** One of every 8 input channels: .375 bits per weight. */
  ONE_OF_8(8);

  private final int group;

  MaskKind(int group) {
    this.group = group;
  }

  /** G; 1 for a free mask. */
  public int group() {
    return group;
  }

  /** "free", "1of2", "1of4" or "1of8". */
  public String text() {
    return this == FREE ? "free" : "1of" + group;
  }

  /**
   * The kind of that {@link #text}.
   *
   * @throws BadInput if there is none
   */
  public static MaskKind parse(String text) {
    for (MaskKind kind : values()) if (kind.text().equals(text.toLowerCase(Locale.ROOT))) return kind;
    throw new BadInput("mask \"" + text + "\": must be free, 1of2, 1of4 or 1of8");
  }

  /** Whether a layer of that many input channels has this structure; with fewer than G channels (a first layer) it stays free. */
  boolean structures(int inputChannels) {
    return group > 1 && inputChannels >= group;
  }
}
