// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.Activity;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A macro's operations, one after the other, as the specification counts them: need, act, the cycle formula, and which units keep their power from one to the next. */
final class TileRun {
  private static final int BITS = 8;
  /** PWR0, PWR1, PWR2. */
  private static final int POWER_CYCLES = 3;

  private final CimShape shape;
  private final CimPhases phases;
  private final Gates gates;
  private final Totals.Depth depth;
  private final int together;
  private final Row[] rows;
  private final int taps;
  private final boolean[] zero;
  private final boolean[] usedSegment;
  private final boolean[] usedGroup;
  private final int[][] outputs;
  private final boolean[] before;
  private final boolean[] powered;
  private final byte[] ones;
  private long operations, cycles, off, held, precharges, pulses, conversions, wakes, used, usedOff;

  TileRun(Mapping mapping, Tile tile, Gates gates, CimPhases phases, Totals.Depth depth) {
    shape = mapping.shape();
    this.phases = phases;
    this.gates = gates;
    this.depth = depth;
    together = shape.together(mapping.pattern());
    rows = tile.rows().toArray(Row[]::new);
    taps = mapping.layer().taps();
    zero = new boolean[shape.units()];
    for (int u = 0; u < zero.length; u++) zero[u] = depth.gates() && tile.zero().get(u);
    usedSegment = new boolean[shape.segments()];
    for (int s = 0; s < usedSegment.length; s++) usedSegment[s] = mapping.used(tile, s);
    usedGroup = new boolean[shape.groups()];
    outputs = new int[shape.groups()][];
    for (int g = 0; g < usedGroup.length; g++) {
      usedGroup[g] = mapping.usedGroup(tile, g);
      outputs[g] = IntStream.of(mapping.pairs(g)).map(tile.outputs()::get).filter(o -> o >= 0).toArray();
    }
    before = new boolean[shape.units()];
    powered = new boolean[shape.units()];
    ones = new byte[mapping.layer().inputs() * taps];
    Arrays.fill(ones, (byte) -1);
  }

  Totals all() {
    if (gates.operations().isEmpty()) for (int image = 0; image < gates.images(); image++) operation(image, ones);
    for (var o : gates.operations()) operation(o.image(), o.values());
    return new Totals(operations, new Activity(cycles, precharges, operations * shape.units() * BITS - precharges, pulses, conversions, off, held, wakes), cycles * shape.units(), used, usedOff);
  }

  private void operation(int image, byte[] values) {
    operations++;
    var rowsOn = new boolean[shape.segments()];
    var bits = new int[shape.segments()];
    var set = new int[shape.segments()][BITS];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].empty() || depth.gates() && gates.inputs().off(rows[r].channel(), image)) continue;
      int s = r / shape.segmentRows(), x = values[rows[r].channel() * taps + rows[r].tap()] & 255;
      rowsOn[s] = true;
      bits[s] |= x;
      for (; x != 0; x &= x - 1) set[s][Integer.numberOfTrailingZeros(x)]++;
    }
    var groupsOn = groupsOn(image);
    var need = new boolean[shape.units()];
    for (int s = 0; s < shape.segments(); s++) {
      for (int g = 0; g < shape.groups(); g++) {
        int u = shape.unit(s, g);
        need[u] = rowsOn[s] && groupsOn[g] && !zero[u];
        if (!usedSegment[s] || !usedGroup[g]) continue;
        used++;
        if (!need[u]) usedOff++;
      }
    }
    power(need);
    int inside = 1;
    for (int b = BITS - 1; b >= 0; b--) inside += bit(b, need, bits, set);
    cycles += inside;
    for (int u = 0; u < need.length; u++) {
      if (!powered[u]) off += inside;
      else if (!need[u]) held += inside;
    }
  }

  private boolean[] groupsOn(int image) {
    var on = new boolean[shape.groups()];
    for (int g = 0; g < on.length; g++) for (int o : outputs[g]) if (!depth.gates() || !gates.outputs().off(o, image)) on[g] = true;
    return on;
  }

  /** PWR0, WAKE, PWR1, PWR2, where the power state does not fit; a unit's C1 follows its need at the end of PWR1. */
  private void power(boolean[] need) {
    if (Arrays.equals(need, before) && (!depth.sleep() || Arrays.equals(need, powered))) return;
    boolean wake = false;
    for (int u = 0; u < need.length; u++) wake |= need[u] && !powered[u];
    int waiting = wake ? phases.wake() : 0;
    cycles += POWER_CYCLES + waiting;
    for (int u = 0; u < need.length; u++) {
      if (need[u] && !powered[u]) wakes++;
      if (!powered[u]) off++;
      else if (!before[u]) held++;
      boolean now = powered[u] || need[u];
      if (!now) off += waiting + 2;
      else held += (before[u] ? 0 : waiting + 1) + (need[u] ? 0 : 1);
      powered[u] = depth.sleep() ? need[u] : now;
      before[u] = need[u];
    }
  }

  /** @return cycles of a bit */
  private int bit(int b, boolean[] need, int[] bits, int[][] set) {
    int shares = 0, groups = shape.groups();
    var sensed = new boolean[groups];
    boolean share = false;
    for (int s = 0; s < shape.segments(); s++) {
      boolean acts = !depth.skip() || (bits[s] >> b & 1) != 0;
      boolean any = false;
      for (int g = 0; acts && g < groups; g++) {
        if (!need[s * groups + g]) continue;
        any = true;
        precharges++;
        sensed[g] = true;
      }
      if (any) pulses += set[s][b];
      share |= any;
      if ((s + 1) % together != 0 && s + 1 < shape.segments()) continue;
      if (share) shares++;
      share = false;
      for (int g = 0; g < groups; g++) if (sensed[g]) conversions++;
      Arrays.fill(sensed, false);
    }
    return phases.cyclesOfBit(shares);
  }
}
