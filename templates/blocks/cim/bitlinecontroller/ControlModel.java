// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import blocks.cim.CimPhases;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Golden function of an operation's control: what is needed, what acts, which lines are on in every cycle, and in closed form how long it takes and what it does (specification, sections 3 and 4). Sums are not its
 * matter: they follow from {@link #plan}, the cells and the modes of the units.
 */
public final class ControlModel {
  private final BitlineController c;
  private final CimPhases t;

  /** The control of a shape, its input bits and phases. */
  public ControlModel(BitlineController controller) {
    this.c = controller;
    this.t = controller.phases();
  }

  /** Units that an operation needs: they hold weights, their group is wanted, and a row of their segment is on. */
  public BigInteger need(Operation op) {
    return need(op.segZero(), op.colOn(), op.rowOn());
  }

  BigInteger need(BigInteger segZero, BigInteger colOn, BigInteger rowOn) {
    return spread(rowOn, colOn).andNot(segZero);
  }

  /** What happens in bit {@code b} of an operation, {@code bits - 1} being the first. */
  public BitPlan plan(Operation op, int b) {
    return plan(need(op), op.rowOn().and(op.bit(b)), op.skip(), op.pattern());
  }

  /** @param ones rows that are on and have a 1 in this bit */
  BitPlan plan(BigInteger need, BigInteger ones, boolean skip, int pattern) {
    var all = Power.ones(c.groups());
    var act = need.and(spread(skip ? ones : Power.ones(c.rows()), all));
    var wl = BigInteger.ZERO;
    var shares = new ArrayList<BigInteger>();
    int together = c.shape().together(pattern);
    for (int first = 0; first < c.segments(); first += together) {
      var sharing = BigInteger.ZERO;
      for (int s = first; s < Math.min(first + together, c.segments()); s++) {
        var acting = act.and(all.shiftLeft(s * c.groups()));
        if (acting.signum() == 0) continue;
        sharing = sharing.or(acting);
        wl = wl.or(ones.and(rowsOf(s)));
      }
      if (sharing.signum() != 0) shares.add(sharing);
    }
    return new BitPlan(act, wl, shares);
  }

  /** Units of the segments with one of these rows, in these column groups. */
  private BigInteger spread(BigInteger rows, BigInteger groups) {
    var units = BigInteger.ZERO;
    for (int s = 0; s < c.segments(); s++) if (rows.and(rowsOf(s)).signum() != 0) units = units.or(groups.shiftLeft(s * c.groups()));
    return units;
  }

  private BigInteger rowsOf(int segment) {
    return Power.ones(c.segmentRows()).shiftLeft(segment * c.segmentRows());
  }

  /** Column groups with one of these units. */
  public BigInteger groups(BigInteger units) {
    var groups = BigInteger.ZERO;
    for (int s = 0; s < c.segments(); s++) groups = groups.or(units.shiftRight(s * c.groups()).and(Power.ones(c.groups())));
    return groups;
  }

  /** Whether the power state does not fit, so that an operation begins with changing it. */
  boolean changes(Power power, BigInteger need, boolean sleep) {
    return !need.equals(Power.ones(c.units()).andNot(power.iso())) || sleep && !power.c2().equals(need);
  }

  /** Needed units that are off. */
  private static BigInteger asleep(Power power, BigInteger need) {
    return need.andNot(power.c2());
  }

  /** The power state in which an operation leaves the units. */
  Power after(Power power, BigInteger need, boolean sleep) {
    return changes(power, need, sleep) ? new Power(need, sleep ? need : power.c2().or(need), Power.ones(c.units()).andNot(need)) : power;
  }

  /** The cycles before the first bit: none where the power state fits. */
  List<Lines> powering(Power power, BigInteger need, boolean sleep, boolean signed) {
    var lines = new ArrayList<Lines>();
    if (!changes(power, need, sleep)) return lines;
    var clamped = new Power(power.c1(), power.c2().or(need), power.iso().or(Power.ones(c.units()).andNot(need)));
    var grounded = new Power(need, clamped.c2(), clamped.iso());
    add(lines, 1, Lines.quiet(ControlState.PWR0, c.bits() - 1, power, signed));
    if (asleep(power, need).signum() != 0) add(lines, t.wake(), Lines.quiet(ControlState.WAKE, c.bits() - 1, clamped, signed));
    add(lines, 1, Lines.quiet(ControlState.PWR1, c.bits() - 1, clamped, signed));
    add(lines, 1, Lines.quiet(ControlState.PWR2, c.bits() - 1, grounded, signed));
    return lines;
  }

  /** The first cycle of a bit. */
  Lines first(int b, Power power, BitPlan plan, boolean signed) {
    return Lines.quiet(ControlState.BIT, b, power, subtracts(signed, b)).begin(plan.act(), b == c.bits() - 1);
  }

  /** The further cycles of a bit: none where nothing acts. */
  List<Lines> further(int b, Power power, BitPlan plan, boolean signed) {
    var lines = new ArrayList<Lines>();
    if (plan.act().signum() == 0) return lines;
    boolean sub = subtracts(signed, b);
    add(lines, t.precharge(), Lines.quiet(ControlState.PCH, b, power, sub).charge(plan.act()));
    add(lines, t.gap(), Lines.quiet(ControlState.GAP1, b, power, sub));
    add(lines, t.evaluate(), Lines.quiet(ControlState.EVAL, b, power, sub).evaluate(plan.wl()));
    add(lines, t.gap(), Lines.quiet(ControlState.GAP2, b, power, sub));
    for (var units : plan.shares()) {
      add(lines, t.share(), Lines.quiet(ControlState.SHARE, b, power, sub).share(units, BigInteger.ZERO));
      add(lines, t.sense(), Lines.quiet(ControlState.SENSE, b, power, sub).share(units, groups(units)));
      add(lines, 1, Lines.quiet(ControlState.ACC, b, power, sub).accumulate(groups(units)));
    }
    return lines;
  }

  /** The last cycle. */
  Lines last(Power power, boolean signed) {
    return Lines.quiet(ControlState.DONE, 0, power, subtracts(signed, 0));
  }

  private boolean subtracts(boolean signed, int b) {
    return signed && b == c.bits() - 1;
  }

  private static void add(List<Lines> to, int cycles, Lines lines) {
    for (int i = 0; i < cycles; i++) to.add(lines);
  }

  /**
   * An operation, cycle by cycle.
   *
   * @param from the power state it finds
   * @throws IllegalArgumentException where it does not fit the shape
   */
  public ControlTrace run(Power from, Operation op) {
    op.check(c);
    var need = need(op);
    var power = after(from, need, op.sleep());
    var lines = powering(from, need, op.sleep(), op.signed());
    for (int b = c.bits() - 1; b >= 0; b--) {
      var plan = plan(need, op.rowOn().and(op.bit(b)), op.skip(), op.pattern());
      lines.add(first(b, power, plan, op.signed()));
      lines.addAll(further(b, power, plan, op.signed()));
    }
    lines.add(last(power, op.signed()));
    return new ControlTrace(lines, power, Activity.of(c.units(), lines, power));
  }

  /** The power state that the next operation finds. */
  public Power after(Power from, Operation op) {
    return after(from, need(op), op.sleep());
  }

  /** Cycles of an operation, in closed form: C = P + sum over bits (1 + [A > 0] (precharge + 2 gap + evaluate) + A (share + sense + 1)) + 1, A being how often the global line is shared. */
  public long cycles(Power from, Operation op) {
    return activity(from, op).cycles();
  }

  /** What an operation does, in closed form: without its lines, for many. */
  public Activity activity(Power from, Operation op) {
    op.check(c);
    var need = need(op);
    var after = after(from, need, op.sleep());
    long bitCycles = 1, charged = 0, pulses = 0, converted = 0;
    for (int b = c.bits() - 1; b >= 0; b--) {
      var plan = plan(need, op.rowOn().and(op.bit(b)), op.skip(), op.pattern());
      bitCycles += t.cyclesOfBit(plan.shares().size());
      charged += plan.act().bitCount();
      pulses += plan.wl().bitCount();
      for (var units : plan.shares()) converted += groups(units).bitCount();
    }
    long avoided = (long) c.units() * c.bits() - charged;
    long off = bitCycles * after.off(c.units()), held = bitCycles * after.held();
    if (!changes(from, need, op.sleep())) return new Activity(bitCycles, charged, avoided, pulses, converted, off, held, 0);
    int wakes = asleep(from, need).bitCount(), up = wakes == 0 ? 1 : t.wake() + 1;   // cycles between the supply and the ground
    var supplied = from.c2().or(need);
    off += from.off(c.units()) + (long) (up + 1) * (c.units() - supplied.bitCount());
    held += from.held() + (long) up * supplied.andNot(from.c1()).bitCount() + supplied.andNot(need).bitCount();
    return new Activity(bitCycles + 2 + up, charged, avoided, pulses, converted, off, held, wakes);
  }
}
