// SPDX-License-Identifier: Apache-2.0
package blocks.bus.registers;

import blocks.bus.EngineMap;
import blocks.bus.PerStream;
import blocks.bus.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link BusRegisters}: every address, those beside it and between registers, reads and writes, whole and in part, while everything goes on that a register tells of. */
public final class BusRegistersSpec implements BlockSpec<BusRegisters> {
  @Override
  public String name() {
    return "busregisters";
  }

  @Override
  public String summary() {
    return "registers of an engine on a bus: status, control, first error, interrupts, counters, and words of streams where a bus has no other way";
  }

  @Override
  public BusRegisters usual() {
    return new BusRegisters(32, 3, 2, 3, 2, 6, false);
  }

  @Override
  public List<BusRegisters> corners() {
    return List.of(new BusRegisters(8, 1, 1, 1, 1, 1, false), new BusRegisters(32, 3, 5, 3, 2, 7, true), new BusRegisters(64, 2, 256, 2, 1, 255, false));
  }

  @Override
  public BusRegisters random(SplittableRandom rng) {
    boolean window = rng.nextBoolean();
    return new BusRegisters(window ? 32 : 8 << rng.nextInt(7), rng.nextInt(1, 20), rng.nextInt(1, 200), rng.nextInt(1, 20), rng.nextInt(1, 20), rng.nextInt(1, 257), window);
  }

  @Override
  public Model golden(BusRegisters block) {
    return new BusRegistersModel(block);
  }

  /** Most accesses go to where registers are or may be; control is mostly written 0, so that something goes on; in the second half only 0, while an image does not end for long, and then many end, so that counters get somewhere. */
  @Override
  public Stimulus stimulus(BusRegisters b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) {
      int address = rng.nextInt(8) == 0 ? rng.nextInt(1 << EngineMap.ADDRESS_BITS) : rng.nextInt(16) == 0 ? rng.nextInt(0x80) : 4 * rng.nextInt(0x80 / 4);
      boolean write = rng.nextInt(3) == 0;
      boolean counts = i > n / 2;
      var data = address == 0x10 && (counts || rng.nextInt(6) != 0) ? BigInteger.ZERO : Stimulus.bits(rng, 32);
      var in = new BusRegisters.In<>(
          new Request<>(flag(rng, 2), Values.of(write), Values.of(address), data, Values.of(rng.nextInt(8) == 0 ? rng.nextInt(16) : 15)), Values.of(rng.nextInt(12) != 0),
          PerStream.each(s -> Values.of(rng.nextInt(60) == 0 ? rng.nextInt(1, 4) : 0)), PerStream.each(s -> flag(rng, 2)), flag(rng, 9), flag(rng, 9), flag(rng, !counts ? 9 : i < 3 * n / 4 ? n : 2), flag(rng, 20),
          new BusRegisters.Waiting<>(flag(rng, 2), flag(rng, 3), Stimulus.bits(rng, 32)));
      cycles.add(Values.list(in));
    }
    return new Stimulus.Cycles(cycles);
  }

  private static BigInteger flag(SplittableRandom rng, int oneIn) {
    return Values.of(rng.nextInt(oneIn) == 0);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("addresses of the map, all beside them an error", () -> "0 4 8 c 10 14 18 1c 20 24 28 30 34 38 3c 60", () -> answered(false)),
        Law.equal("what may be written", () -> "10 1c 20 30 34 38 3c 40 44 48 4c 50 54 58 5c", () -> answered(true)));
  }

  /** Addresses that are answered without an error. */
  private static String answered(boolean write) {
    var block = new BusRegisters(32, 3, 5, 3, 2, 7, true);
    var model = new BusRegistersModel(block);
    model.reset();
    var one = BigInteger.ONE;
    var off = BigInteger.ZERO;
    var text = new ArrayList<String>();
    for (int address = 0; address < 1 << EngineMap.ADDRESS_BITS; address++) {
      var in = new BusRegisters.In<>(new Request<>(off, Values.of(write), Values.of(address), off, Values.of(15)), one, PerStream.each(s -> off), PerStream.each(s -> one), off, off, off, off,
          new BusRegisters.Waiting<>(one, off, off));
      if (model.step(Values.list(in)).get(1).signum() == 0) text.add(Integer.toHexString(address));
    }
    return String.join(" ", text);
  }
}
