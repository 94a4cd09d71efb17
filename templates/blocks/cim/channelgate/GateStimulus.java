// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

import blocks.engine.requantise.Scale;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Words and maps that a {@link ChannelGate} is tried with, alone or in a tile. A scene is a map, the words that decide about it, and further maps.
 *
 * <p>Most scenes are aimed: thresholds and addends are such that on this very map each hidden unit's value is beside the next one and each output beside its threshold, so that a sum that errs by the least is seen. Others have the
 * largest weights and values, small ones, or any.
 */
public final class GateStimulus {
  private enum Kind { AIMED, LARGEST, SMALL, ANY }

  private static final long LEAST_ADD = -(1L << Scale.ADD.width() - 1);
  private final ChannelGate gate;
  private final SplittableRandom rng;
  private Kind kind = Kind.ANY;
  private List<int[]> map = List.of();

  /** Nothing was drawn yet. */
  public GateStimulus(ChannelGate gate, SplittableRandom rng) {
    this.gate = gate;
    this.rng = rng;
  }

  /** A scene begins: the words of its gate, in the order in which they load it; {@link #map} is the map that they are for. */
  public long[] words() {
    kind = rng.nextInt(3) != 0 ? Kind.AIMED : Kind.values()[rng.nextInt(1, Kind.values().length)];
    map = drawn();
    var words = new long[gate.loads()];
    for (int i = 0; i < gate.weights(); i++) words[i] = weight();
    if (kind == Kind.AIMED) aim(words);
    else for (int i = gate.weights(); i < words.length; i++) words[i] = constant(i < gate.weights() + gate.hidden());
    return words;
  }

  /** The scene's map: by beat, a channel's values, {@link ChannelGate#values} of them or, where the map has no more positions, fewer. */
  public List<int[]> map() {
    return map;
  }

  /** Another map of the scene: one value is another one, or all are. */
  public List<int[]> next() {
    if (rng.nextBoolean()) map = drawn();
    else {
      map = map.stream().map(int[]::clone).toList();
      var beat = map.get(rng.nextInt(map.size()));
      int v = rng.nextInt(beat.length);
      beat[v] = beat[v] == 255 ? 254 : beat[v] + 1;
    }
    return map;
  }

  private List<int[]> drawn() {
    int most = (gate.positions() + gate.values() - 1) / gate.values(), turns = kind == Kind.LARGEST ? Math.min(most, 64) : rng.nextInt(1, Math.min(most, 8) + 1);
    int from = kind == Kind.LARGEST || rng.nextInt(3) == 0 ? 240 : 0, to = kind == Kind.SMALL ? Math.max(4, from + 1) : 256;
    var beats = new ArrayList<int[]>();
    for (int t = 0; t < turns; t++)
      for (int c = 0; c < gate.channels(); c++) beats.add(rng.ints(Math.min(gate.values(), gate.positions() - t * gate.values()), from, to).toArray());
    return beats;
  }

  private long weight() {
    return switch (kind) {
      case LARGEST -> rng.nextInt(4) == 0 ? 127 : -128;
      case SMALL -> rng.nextInt(-1, 3);
      default -> rng.nextInt(-128, 128) >> rng.nextInt(8);
    };
  }

  /** A hidden unit's threshold or scale, or an output's threshold. */
  private long constant(boolean hidden) {
    if (kind == Kind.SMALL) return hidden && gate.requantised() ? new Scale(rng.nextInt(-2, 4), rng.nextInt(-8, 9), rng.nextInt(4)).word() : rng.nextInt(-3, 9);
    if (hidden && gate.requantised()) return scale();
    long most = 1L << (hidden ? gate.valueBits() - 2 : gate.thresholdBits() - 2);
    if (rng.nextInt(3) == 0) return 0;
    return kind == Kind.LARGEST ? (rng.nextBoolean() ? most : -most) : rng.nextLong(-most, most + 1) >> rng.nextInt(gate.valueBits());
  }

  /** Factors and shifts about as large as bring a sum to 8 bits, beside any. */
  private long scale() {
    int high = gate.sumBits() + 6;
    long mul = kind == Kind.LARGEST ? (rng.nextBoolean() ? Short.MIN_VALUE : Short.MAX_VALUE) : rng.nextInt(-300, 301);
    return new Scale(mul, rng.nextInt(3) == 0 ? 0 : rng.nextLong(LEAST_ADD, -LEAST_ADD) >> rng.nextInt(Scale.ADD.width()), rng.nextInt(3) == 0 ? rng.nextInt(32) : Math.min(31, Math.max(0, high - rng.nextInt(6)))).word();
  }

  /** Sets thresholds and scales by the sums of the scene's map. */
  private void aim(long[] words) {
    var sums = new long[gate.channels()];
    for (int b = 0; b < map.size(); b++) for (int v : map.get(b)) sums[b % sums.length] += v;
    var h = new long[gate.hidden()];
    for (int j = 0; j < h.length; j++) {
      long z = dot(words, j * sums.length, sums);
      // Now and then shut: a unit of the value 0.
      h[j] = rng.nextInt(6) == 0 ? 0 : rng.nextLong(gate.requantised() ? 256 : 1L << rng.nextInt(1, gate.valueBits() - 1));
      words[gate.weights() + j] = gate.requantised() ? aimed(z, h[j]) : z - h[j];
      if (gate.requantised()) h[j] = value(z, words[gate.weights() + j]);
    }
    for (int k = 0; k < gate.outputs(); k++) words[gate.weights() + h.length + k] = dot(words, h.length * sums.length + k * h.length, h) - rng.nextInt(2);
  }

  private static long dot(long[] words, int at, long[] with) {
    long sum = 0;
    for (int i = 0; i < with.length; i++) sum += words[at + i] * with[i];
    return sum;
  }

  /** A scale that makes y of z, just so or all but y + 1; with an addend of too many bits the shift is smaller. */
  private long aimed(long z, long y) {
    long mul = rng.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1) >> rng.nextInt(16);
    for (int sh = rng.nextInt(32); ; sh--) {
      long add = (y << sh) + (rng.nextBoolean() ? 0 : (1L << sh) - 1) - z * mul;
      if (add >= LEAST_ADD && add < -LEAST_ADD) return new Scale(mul, add, sh).word();
      if (sh == 0) return new Scale(0, y, 0).word();
    }
  }

  private static long value(long z, long word) {
    var scale = Scale.of(word);
    return scale.sum(BigInteger.valueOf(z)).shiftRight(scale.sh()).max(BigInteger.ZERO).min(BigInteger.valueOf(255)).longValueExact();
  }
}
