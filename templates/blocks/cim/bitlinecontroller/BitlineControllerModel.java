// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link BitlineController}, cycle by cycle: the lines that {@link ControlModel} says, each bit's as soon as its inputs are there. */
final class BitlineControllerModel implements CycleModel {
  private static final int MOST_IGNORED = (1 << BitlineController.IGNORED_BITS) - 1;

  private final BitlineController block;
  private final ControlModel model;
  private final Deque<Lines> ahead = new ArrayDeque<>();
  private Lines now;
  private Power power;
  private BigInteger need;
  private int startsIgnored;
  private int writesIgnored;

  BitlineControllerModel(BitlineController block) {
    this.block = block;
    this.model = new ControlModel(block);
    reset();
  }

  @Override
  public void reset() {
    ahead.clear();
    power = Power.reset(block.units());
    now = idle();
    startsIgnored = 0;
    writesIgnored = 0;
  }

  private Lines idle() {
    return Lines.quiet(ControlState.IDLE, 0, power, false);
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    BitlineController.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean idle = now.state() == ControlState.IDLE;
    if (!idle && Values.on(in.start())) startsIgnored = Math.min(MOST_IGNORED, startsIgnored + 1);
    if (Values.on(in.wrReq()) && (!idle || Values.on(in.start()))) writesIgnored = Math.min(MOST_IGNORED, writesIgnored + 1);
    if (idle && Values.on(in.start())) start(in);
    else if (now.state() == ControlState.BIT) form(in);
    now = ahead.isEmpty() ? idle() : ahead.remove();
    return outputs(in);
  }

  /** Nothing is charged, joined or grounded; all is clamped and without supply. */
  @Override
  public Optional<List<BigInteger>> inReset() {
    var no = BigInteger.ZERO;
    return Optional.of(outputs(new BitlineController.In<>(no, no, no, no, no, no, no, no, no, no)));
  }

  private void start(BitlineController.In<BigInteger> in) {
    need = model.need(in.segZero(), in.colOn(), in.rowOn());
    ahead.addAll(model.powering(power, need, Values.on(in.sleep()), Values.on(in.signed())));
    power = model.after(power, need, Values.on(in.sleep()));
    begin(block.bits() - 1, in);
  }

  /** What acts in a bit is known with the bit. */
  private void begin(int b, BitlineController.In<BigInteger> in) {
    ahead.add(model.first(b, power, new BitPlan(BigInteger.ZERO, BigInteger.ZERO, List.of()), Values.on(in.signed())));
  }

  private void form(BitlineController.In<BigInteger> in) {
    int b = now.bit();
    ahead.addAll(model.further(b, power, plan(in), Values.on(in.signed())));
    if (b > 0) begin(b - 1, in);
    else ahead.add(model.last(power, Values.on(in.signed())));
  }

  private BitPlan plan(BitlineController.In<BigInteger> in) {
    return model.plan(need, in.rowOn().and(in.xBit()), Values.on(in.skip()), in.pattern().intValueExact());
  }

  private List<BigInteger> outputs(BitlineController.In<BigInteger> in) {
    var units = Power.ones(block.units());
    boolean idle = now.state() == ControlState.IDLE;
    var act = now.state() == ControlState.BIT ? plan(in).act() : BigInteger.ZERO;
    boolean sub = Values.on(in.signed()) && now.bit() == block.bits() - 1;
    return Values.list(new BitlineController.Out<>(
        Values.of(idle), Values.of(now.state() == ControlState.DONE), Values.of(now.bit()), units.andNot(now.precharge()), now.wl(), now.power().c1(), now.power().c2(), now.power().iso(), now.sel(),
        Values.of(!now.globalPrecharge()), now.sae(), now.accEn(), Values.of(now.accClr()), Values.of(now.accShl()), Values.of(sub), act, Values.of(idle && Values.on(in.wrReq()) && !Values.on(in.start())),
        Values.of(startsIgnored), Values.of(writesIgnored)));
  }
}
