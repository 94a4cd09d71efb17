// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Operations one after the other, as {@link BitlineController} may be asked for them: of all patterns, with and without skip, sleep and sign, from no unit needed to all, from no 1 in the inputs to nothing else, now
 * and then with the power state of the last; at once after another or later, when all inputs are at random. Starts and writes are asked for at any time. {@link BitlineControllerSide} says what is taken.
 */
final class BitlineControllerStimulus {
  /** Ones in a thousand bits: of inputs, of rows and groups that are on, of units without weights. */
  private static final int[] INPUTS = {0, 30, 300, 700, 970, 1000}, ON = {0, 300, 700, 900, 1000, 1000}, EMPTY = {0, 0, 100, 300, 700, 1000};

  private final BitlineController block;
  private final SplittableRandom rng;
  private final BitlineControllerSide side;
  private BitlineController.In<BigInteger> operation;
  private BigInteger[] planes;
  private int pause;

  BitlineControllerStimulus(BitlineController block, long seed) {
    this.block = block;
    this.rng = new SplittableRandom(seed);
    this.side = new BitlineControllerSide(block);
    draw();
  }

  Stimulus cycles(int n) {
    var cycles = new ArrayList<List<BigInteger>>(n);
    for (int i = 0; i < n; i++) {
      boolean rests = side.ready() && pause-- > 0, starts = side.ready() && !rests;
      if (side.ready()) draw();
      boolean asks = starts || !side.ready() && rng.nextInt(16) == 0;
      var inputs = Values.list(inputs(asks, rng.nextInt(8) == 0));
      side.step(inputs);
      if (starts) pause = rng.nextInt(3) == 0 ? rng.nextInt(4) : 0;
      cycles.add(inputs);
    }
    return new Stimulus.Cycles(cycles);
  }

  private BitlineController.In<BigInteger> inputs(boolean start, boolean write) {
    var o = operation;
    int b = side.ready() ? rng.nextInt(block.bits()) : side.bit();
    return new BitlineController.In<>(Values.of(start), o.signed(), o.skip(), o.sleep(), o.pattern(), o.segZero(), o.colOn(), o.rowOn(), planes[b], Values.of(write));
  }

  /** What an operation is given, start and bits apart. */
  private void draw() {
    boolean same = operation != null && rng.nextInt(4) == 0;
    var no = BigInteger.ZERO;
    operation = new BitlineController.In<>(no, flag(), Values.of(rng.nextInt(3) > 0), flag(), Values.of(rng.nextInt(block.widestPattern() + 1)),
        same ? operation.segZero() : bits(block.units(), EMPTY), same ? operation.colOn() : bits(block.groups(), ON), same ? operation.rowOn() : rows(), no, no);
    planes = new BigInteger[block.bits()];
    int usual = INPUTS[rng.nextInt(INPUTS.length)];
    for (int b = 0; b < planes.length; b++) planes[b] = rng.nextInt(4) == 0 ? bits(block.rows(), INPUTS) : bits(block.rows(), usual);
  }

  private BigInteger flag() {
    return Values.of(rng.nextBoolean());
  }

  /** Row by row, or whole segments. */
  private BigInteger rows() {
    if (rng.nextBoolean()) return bits(block.rows(), ON);
    var segments = bits(block.segments(), ON);
    var all = BigInteger.ZERO;
    for (int s = 0; s < block.segments(); s++) if (segments.testBit(s)) all = all.or(Values.ones(block.segmentRows()).shiftLeft(s * block.segmentRows()));
    return all;
  }

  private BigInteger bits(int n, int[] perMille) {
    return bits(n, perMille[rng.nextInt(perMille.length)]);
  }

  private BigInteger bits(int n, int perMille) {
    var all = new byte[n / 8 + 1];
    for (int i = 0; i < n; i++) if (rng.nextInt(1000) < perMille) all[all.length - 1 - i / 8] |= (byte) (1 << i % 8);
    return new BigInteger(1, all);
  }
}
