// SPDX-License-Identifier: Apache-2.0
package blocks.bus.spi;

import blocks.bus.EngineMap;
import blocks.bus.Request;
import blocks.bus.Response;
import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * SPI, mode 0, to registers: frames of bytes, high bit first, by four pins. SCK, CSN and MOSI are sampled by the clock, so a period of SCK takes 8 cycles or more.
 *
 * <p>The first byte of a frame is 128 write + offset / 4. A write: four bytes, the highest first, then a byte in which the slave answers 0, or 1 for an error; then four bytes again, for the same register. A read:
 * four bytes from the slave and the byte that answers; where the master sends that byte with its low bit 1, the register is read again.
 */
public record SpiPort() implements Block {
  /** Cycles of the clock that a period of SCK takes, at least. */
  public static final int PERIOD = 8;

  /** The pins, and what the registers answer. */
  public record In<T>(Pins<T> spi, Response<T> rsp) {}

  /** Pins that the master drives. */
  public record Pins<T>(T sck, T csn, T mosi) {
    /** Its ports. */
    public static Pins<Type> type() {
      var flag = Type.bit().control();
      return new Pins<>(flag, flag, flag);
    }
  }

  /** The pin that the slave drives, and what the registers are asked. */
  public record Out<T>(Miso<T> spi, Request<T> req) {}

  /** The pin that the slave drives. */
  public record Miso<T>(T miso) {}

  @Override
  public String moduleName() {
    return "spi_port";
  }

  @Override
  public In<Type> in() {
    return new In<>(Pins.type(), Response.type());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(new Miso<>(Type.bit().control()), Request.type());
  }

  @Override
  public List<String> asynchronous() {
    return List.of("spi_sck_i", "spi_csn_i", "spi_mosi_i");
  }

  /** Places the front end and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of an address that its byte does not say. */
  public int addressPad() {
    return EngineMap.ADDRESS_BITS - 9;
  }
}
