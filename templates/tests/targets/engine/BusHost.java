// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kakure.cosim.Simulation;
import kakure.cosim.Until;

/** The bus between a host program, which asks by a pipe, and a simulated engine. */
interface BusHost {
  /** What an access was answered. */
  record Answer(boolean ok, long value) {}

  Answer read(int offset);

  boolean write(int offset, long value);

  /** Bus words of a transaction, with the mark of the last. */
  default void send(String stream, byte[] words, boolean last) {
    throw new IllegalStateException("no streams");
  }

  /** Bytes of bus words of the next transaction, null where none comes. */
  default byte[] take(int bytes) {
    throw new IllegalStateException("no streams");
  }

  default void flush() {}

  /** The host's bytes become memory's. */
  default void publish(int at, byte[] bytes) {
    throw new IllegalStateException("no memory");
  }

  /** Memory's bytes. */
  default byte[] renew(int at, int count) {
    throw new IllegalStateException("no memory");
  }

  /** Accesses of these bytes are answered with an error, and of no others. */
  default void refuse(int at, int count) {
    throw new IllegalStateException("no memory");
  }

  /** Lets time pass until the interrupt; false if it does not come. */
  boolean waits();

  /** Serves a program to its end. Returns what it said. */
  static String serve(BusHost bus, Process program) throws IOException {
    var said = new StringBuilder();
    var in = new DataInputStream(new java.io.BufferedInputStream(program.getInputStream()));
    var out = program.getOutputStream();
    for (int what = in.read(); what >= 0; what = in.read()) {
      switch (what) {
        case 'r' -> {
          var answer = bus.read(number(in));
          var bytes = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).put((byte) (answer.ok ? 1 : -1)).putInt((int) answer.value);
          out.write(bytes.array());
        }
        case 'w' -> {
          int offset = number(in);
          out.write(bus.write(offset, Integer.toUnsignedLong(number(in))) ? 1 : -1);
        }
        case 's' -> {
          var stream = List.of("cfg", "img", "msk", "rqc").get(number(in));
          boolean last = number(in) != 0;
          bus.send(stream, in.readNBytes(number(in)), last);
          out.write(1);
        }
        case 't' -> taken(out, bus.take(number(in)));
        case 'P' -> {
          int at = number(in);
          bus.publish(at, in.readNBytes(number(in)));
          out.write(1);
        }
        case 'G' -> {
          int at = number(in);
          out.write(1);
          out.write(bus.renew(at, number(in)));
        }
        case 'E' -> {
          int at = number(in);
          bus.refuse(at, number(in));
          out.write(1);
        }
        case 'i' -> out.write(bus.waits() ? 1 : 0);
        case 'f' -> {
          bus.flush();
          out.write(1);
        }
        case 'p' -> said.append(new String(in.readNBytes(number(in)), StandardCharsets.UTF_8));
        default -> throw new IOException("the program asked " + what);
      }
      out.flush();
    }
    return said.toString();
  }

  private static void taken(OutputStream out, byte[] words) throws IOException {
    out.write(words == null ? 0 : 1);
    if (words != null) out.write(words);
  }

  private static int number(DataInputStream in) throws IOException {
    return Integer.reverseBytes(in.readInt());
  }

  /** AXI4-Lite and AXI4-Streams, all of them streams of the co-simulation, with its stalls and its monitors. */
  record AxiStream(Simulation sim, int width) implements BusHost {
    private static final int IDLE = 3000;

    @Override
    public Answer read(int offset) {
      sim.send("ar", ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) offset).flip());
      sim.run(Until.transferred("r", 1).orCycles(500));
      if (sim.available("r") != 1) throw new IllegalStateException("a read of " + offset + " is not answered");
      var r = sim.receive("r", 1);
      long value = Integer.toUnsignedLong(r.getInt());
      return new Answer(r.get() == 0, value);
    }

    @Override
    public boolean write(int offset, long value) {
      sim.send("aw", ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) offset).flip());
      sim.send("w", ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).put((byte) 15).flip());
      sim.run(Until.transferred("b", 1).orCycles(500));
      if (sim.available("b") != 1) throw new IllegalStateException("a write of " + offset + " is not answered");
      return sim.receive("b", 1).get() == 0;
    }

    @Override
    public void send(String stream, byte[] words, boolean last) {
      int bytes = width / 8;
      var all = ByteBuffer.allocate(words.length / bytes * (bytes + 1));
      for (int at = 0; at < words.length; at += bytes) all.put(words, at, bytes).put((byte) (last && at + bytes == words.length ? 1 : 0));
      sim.send(stream, all.flip());
    }

    @Override
    public byte[] take(int bytes) {
      int count = bytes / (width / 8);
      if (sim.available("out") < count) sim.run(Until.transferred("out", count - sim.available("out")).orIdle(IDLE));
      if (sim.available("out") < count) return null;
      var words = sim.receive("out", count);
      var transaction = ByteBuffer.allocate(bytes);
      for (int i = 0; i < count; i++) {
        for (int b = 0; b < width / 8; b++) transaction.put(words.get());
        words.get();
      }
      return transaction.array();
    }

    @Override
    public void flush() {
      sim.run(Until.taken().orCycles(100_000));
      sim.run(Until.idle(50));
      sim.receive("out", (int) sim.available("out"));
    }

    @Override
    public boolean waits() {
      for (int i = 0; i < 1000; i++) {
        if (sim.available("out") > 0 || sim.peek("irq_o").signum() != 0) return true;
        sim.run(Until.cycles(20));
      }
      return false;
    }
  }

  /** Wishbone, classic cycles, pin by pin. */
  record Wishbone(Simulation sim) implements BusHost {
    private Answer access(boolean write, int offset, long value) {
      sim.poke("wb_cyc_i", 1);
      sim.poke("wb_stb_i", 1);
      sim.poke("wb_we_i", write ? 1 : 0);
      sim.poke("wb_adr_i", offset / 4);
      sim.poke("wb_dat_i", value);
      sim.poke("wb_sel_i", 15);
      for (int cycles = 0; cycles < 5; cycles++) {
        sim.run(Until.cycles(1));
        boolean ack = sim.peek("wb_ack_o").signum() != 0, err = sim.peek("wb_err_o").signum() != 0;
        if (!ack && !err) continue;
        var data = sim.peek("wb_dat_o");
        sim.run(Until.cycles(1));
        sim.poke("wb_cyc_i", 0);
        sim.poke("wb_stb_i", 0);
        return new Answer(ack, data.longValue());
      }
      throw new IllegalStateException("an access of " + offset + " is not answered");
    }

    @Override
    public Answer read(int offset) {
      return access(false, offset, 0);
    }

    @Override
    public boolean write(int offset, long value) {
      return access(true, offset, value).ok;
    }

    @Override
    public boolean waits() {
      for (int i = 0; i < 1000 && sim.peek("irq_o").signum() == 0; i++) sim.run(Until.cycles(20));
      return sim.peek("irq_o").signum() != 0;
    }
  }

  /** SPI, mode 0, pin by pin: a frame for each access. */
  record Spi(Simulation sim) implements BusHost {
    private static final int HALF = 4;

    /** A frame, high bit first; what came meanwhile. */
    private BigInteger frame(BigInteger bits, int count) {
      sim.poke("spi_csn_i", 0);
      var came = BigInteger.ZERO;
      for (int i = count - 1; i >= 0; i--) {
        sim.poke("spi_mosi_i", bits.testBit(i) ? 1 : 0);
        sim.start(Until.cycles(HALF));
        came = came.shiftLeft(1).or(i < 40 ? sim.peek("spi_miso_o") : BigInteger.ZERO);
        sim.poke("spi_sck_i", 1);
        sim.start(Until.cycles(HALF));
        sim.poke("spi_sck_i", 0);
      }
      sim.run(Until.cycles(HALF));
      sim.poke("spi_csn_i", 1);
      sim.run(Until.cycles(HALF));
      return came;
    }

    private static BigInteger head(boolean write, int offset) {
      return BigInteger.valueOf((write ? 128 : 0) + offset / 4).shiftLeft(40);
    }

    @Override
    public Answer read(int offset) {
      if (offset >= 512) return new Answer(false, 0); // no frame can say it
      var came = frame(head(false, offset), 48);
      return new Answer(!came.testBit(0), came.shiftRight(8).longValue() & 0xffffffffL);
    }

    @Override
    public boolean write(int offset, long value) {
      return offset < 512 && !frame(head(true, offset).or(BigInteger.valueOf(value).shiftLeft(8)), 48).testBit(0);
    }

    @Override
    public boolean waits() {
      for (int i = 0; i < 1000 && sim.peek("irq_o").signum() == 0; i++) sim.run(Until.cycles(20));
      return sim.peek("irq_o").signum() != 0;
    }
  }
}
