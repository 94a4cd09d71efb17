// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.cosim.RecordLayout;
import kakure.target.Decoder;
import kakure.target.Trace;
import kakure.target.Transactions;
import targets.cim.CimImage.Counters;
import targets.cim.mapper.Tile;

/** Puts an image's sums together: an answer for each operation, tile by tile, place by place. A tensor counts as written when the last tile that holds some of its outputs has answered. */
final class CimDecoder implements Decoder {
  private final CimPlan plan;
  private final RecordLayout layout;
  private final int sumBits;
  private final int[][] sums;
  private final int[][] counters;
  /** By layer, what the tile's own gate decided before it. */
  private final int[][] gates;
  private final byte[] answer;
  private int layer;
  private int tile;
  private int place;
  private boolean began;

  CimDecoder(CimPlan plan) {
    this.plan = plan;
    this.layout = Transactions.of(plan.top(), "result");
    this.sumBits = plan.top().accumulator().sumBits();
    this.answer = new byte[layout.bytes()];
    this.sums = new int[plan.layers().size()][];
    this.gates = plan.layers().stream().map(l -> new int[plan.decision(l).map(Decision::channels).orElse(0)]).toArray(int[][]::new);
    this.counters = new int[plan.layers().size()][Counters.KEYS.size()];
    for (int l = 0; l < sums.length; l++) sums[l] = new int[plan.layers().get(l).vectors().out().elements()];
  }

  @Override
  public void take(ByteBuffer answers) {
    answers.get(answer);
    if (!began) {
      began = true;
      return;
    }
    var of = plan.layers().get(layer);
    var record = ByteBuffer.wrap(answer);
    of.add(of.tiles().get(tile), place, values(layout.get(record, 0, 0), plan.top().shape().pairs()), sums[layer]);
    for (int k = 0; k < counters[layer].length; k++) counters[layer][k] += layout.get(record, 0, 1 + k).intValue();
    if (gates[layer].length > 0 && tile == 0 && place == 0) decided(layout.get(record, 0, 1 + counters[layer].length));
    if (++place < of.vectors().count()) return;
    place = 0;
    if (++tile < of.tiles().size()) return;
    tile = 0;
    layer++;
  }

  private void decided(BigInteger on) {
    for (int c = 0; c < gates[layer].length; c++) gates[layer][c] = on.testBit(c) ? 1 : 0;
  }

  /** Whether no operation of the layer has told what was decided. */
  private boolean undecided(int l) {
    return l > layer || l == layer && tile == 0 && place == 0;
  }

  private long[] values(BigInteger packed, int n) {
    var values = new long[n];
    var mask = BigInteger.ONE.shiftLeft(sumBits).subtract(BigInteger.ONE);
    for (int i = 0; i < n; i++) values[i] = packed.shiftRight(i * sumBits).and(mask).longValue() << 64 - sumBits >> 64 - sumBits;
    return values;
  }

  @Override
  public boolean complete() {
    return layer == sums.length;
  }

  @Override
  public OptionalInt step() {
    return OptionalInt.of(began ? layer : -1);
  }

  /** Tiles of the layer that is under way leave gaps until the last has answered. */
  private boolean missing(int l, int index) {
    if (l != layer) return l > layer;
    var of = plan.layers().get(l);
    int output = index / of.vectors().count(), at = index % of.vectors().count();
    for (int t = tile; t < of.tiles().size(); t++) if ((t > tile || at >= place) && holds(of.tiles().get(t), output)) return true;
    return false;
  }

  private static boolean holds(Tile tile, int output) {
    return tile.outputs().contains(output);
  }

  @Override
  public OptionalInt value(String tensor, int index) {
    for (int l = 0; l < sums.length; l++) {
      var name = plan.layers().get(l).node().name();
      if (tensor.equals(name)) return missing(l, index) ? OptionalInt.empty() : OptionalInt.of(sums[l][index]);
      if (tensor.equals(name + CimImage.GATES)) return undecided(l) ? OptionalInt.empty() : OptionalInt.of(gates[l][index]);
      if (tensor.equals(name + CimImage.ACTIVITY)) return l >= layer ? OptionalInt.empty() : OptionalInt.of(counters[l][index]);
    }
    throw new IllegalArgumentException("the tile computes no tensor " + tensor);
  }

  @Override
  public Trace trace() {
    var tensors = new ArrayList<Trace.Tensor>();
    var counted = new ArrayList<Map<String, Long>>();
    for (int l = 0; l < sums.length; l++) {
      var of = plan.layers().get(l);
      if (gates[l].length > 0) {
        var decision = plan.decision(of).orElseThrow();
        var untold = new BitSet();
        if (undecided(l)) untold.set(0, gates[l].length);
        tensors.add(new Trace.Tensor(of.node().name() + CimImage.GATES, CimImage.gatesTitle(of, decision), l, CimImage.gatesShape(decision), gates[l], untold));
      }
      tensors.add(new Trace.Tensor(of.node().name(), "layer " + of.node().name(), l, of.vectors().out(), sums[l], missing(l)));
      var all = new BitSet();
      if (l >= layer) all.set(0, Counters.KEYS.size());
      tensors.add(new Trace.Tensor(of.node().name() + CimImage.ACTIVITY, CimImage.activityTitle(of), l, Counters.SHAPE, counters[l], all));
      var keys = new LinkedHashMap<String, Long>();
      for (int k = 0; k < Counters.KEYS.size(); k++) keys.put(Counters.KEYS.get(k), counters[l][k] & 0xffffffffL);
      if (l < layer) counted.add(keys);
    }
    return new Trace(tensors, counted, complete() ? Optional.empty() : Optional.of(new Trace.Stop(true, "the tile fell silent in layer " + plan.layers().get(layer).node().name() + ", tile " + tile + ", place " + place)));
  }

  private BitSet missing(int l) {
    var missing = new BitSet();
    if (l >= layer) for (int i = 0; i < sums[l].length; i++) if (missing(l, i)) missing.set(i);
    return missing;
  }
}
