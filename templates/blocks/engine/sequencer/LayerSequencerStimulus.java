// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import blocks.mask.LayerHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Programs of loads and layers in a memory that answers a cycle after its address, masks that are there or not, and an eighth of the time none, a drain that frees what the shadow holds, and in the last
 * eighth faults of all kinds, after which the block halts for good. {@link LayerSequencerSide} says when.
 */
final class LayerSequencerStimulus {
  /** Bits that count to a second block of outputs. */
  private static final int FAR_BITS = 5;

  private final LayerSequencer block;
  private final SplittableRandom rng;
  private final LayerSequencerSide side;
  private final long[] program;
  private boolean full;

  LayerSequencerStimulus(LayerSequencer block, long seed) {
    this.block = block;
    this.rng = new SplittableRandom(seed);
    this.side = new LayerSequencerSide(block);
    this.program = new long[1 << block.pcBits()];
  }

  Stimulus cycles(int n) {
    var cycles = new ArrayList<List<BigInteger>>();
    var read = BigInteger.ZERO;
    for (int i = 0; i < n; i++) {
      boolean faults = i >= n - n / 8 && rng.nextInt(40) == 0;
      boolean drought = i >= n / 2 && i < n / 2 + n / 8;
      full |= !drought && rng.nextInt(4) == 0;
      var in = inputs(read, faults);
      boolean ends = side.endsGroup(in);
      // The program's memory: addressed by what stood before the edge, read after it.
      read = side.reads() ? Values.wrap(program[side.wordAddress()], 64) : Stimulus.bits(rng, 64);
      var values = Values.list(in);
      side.step(values);
      cycles.add(values);
      if (ends) full = !drought && rng.nextBoolean();
    }
    return new Stimulus.Cycles(cycles);
  }

  private LayerSequencer.In<BigInteger> inputs(BigInteger word, boolean faults) {
    boolean start = side.idles() && rng.nextInt(4) == 0;
    int target = start ? LayerSequencer.CFG_START : rng.nextInt(2);
    int pc = rng.nextInt(program.length);
    if (start) program(pc, faults);
    int fault = faults ? rng.nextInt(5) : -1;
    return new LayerSequencer.In<>(
        new LayerSequencer.Command<>(Values.of(start || rng.nextInt(3) == 0), Values.of(target), Values.of(pc)), word, Values.of(rng.nextInt(3) != 0), Values.of(full), Values.of(side.lastGroup() ^ fault == 0),
        new LayerHead<>(
            Values.of(side.said(LayerField.COUT)), Values.of(side.maskTaps()), Values.of(side.said(LayerField.CHANNELS)), Values.of(side.said(LayerField.KIND) ^ (fault == 4 ? 1 << rng.nextInt(4) : 0))),
        Values.of(fault == 1 ? rng.nextInt(1, 8) : 0),
        Values.of(fault == 2), Values.of(fault == 3), Values.of(rng.nextInt(5) != 0), Values.of(side.holds() && rng.nextInt(4) == 0), Values.of(rng.nextInt(3) != 0),
        Values.of(rng.nextInt(8) != 0), Values.of(rng.nextBoolean()));
  }

  /** Up to three descriptors and an end. */
  private void program(int pc, boolean faults) {
    int layers = rng.nextInt(1, 4);
    for (int i = 0; i <= layers; i++) {
      var words = i == layers ? new long[LayerSequencer.WORDS] : layer();
      if (i == layers && faults) LayerField.OP.put(words, rng.nextInt(3, 16));
      for (int k = 0; k < words.length; k++) program[pc + i * words.length + k & program.length - 1] = words[k];
    }
  }

