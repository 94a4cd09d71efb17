// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.nio.ByteBuffer;
import kakure.target.Link;

/**
 * Masks and constants of an image in turn, for one who sends word by word: constants of a group of output channels, then the words of its mask.
 *
 * <p>The engine keeps two groups of each. So the constants of a group may wait until the group two before is done, whose mask must have been sent by then, and a mask likewise. Where a group's mask ends within its
 * layer's words is reckoned by shares, and what the decoder wants to have ahead is sent
 * with it: to end up to a group too early does no harm, nor do two groups too late. A plain mask is cut to the word: its decoder has nothing ahead, and a word may hold many groups, whose constants it would wait for.
 */
final class Turns {
  /** Words of a mask stream before its first group: header and code lengths. */
  private static final int HEAD = 3;
  /** Words that the decoder wants to have before it takes a step, two, cut anywhere; and one more: it and the registers before it take five, so nothing waits for that. */
  private static final int AHEAD = 4;
  /** Units of 16 bits that each row of the decoder takes ahead, and must. */
  private static final int UNITS = 4;

  private Turns() {}

  /** Sends both. @param masks as {@link EnginePlan#masks}, @param constants as {@link EnginePlan#scales} */
  static void send(EnginePlan plan, ByteBuffer masks, ByteBuffer constants, Link link) {
    int words = plan.layers().stream().mapToInt(p -> p.mask().beats().length).sum();
    int wordBytes = masks.remaining() / words, groups = plan.layers().stream().mapToInt(LayerPlan::outputGroups).sum(), groupBytes = constants.remaining() / groups;
    int plain = plan.engine().maskLayout().plain();
    int lead = HEAD + AHEAD + (UNITS * plan.engine().tci() + 3) / 4;
    for (var p : plan.layers()) {
      long all = 0, sent = 0, done = 0;
      for (int g = 0; g < p.outputGroups(); g++) all += Schedule.decoding(p, g);
      for (int g = 0; g < p.outputGroups(); g++) {
        link.send("rqc", "constants", take(constants, groupBytes));
        done += Schedule.decoding(p, g);
        long length = p.mask().beats().length;
        long reach = plain > 0 ? p.mask().headerBits() / 64 + (done * plain + 63) / 64 : lead + (Math.max(0, length - HEAD) * done + all - 1) / all;
        long end = g == p.outputGroups() - 1 ? length : Math.min(length, reach);
        link.send("msk", "masks", take(masks, Math.toIntExact((end - sent) * wordBytes)));
        sent = end;
      }
    }
  }

  private static ByteBuffer take(ByteBuffer from, int bytes) {
    var part = from.slice(from.position(), bytes);
    from.position(from.position() + bytes);
    return part;
  }
}
