// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

import blocks.engine.requantise.Scale;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.spec.StreamModel;
import kakure.spec.Values;

/** Golden function of {@link ChannelGate}; also what larger ones decide with. */
public final class ChannelGateModel implements StreamModel {
  private final ChannelGate gate;
  private final int[][] w1;
  private final int[][] w2;
  private final long[] t1;
  private final long[] t2;

  /** Before it is loaded: all weights and thresholds are 0. */
  public ChannelGateModel(ChannelGate gate) {
    this.gate = gate;
    this.w1 = new int[gate.hidden()][gate.channels()];
    this.w2 = new int[gate.outputs()][gate.hidden()];
    this.t1 = new long[gate.hidden()];
    this.t2 = new long[gate.outputs()];
  }

  /** Sets word {@code i}, a number or a {@link Scale}'s bits, of those that load all, in the order of the stream. */
  public void load(int i, long word) {
    int inner = gate.hidden() * gate.channels(), thresholds = gate.weights();
    if (i < inner) w1[i / gate.channels()][i % gate.channels()] = (byte) word;
    else if (i < thresholds) w2[(i - inner) / gate.hidden()][(i - inner) % gate.hidden()] = (byte) word;
    else if (i < thresholds + gate.hidden()) t1[i - thresholds] = word;
    else t2[i - thresholds - gate.hidden()] = word;
  }

  /** Which outputs are on, of the sums of a map's channels. */
  public boolean[] decide(long[] sums) {
    var h = new long[gate.hidden()];
    for (int j = 0; j < h.length; j++) {
      long z = 0;
      for (int c = 0; c < sums.length; c++) z += w1[j][c] * sums[c];
      h[j] = gate.requantised() ? activation(z, Scale.of(t1[j])) : Math.max(0, z - t1[j]) & (1L << gate.valueBits()) - 1;
    }
    var on = new boolean[gate.outputs()];
    for (int k = 0; k < on.length; k++) {
      long z = -t2[k];
      for (int j = 0; j < h.length; j++) z += w2[k][j] * h[j];
      on[k] = z > 0;
    }
    return on;
  }

  private static long activation(long z, Scale scale) {
    return scale.sum(BigInteger.valueOf(z)).shiftRight(scale.sh()).max(BigInteger.ZERO).min(BigInteger.valueOf(255)).longValueExact();
  }

  /** What a word of a beat says: of {@code thresholdBits} in two's complement, but for the words of hidden units that are requantised. */
  public long word(int i, BigInteger data) {
    boolean scale = gate.requantised() && i >= gate.weights() && i < gate.weights() + gate.hidden();
    return scale ? data.longValue() & (1L << Scale.WORD.width()) - 1 : Values.signed(Values.slice(data, 0, gate.thresholdBits()), gate.thresholdBits()).longValueExact();
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    var out = new ArrayList<List<BigInteger>>();
    var sums = new long[gate.channels()];
    int loaded = 0, value = 0;
    for (var beat : inputs.get("in")) {
      if (Values.on(beat.get(0))) {
        load(loaded, word(loaded, beat.get(2)));
        loaded = (loaded + 1) % gate.loads();
        continue;
      }
      for (int v = 0; v < gate.values(); v++) sums[value] += Values.slice(beat.get(2), 8 * v, 8).intValue();
      value = (value + 1) % sums.length;
      if (!Values.on(beat.get(1))) continue;
      out.add(List.of(packed(decide(sums))));
      sums = new long[gate.channels()];
      value = 0;
    }
    return Map.of("gate", out);
  }

  private static BigInteger packed(boolean[] bits) {
    var all = BigInteger.ZERO;
    for (int i = 0; i < bits.length; i++) if (bits[i]) all = all.setBit(i);
    return all;
  }
}