  private long[] layer() {
    var words = new long[LayerSequencer.WORDS];
    for (var field : LayerField.WORD.fields()) if (field.width() < 32 && field.part() > 1 && field != LayerField.TAPS) field.put(words, rng.nextLong(1L << field.width()));
    boolean load = rng.nextInt(4) == 0;
    // One layer in six has many groups of few steps.
    boolean many = rng.nextInt(6) == 0;
    // One in ten of the others sees a whole map at once, as a fully connected layer does.
    boolean whole = !many && block.tapBits() > 8 && block.entryBits() > 8 && rng.nextInt(10) == 0;
    // One in three of those with one adder goes on into the next block of 32 outputs and the one after.
    boolean far = block.oneAdder() && !many && !whole && block.channelBits() > FAR_BITS && rng.nextInt(3) == 0;
    int planes = !block.planes() || whole || rng.nextInt(3) == 0 ? 1 : rng.nextInt(5) == 0 ? rng.nextInt(1, 32) : rng.nextInt(2, 5);
    int taps = many ? 1 : whole ? rng.nextInt(250, 300) : rng.nextInt(1, Math.min(planes > 16 ? 1 : planes > 4 ? 3 : 10, 1 << block.entryBits()) + 1);
    // As many channels as are counted.
    int most = (1 << block.channelBits()) - 1;
    int groups = many ? rng.nextInt(1, Math.min(40, most / block.tci() + 1)) : whole ? 1 : rng.nextInt(1, Math.min(most / block.tci(), Math.min(3, (1 << block.entryBits()) / taps)) + 1);
    if (far) taps = Math.min(taps, 2);
    int passes = rng.nextInt(1, block.group() + 1);
    int lastPasses = rng.nextInt(1, block.group() + 1);
    int channels = Math.min(most, (groups - 1) * block.tci() + rng.nextInt(1, block.tci() + 1));
    LayerField.OP.put(words, load ? LayerSequencer.OP_LOAD : LayerSequencer.OP_LAYER);
    LayerField.EMIT.put(words, rng.nextInt(2));
    LayerField.SOURCE.put(words, rng.nextInt(2));
    LayerField.MODE.put(words, rng.nextInt(4));
    LayerField.LAYER.put(words, rng.nextInt(1 << 16));
    LayerField.TERMS.put(words, LayerField.LAYER.in(words) >> 8);
    LayerField.GROUPS.put(words, groups);
    LayerField.TAP_BASE.put(words, rng.nextInt(1 << 16));
    words[LayerField.PASSES.part()] = rng.nextLong(1L << 16) << 32;
    if (block.group() > 1) {
      words[LayerField.PASSES.part()] = 0;
      LayerField.PASSES.put(words, passes);
      LayerField.LAST_PASSES.put(words, lastPasses);
      LayerField.SPREAD.put(words, rng.nextInt(2));
      LayerField.KIND.put(words, rng.nextInt(16));
    }
    LayerField.TAPS.put(words, taps);
    LayerField.TILES.put(words, rng.nextInt(1, Math.min(many || whole || far ? 3 : 6, 1 << block.tileBits())));
    LayerField.COUT.put(words, far ? rng.nextInt(33, Math.min(most, 90)) : rng.nextInt(1, Math.min(4 * block.tco() + 1, most + 1)));
    LayerField.CHANNELS.put(words, channels);
    int runs = rng.nextInt(1, Math.min(2 * block.tci() / block.drain() + 2, most + 1));
    LayerField.CHUNKS.put(words, runs);
    if (load) LayerField.GROUPS.put(words, runs);
    long perBlock = channels * SignGenerator.PHI & 0xffffffffL;
    LayerField.SEED.put(words, rng.nextLong(1L << 32));
    LayerField.BLOCK_STEP.put(words, block.blockStep(perBlock, groups));
    LayerField.GROUP_STEP.put(words, block.groupStep(perBlock, groups));
    words[LayerField.PLANES.part()] &= ~(31L << LayerField.PLANES.partLsb() | 31L << LayerField.DOUBLES.partLsb());
    LayerField.PLANES.put(words, planes);
    LayerField.DOUBLES.put(words, planes > 1 && rng.nextBoolean() ? planes - 1 : rng.nextInt(planes)); // all, as of stored bits, or not all
    return words;
  }
}
