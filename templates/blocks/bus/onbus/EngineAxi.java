// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.Axi4;
import blocks.bus.MoverMap;
import blocks.bus.Response;
import blocks.bus.axilite.AxiLite;
import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;

/**
 * An engine with AXI4-Lite registers, and an AXI4 manager that moves its streams' words from memory and its answer to memory, as descriptors there say.
 *
 * @param engine what is behind it
 * @param width bits of a word of memory, a power of two, 32 to 512
 * @param burst beats of the longest burst, a power of two, 2 to 256, and at most 4,096 bytes
 */
public record EngineAxi(Engine engine, int width, int burst) implements OnBus {
  /** Beats that every interconnect takes. */
  public static final int USUAL_BURST = 16;

  /** Checks width and burst. */
  public EngineAxi {
    Axi4.check(width, burst);
    Layout.registers(engine, width, false);
  }

  /** Channels of AXI4-Lite; what memory says. */
  public record In<T>(AxiLite.Address<T> aw, AxiLite.Write<T> w, T bReady, AxiLite.Address<T> ar, T rReady, Manager.In<T> m) {}

  /** Channels of AXI4-Lite; what memory is asked; interrupt. */
  public record Out<T>(T awReady, T wReady, AxiLite.Done<T> b, T arReady, AxiLite.Read<T> r, Manager.Out<T> m, T irq) {}

  @Override
  public Bus bus() {
    return Bus.AXI;
  }

  @Override
  public RegisterMap map() {
    var core = Layout.registers(engine, width, false).map();
    var all = new ArrayList<>(core.registers());
    all.addAll(MoverMap.registers());
    return new RegisterMap(core.name(), core.title(), core.addressBits(), all);
  }

  @Override
  public String moduleName() {
    return engine.moduleName() + "_axi" + width + (burst == USUAL_BURST ? "" : "_burst" + burst);
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var lite = new AxiLite().in();
    return new In<>(lite.aw(), lite.w(), flag, lite.ar(), flag, Manager.In.of(width));
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var lite = new AxiLite().out();
    return new Out<>(flag, flag, lite.b(), flag, lite.r(), Manager.Out.of(width), flag);
  }

  @Override
  public List<Stream> streams() {
    var all = new ArrayList<>(AxiLite.CHANNELS);
    all.addAll(Manager.CHANNELS);
    return all;
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var core = new CoreWiring(m, engine, width, false);
    var mover = new MoverWiring(m, width, burst);
    AxiLite.Out<Sig> lite = m.declare(new AxiLite(), "lite");
    var req = lite.req();
    int bits = Integer.numberOfTrailingZeros(MoverMap.SIZE);
    var high = m.wire("register_group", Expr.slice(req.addr(), req.addr().type().width() - 1, bits));
    var moves = m.wire("of_mover", Expr.eq(high, Expr.constant(MoverMap.BASE / MoverMap.SIZE, high.type().width())));
    Response<Sig> rsp = m.wires("rsp", Expr.mux(moves, mover.descriptors.rsp(), core.registers.rsp()));
    m.connect(lite, new AxiLite.In<>(in.aw(), in.w(), in.bReady(), in.ar(), in.rReady(), rsp));
    var wired = core.wire(req, mover.packets(), mover.writer.ready(), Optional.of(mover.answered()));
    var asked = mover.wire(req, core.registers.reset(), in.m(), wired.ready(), wired.out());
    var irq = m.wire("any_irq", Expr.or(core.registers.irq(), mover.descriptors.irq()));
    return new Out<>(lite.awReady(), lite.wReady(), lite.b(), lite.arReady(), lite.r(), asked, irq);
  }
}
