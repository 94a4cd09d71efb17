// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.flow.Memory;

/** What becomes of a design's memories where no macro stands for them: flip-flops, one a bit, and about as many multiplexers. */
final class Memories {
  /** Bits of all memories that are taken: 0.4 square millimetres of flip-flops alone in osu035. */
  static final int MOST_BITS = 1024;

  private Memories() {}

  /** Bits of all memories together. */
  static long bits(List<Memory> memories) {
    return memories.stream().mapToLong(m -> m.bits() * m.instances()).sum();
  }

  /** @throws BadInput for more bits than are taken: which memories, and what to do */
  static void refuseLarge(String top, List<Memory> memories) {
    if (bits(memories) <= MOST_BITS) return;
    throw new BadInput(String.format(Locale.ROOT, "%s holds %,d bits of memory: %s%n  why: --to qflow has no memory macros; it makes a flip-flop of every bit, of %,d bits at most%n"
        + "  do:  smaller memories (a model's --array with --fit, a block's --set), a block without memories, or a flow that places macros", top, bits(memories), said(memories), MOST_BITS));
  }

  /** One line for whoever reads the result; empty where there are no memories. */
  static Optional<String> note(List<Memory> memories) {
    return memories.isEmpty() ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "memories: %,d bits became flip-flops (%s), as this flow has no macros", bits(memories), said(memories)));
  }

  private static String said(List<Memory> memories) {
    return memories.stream().map(m -> String.format(Locale.ROOT, "%s%s %,d bits", m.instances() > 1 ? m.instances() + " x " : "", m.module(), m.bits())).collect(Collectors.joining(", "));
  }
}
