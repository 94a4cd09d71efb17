// SPDX-License-Identifier: Apache-2.0
package blocks.bus.registers;

import blocks.bus.PerStream;
import blocks.bus.Response;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.spec.CycleModel;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Values;

/** Golden function of {@link BusRegisters}: looks an address up in the map, and does what the page says of that register. */
final class BusRegistersModel implements CycleModel {
  private static final int DONE = 1, FAILED = 2, HALTED = 4, ANSWER = 8;

  private final BusRegisters block;
  private final RegisterMap map;
  private final Map<String, Long> kept = new LinkedHashMap<>();
  private boolean open;
  private boolean done;
  private boolean busy;
  private int code;
  private int stream;
  private long cycles;
  private long images;

  BusRegistersModel(BusRegisters block) {
    this.block = block;
    this.map = block.map();
  }

  @Override
  public void reset() {
    for (var r : map.registers()) if (r.access() == Access.READ_WRITE) kept.put(r.name(), r.reset());
    forget();
  }

  private void forget() {
    open = done = busy = false;
    code = stream = 0;
    cycles = images = 0;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    BusRegisters.In<BigInteger> in = Values.record(block.in(), values);
    boolean inReset = kept.get("control") == 1;
    Register asked = at(in.req().addr().intValueExact());
    boolean written = Values.on(in.req().valid()) && Values.on(in.req().write()) && in.req().strb().intValueExact() == 15 && asked != null;
    if (inReset) forget();
    else follow(in, written && asked.name().equals("irq_pending") && in.req().data().testBit(0));
    if (written && asked.access() == Access.READ_WRITE) kept.put(asked.name(), in.req().data().longValueExact() & (1L << asked.word().width()) - 1);
    return Values.list(answer(in, asked));
  }

  private void follow(BusRegisters.In<BigInteger> in, boolean cleared) {
    boolean running = Values.on(in.running());
    boolean ended = running && Values.on(in.done()), begun = running && Values.on(in.begin());
    done = done && !cleared || ended;
    if (!running) return;
    if (begun && !busy) cycles = 0;
    else if (busy) cycles = cycles + 1 & 0xffffffffL;
    busy = begun || busy && !ended;
    if (ended) images++;
    open |= Values.on(in.loaded());
    for (int s = 0; s < 4 && code == 0; s++) {
      code = in.fault().all().get(s).intValueExact();
      stream = code == 0 ? 0 : s;
    }
  }

  private Register at(int address) {
    return map.registers().stream().filter(r -> r.offset() == address).findFirst().orElse(null);
  }

  private BusRegisters.Out<BigInteger> answer(BusRegisters.In<BigInteger> in, Register asked) {
    boolean running = Values.on(in.running()), valid = Values.on(in.req().valid()), write = Values.on(in.req().write());
    boolean halted = running && Values.on(in.halted()), waits = running && Values.on(in.answer().valid());
    int pending = (done ? DONE : 0) + (code != 0 ? FAILED : 0) + (halted ? HALTED : 0) + (waits ? ANSWER : 0);
    int room = 0;
    for (int s = 0; s < 4; s++) if (running && Values.on(in.room().all().get(s))) room |= 1 << s;
    boolean readable = asked != null && asked.access().reads() && (!asked.name().equals("pop") || waits);
    int pushed = asked == null || asked.access() != Access.WRITE ? -1 : asked.offset() / 4 % 4;
    boolean writable = asked != null && asked.access().writes() && in.req().strb().intValueExact() == 15 && (pushed < 0 || (room >> pushed & 1) == 1);
    var push = new ArrayList<BigInteger>();
    for (int s = 0; s < 4; s++) push.add(Values.of(valid && write && writable && pushed == s));
    var last = !block.window() ? Values.of(0) : pushed < 0 ? null : Values.of(asked.name().startsWith("end_"));
    return new BusRegisters.Out<>(
        new Response<>(asked != null && asked.access().reads() ? value(asked.name(), in, pending, room, waits) : BigInteger.ZERO, Values.of(write ? !writable : !readable)),
        Values.of((pending & kept.get("irq_enable")) != 0), Values.of(kept.get("control")), Values.of(code != 0), Values.of(open),
        PerStream.each(s -> Values.of(kept.get("length_" + s))), PerStream.of(push), last, Values.of(valid && !write && readable && asked.name().equals("pop")));
  }

  private BigInteger value(String name, BusRegisters.In<BigInteger> in, int pending, int room, boolean waits) {
    if (name.equals("pop")) return in.answer().data();
    return Values.of(kept.containsKey(name) ? kept.get(name) : switch (name) {
      case "status" -> (code != 0 ? 1L : 0) | ((pending & HALTED) != 0 ? 2 : 0) | (busy ? 4 : 0) | (waits ? 8 : 0) | (long) room << 4 | (waits && Values.on(in.answer().last()) ? 256 : 0) | (open ? 512 : 0);
      case "error" -> code | (long) stream << 4;
      case "irq_pending" -> pending;
      case "cycles" -> cycles;
      case "images" -> images & 0xffffffffL;
      default -> map.register(name).reset();
    });
  }
}
