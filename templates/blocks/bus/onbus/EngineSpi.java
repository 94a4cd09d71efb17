// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.spi.SpiPort;
import blocks.engine.engine.Engine;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;

/**
 * An engine behind an SPI slave: seven pins in all, its registers, and through them all words.
 *
 * @param engine what is behind it
 */
public record EngineSpi(Engine engine) implements OnBus {
  /** Checks that transactions are not too long. */
  public EngineSpi {
    Layout.registers(engine, WINDOW_WIDTH, true);
  }

  /** Pins of the master. */
  public record In<T>(SpiPort.Pins<T> spi) {}

  /** The slave's pin; interrupt. */
  public record Out<T>(SpiPort.Miso<T> spi, T irq) {}

  @Override
  public Bus bus() {
    return Bus.SPI;
  }

  @Override
  public RegisterMap map() {
    return Layout.registers(engine, WINDOW_WIDTH, true).map();
  }

  @Override
  public String moduleName() {
    return engine.moduleName() + "_spi";
  }

  @Override
  public In<Type> in() {
    return new In<>(SpiPort.Pins.type());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(new SpiPort().out().spi(), Type.bit().control());
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var core = new CoreWiring(m, engine, WINDOW_WIDTH, true);
    var bus = new SpiPort().place(m, "bus", new SpiPort.In<>(((In<Sig>) ports).spi(), core.registers.rsp()));
    core.window(bus.req());
    return new Out<>(bus.spi(), core.registers.irq());
  }
}
