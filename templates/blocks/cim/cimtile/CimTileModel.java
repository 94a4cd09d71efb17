// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.bitlinecontroller.Activity;
import blocks.cim.bitlinecontroller.ControlModel;
import blocks.cim.bitlinecontroller.ControlState;
import blocks.cim.bitlinecontroller.Lines;
import blocks.cim.bitlinecontroller.Power;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link CimTile}: the sums of {@link TileSums}, and in every cycle the lines of the controller's trace. */
public final class CimTileModel implements CycleModel {
  private final CimTile tile;
  private final ControlModel control;
  private TileTables tables;
  private TileSums sums;
  private Power power;
  private boolean signed;
  private State state;
  private Iterator<Lines> ahead;
  private Lines now;
  private BigInteger[] sum;
  /** Cycles until the channel gate takes a command again. */
  private int thinking;
  private Activity activity;

  private enum State {
    READY, THINKS, STARTS, BUSY, RESULT
  }

  /** In its state after reset. */
  public CimTileModel(CimTile tile) {
    this.tile = tile;
    this.control = new ControlModel(tile.controller());
    reset();
  }

  @Override
  public void reset() {
    tables = new TileTables(tile);
    sums = new TileSums(tile);
    power = Power.reset(tile.shape().units());
    signed = false;
    state = State.READY;
    now = idle();
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    CimTile.In<BigInteger> in = Values.record(tile.in(), inputs);
    switch (state) {
      case READY -> {
        if (Values.on(in.cmdValid()) && in.cmdKind().intValue() < TileCommand.Kind.values().length) take(new TileCommand(TileCommand.Kind.values()[in.cmdKind().intValue()], in.cmdIndex().intValue(), in.cmdData()));
      }
      case THINKS -> {
        if (--thinking == 0) state = State.READY;
      }
      case RESULT -> {
        if (Values.on(in.resultReady())) state = State.READY;
      }
      default -> {
        state = ahead.hasNext() ? State.BUSY : State.RESULT;
        now = ahead.hasNext() ? ahead.next() : idle();
      }
    }
    return outputs();
  }

  @Override
  public Optional<List<BigInteger>> inReset() {
    return Optional.of(outputs());
  }

  private void take(TileCommand c) {
    if (tile.gate() == 0 && !c.kind().plain()) return;
    if (c.kind() != TileCommand.Kind.START) {
      tables.set(c);
      if (c.kind() == TileCommand.Kind.MAP) {
        thinking = c.index() % 2 == 1 ? 1 + tile.channelGate().thinking() : 1;
        state = State.THINKS;
      }
      return;
    }
    var op = tables.operation(c);
    var trace = control.run(power, op);
    sum = sums.of(tables, op, tables.range(c));
    activity = trace.activity().within(tile.counterBits());
    ahead = trace.lines().iterator();
    signed = op.signed();
    now = idle();
    power = trace.after();
    state = State.STARTS;
  }

  private Lines idle() {
    var no = BigInteger.ZERO;
    return new Lines(ControlState.IDLE, 0, power, no, no, no, no, false, no, no, false, false, signed && tile.bits() == 1);
  }

  private List<BigInteger> outputs() {
    var units = Values.ones(tile.shape().units());
    boolean shown = state == State.RESULT;
    var lines = new CimTile.Lines<>(
        Values.of(now.bit()), units.andNot(now.precharge()), now.wl(), now.power().c1(), now.power().c2(), now.power().iso(), now.sel(), Values.of(!now.globalPrecharge()), now.sae(), now.accEn(), Values.of(now.accClr()),
        Values.of(now.accShl()), Values.of(now.accSub()), now.act());
    var a = activity;
    var n = !shown ? new BigInteger[8] : LongStream.of(a.cycles(), a.precharges(), a.avoided(), a.wordLinePulses(), a.conversions(), a.unitCyclesOff(), a.unitCyclesHeld(), a.wakes())
        .mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    var result = new CimTile.Result<>(shown ? packed() : null, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], tile.gate() == 0 ? List.of() : Arrays.asList(shown ? tables.on() : null));
    return Values.list(new CimTile.Out<>(Values.of(state == State.READY), Values.of(shown), result, lines));
  }

  private BigInteger packed() {
    var all = BigInteger.ZERO;
    int bits = tile.accumulator().sumBits();
    for (int p = sum.length - 1; p >= 0; p--) all = all.shiftLeft(bits).or(Values.wrap(sum[p], bits));
    return all;
  }
}
