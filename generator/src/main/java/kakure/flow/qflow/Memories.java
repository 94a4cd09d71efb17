// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.flow.Memory;

/** What becomes of a design's memories, as no macro stands for them here: few bits are flip-flops, one a bit and about as many multiplexers; more stand {@linkplain Outside beside the layout}. */
final class Memories {
  /** Bits of all memories that become flip-flops: 0.4 square millimetres of flip-flops alone in osu035. */
  static final int MOST_BITS = 1024;

  private Memories() {}

  /** Bits of all memories together. */
  static long bits(List<Memory> memories) {
    return memories.stream().mapToLong(m -> m.bits() * m.instances()).sum();
  }

  /** Whether they stand beside the layout, their ports its pins. */
  static boolean outside(List<Memory> memories) {
    return bits(memories) > MOST_BITS;
  }

  /** @throws BadInput for a design that is nothing but a memory, and one of more bits than become flip-flops */
  static void refuseLarge(String top, List<Memory> memories) {
    if (!outside(memories) || memories.stream().noneMatch(m -> m.module().equals(top))) return;
    throw new BadInput(String.format(Locale.ROOT, "%s is a memory: %s%n  why: --to qflow has no memory macros; it makes a flip-flop of every bit, of %,d bits at most, and leaves larger memories beside the layout%n"
        + "  do:  a smaller one (--set), or a flow that places macros", top, said(memories), MOST_BITS));
  }

  /** One line for whoever reads the result; empty where there are no memories. */
  static Optional<String> note(List<Memory> memories) {
    if (memories.isEmpty()) return Optional.empty();
    String fate = outside(memories) ? "memories: %,d bits stand beside the layout (%s), which has their ports as pins: area, cells and clock are of the logic alone" : "memories: %,d bits became flip-flops (%s), as this flow has no macros";
    return Optional.of(String.format(Locale.ROOT, fate, bits(memories), said(memories)));
  }

  private static String said(List<Memory> memories) {
    return memories.stream().map(m -> String.format(Locale.ROOT, "%s%s %,d bits", m.instances() > 1 ? m.instances() + " x " : "", m.module(), m.bits())).collect(Collectors.joining(", "));
  }
}
