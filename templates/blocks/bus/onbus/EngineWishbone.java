// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.wishbone.Wishbone;
import blocks.engine.engine.Engine;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;

/**
 * An engine behind a Wishbone slave of 32 bits: its registers, and through them all words.
 *
 * @param engine what is behind it
 */
public record EngineWishbone(Engine engine) implements OnBus {
  /** Checks that transactions are not too long. */
  public EngineWishbone {
    Layout.registers(engine, WINDOW_WIDTH, true);
  }

  /** The master's side. */
  public record In<T>(Wishbone.Asked<T> wb) {}

  /** Its answer; interrupt. */
  public record Out<T>(Wishbone.Answered<T> wb, T irq) {}

  @Override
  public Bus bus() {
    return Bus.WISHBONE;
  }

  @Override
  public RegisterMap map() {
    return Layout.registers(engine, WINDOW_WIDTH, true).map();
  }

  @Override
  public String moduleName() {
    return engine.moduleName() + "_wishbone";
  }

  @Override
  public In<Type> in() {
    return new In<>(Wishbone.Asked.type());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(new Wishbone().out().wb(), Type.bit().control());
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var core = new CoreWiring(m, engine, WINDOW_WIDTH, true);
    var bus = new Wishbone().place(m, "bus", new Wishbone.In<>(((In<Sig>) ports).wb(), core.registers.rsp()));
    core.window(bus.req());
    return new Out<>(bus.wb(), core.registers.irq());
  }
}
