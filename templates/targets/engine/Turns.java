// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.mask.codec.GroupEnds;
import java.nio.ByteBuffer;
import kakure.target.Link;

/**
 * Masks and constants of an image in turn, for one who sends word by word: constants of a group of output channels, then the words of its mask.
 *
 * <p>The engine keeps two groups of each. So the constants of a group may wait until the group two before is done, whose mask must have been sent by then, and a mask likewise. Beats are cut where a group's last
 * entry leaves the decoder ({@link GroupEnds}): a beat fewer and the group is never whole; and a beat more may wait for a group whose constants are behind it.
 */
final class Turns {
  private Turns() {}

  /** Sends both. @param masks as {@link EnginePlan#masks}, @param constants as {@link EnginePlan#scales} */
  static void send(EnginePlan plan, ByteBuffer masks, ByteBuffer constants, Link link) {
    int beats = plan.layers().stream().mapToInt(p -> p.mask().beats().length).sum() / plan.engine().maskLayout().words();
    int beatBytes = masks.remaining() / beats, groups = plan.layers().stream().mapToInt(LayerPlan::outputGroups).sum(), groupBytes = constants.remaining() / groups;
    for (var p : plan.layers()) {
      int sent = 0;
      for (int end : GroupEnds.of(p.mask().beats(), p.order())) {
        link.send("rqc", "constants", take(constants, groupBytes));
        link.send("msk", "masks", take(masks, (end - sent) * beatBytes));
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
