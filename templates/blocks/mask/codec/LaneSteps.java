// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import java.util.function.IntConsumer;

/**
 * The machine of logical steps that encoder and decoder share, so that no unit of the stream needs a tag.
 * A lane holds up to three units of 16 bits. One step, all of it from the state before the step:
 * <ol>
 * <li>if every active lane holds a whole code word, every active lane decodes it; with two symbols per cycle, and if the entry
 * has another block and every active lane holds two whole words, it decodes two;
 * <li>the first four lanes, eight where a beat brings two words, that have room for a unit and a block still to come, now or in a later entry, take the stream's next
 * units, lowest lane first; fewer once the stream has ended.
 * </ol>
 * A lane that lacks a whole word has room for a unit, so a step always decodes or serves until the stream has ended.
 */
final class LaneSteps {
  /** Bits of a unit. */
  static final int UNIT = 16;
  /** Units that a lane holds. */
  static final int DEPTH = 3;
  /** Units of a word: as many as there are in a beat are handed out in a step. */
  static final int UNITS = 4;

  /** What flows through the lanes. */
  interface Lanes {
    /** Length of the lane's next code word ({@code ahead} = 0) or the one after it (1); anything above the held bits if it is not held. */
    int length(int lane, int ahead);

    /** Decodes block {@code block} of the entry in a lane. */
    void decode(int lane, int group, int channel, int tap, int block);

    /** Gives the stream's next unit to a lane; false if the stream has ended. */
    boolean serve(int lane);

    /** No lane can move: the stream ended before the symbols did. */
    MaskStreamException truncated();
  }

  private final MaskLayout layout;
  private final MaskShape shape;
  private final MaskOrder order;
  private final Lanes lanes;
  private final int[] units;
  private final int[] used;
  private long steps;

  private LaneSteps(MaskOrder order, Lanes lanes) {
    this.layout = order.layout();
    this.shape = order.shape();
    this.order = order;
    this.lanes = lanes;
    this.units = new int[layout.streams()];
    this.used = new int[layout.streams()];
  }

  /** Runs a layer to its last block and returns the number of steps. */
  static long run(MaskOrder order, Lanes lanes) {
    return run(order, lanes, group -> { });
  }

  /** The same, told at the end of each group of output channels, with its number. */
  static long run(MaskOrder order, Lanes lanes, IntConsumer done) {
    var machine = new LaneSteps(order, lanes);
    int groups = order.layout().outputGroups(order.shape());
    for (int g = 0; g < groups; g++) {
      int served = g + 1 < groups ? order.active(0) : 0;      // no turn has more
      for (int turn = 0; turn < order.turns(); turn++) {
        int active = order.active(turn);
        for (int t = 0; t < order.shape().taps(); t++) machine.entry(g, turn, t, active, Math.max(active, served));
      }
      done.accept(g);
    }
    return machine.steps;
  }

  private void entry(int group, int turn, int tap, int active, int served) {
    int blocks = layout.blocksOf(shape, group);
    boolean[] room = new boolean[served];
    for (int block = 0; block < blocks;) {
      int symbols = decodable(active, Math.min(layout.symbolsPerCycle(), blocks - block));
      for (int lane = 0; lane < served; lane++) {
        room[lane] = units[lane] < DEPTH;
      }
      for (int i = 0; i < symbols; i++, block++) {
        for (int lane = 0; lane < active; lane++) {
          used[lane] += lanes.length(lane, 0);
          lanes.decode(lane, group, order.channel(turn, lane), tap, block);
        }
      }
      for (int lane = 0; lane < active; lane++) {
        units[lane] -= used[lane] / UNIT;
        used[lane] %= UNIT;
      }
      int given = 0;
      for (int lane = 0; lane < served && given < UNITS * layout.words(); lane++) {
        if (room[lane]) {
          if (!lanes.serve(lane)) {
            break;
          }
          units[lane]++;
          given++;
        }
      }
      if (symbols == 0 && given == 0) {
        throw lanes.truncated();
      }
      steps++;
    }
  }

  /** How many blocks, up to {@code most}, every active lane holds whole. */
  private int decodable(int active, int most) {
    for (int lane = 0; lane < active && most > 0; lane++) {
      int held = units[lane] * UNIT - used[lane];
      int first = lanes.length(lane, 0);
      if (first > held) {
        most = 0;
      } else if (most > 1 && first + lanes.length(lane, 1) > held) {
        most = 1;
      }
    }
    return most;
  }
}
