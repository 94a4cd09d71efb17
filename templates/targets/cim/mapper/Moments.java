// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * When a layer's channels are off: images, of which it is told what is off for whole vectors, and bits of operations, of which it is told what is skipped. There are as many of either, since a unit that has power counts as much as one
 * that is charged ({@link Choice#on}); the fewer ones come repeatedly. Their order is drawn once, so that the first of them stand for all.
 */
final class Moments {
  private static final int BITS = 8;

  private final Gates gates;
  private final int taps;
  private final int slices;
  private final IntUnaryOperator slice;
  /** An image, or -1 - b for bit b, counted over the operations. */
  private final int[] order;
  /** By operation, channel and slice: bits in which one of its values has a 1. */
  private final byte[][] ones;

  /**
   * Moments of a layer.
   *
   * @param slices parts of a channel that lie in segments of their own
   * @param slice of a tap
   */
  Moments(Gates gates, int taps, int slices, IntUnaryOperator slice) {
    this.gates = gates;
    this.taps = taps;
    this.slices = slices;
    this.slice = slice;
    int bits = BITS * gates.operations().size(), each = Math.max(gates.images(), bits);
    var drawn = new ArrayList<Integer>();
    for (int k = 0; k < (bits == 0 ? gates.images() : each); k++) drawn.add(k % gates.images());
    for (int k = 0; bits > 0 && k < each; k++) drawn.add(-1 - k % bits);
    Collections.shuffle(drawn, new Random(1));
    order = drawn.stream().mapToInt(m -> m).toArray();
    ones = gates.operations().stream().map(this::ones).toArray(byte[][]::new);
  }

  private byte[] ones(Gates.Operation operation) {
    var all = new byte[gates.inputs().items() * slices];
    for (int i = 0; i < operation.values().length; i++) all[i / taps * slices + slice.applyAsInt(i % taps)] |= operation.values()[i];
    return all;
  }

  int count() {
    return order.length;
  }

  /** Whether it is a bit of an operation. */
  boolean isBit(int moment) {
    return order[moment] < 0;
  }

  /** Whether a part of an input channel adds nothing at a moment. */
  boolean inputOff(int channel, int part, int moment) {
    int at = order[moment];
    if (gates.inputs().off(channel, image(moment))) return true;
    return at < 0 && (ones[(-1 - at) / BITS][channel * slices + part] >> (-1 - at) % BITS & 1) == 0;
  }

  /** Whether nobody wants an output at a moment. */
  boolean outputOff(int output, int moment) {
    return gates.outputs().off(output, image(moment));
  }

  private int image(int moment) {
    int at = order[moment];
    return at < 0 ? gates.operations().get((-1 - at) / BITS).image() : at;
  }
}
