// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import kakure.cosim.Simulation;
import kakure.cosim.Until;

/** AXI4-Lite registers and an AXI4 subordinate, streams of the co-simulation: a memory that takes its time, whose addresses begin at {@link #BASE}, and which holds the manager to the rules of bursts. */
final class AxiMemory implements BusHost {
  /** As memory.h has it. */
  private static final long BASE = 0x1ffffefc0L;
  private static final int LONGEST = 16, PAGE = 4096, SLVERR = 2, DECERR = 3, LATENCY = 25, PATIENCE = 20_000;

  private final Simulation sim;
  private final int bytes;
  private final SplittableRandom rng;
  private final byte[] memory = new byte[1 << 22];
  private int refusedAt;
  private int refused;
  private int refusals;
  /** Of a burst that is written: where, and how many words; none where that is 0. */
  private int writeAt;
  private int writeWords;

  AxiMemory(Simulation sim, int width, long seed) {
    this.sim = sim;
    this.bytes = width / 8;
    this.rng = new SplittableRandom(seed);
    new SplittableRandom(seed + 1).nextBytes(memory);
  }

  @Override
  public void publish(int at, byte[] from) {
    System.arraycopy(from, 0, memory, at, from.length);
  }

  @Override
  public byte[] renew(int at, int count) {
    return Arrays.copyOfRange(memory, at, at + count);
  }

  @Override
  public void refuse(int at, int count) {
    refusedAt = at;
    refused = count;
  }

  private int response(int at, int count) {
    return refused > 0 && at < refusedAt + refused && refusedAt < at + count ? refusals++ % 2 == 0 ? SLVERR : DECERR : 0;
  }

  @Override
  public Answer read(int offset) {
    sim.send("ar", ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) offset).flip());
    answered("r");
    var r = sim.receive("r", 1);
    long value = Integer.toUnsignedLong(r.getInt());
    return new Answer(r.get() == 0, value);
  }

  @Override
  public boolean write(int offset, long value) {
    sim.send("aw", ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) offset).flip());
    sim.send("w", ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).put((byte) 15).flip());
    answered("b");
    return sim.receive("b", 1).get() == 0;
  }

  private void answered(String stream) {
    for (int i = 0; i < 100 && sim.available(stream) == 0; i++) {
      sim.run(Until.transferred(stream, 1).orCycles(50));
      serve();
    }
    if (sim.available(stream) != 1) throw new IllegalStateException("an access of a register is not answered");
  }

  @Override
  public boolean waits() {
    for (int i = 0; i < PATIENCE && sim.peek("irq_o").signum() == 0; i++) {
      sim.run(Until.transferred("m_ar", 1).orIdle(40).orCycles(400));
      serve();
    }
    return sim.peek("irq_o").signum() != 0;
  }

  /** Answers what the manager has asked. */
  private void serve() {
    while (sim.available("m_ar") > 0) {
      if (rng.nextBoolean()) sim.run(Until.cycles(rng.nextInt(1, LATENCY)));
      var ar = sim.receive("m_ar", 1);
      int at = burst(ar), words = 1 + Byte.toUnsignedInt(ar.get());
      legal(at, words);
      var beats = ByteBuffer.allocate(words * (bytes + 2));
      for (int i = 0; i < words; i++) beats.put(memory, at + i * bytes, bytes).put((byte) response(at + i * bytes, bytes)).put((byte) (i == words - 1 ? 1 : 0));
      sim.send("m_r", beats.flip());
    }
    while (writes()) sim.send("m_b", ByteBuffer.allocate(1).put((byte) written()).flip());
  }

  private boolean writes() {
    if (writeWords == 0 && sim.available("m_aw") > 0) {
      var aw = sim.receive("m_aw", 1);
      writeAt = burst(aw);
      writeWords = 1 + Byte.toUnsignedInt(aw.get());
      legal(writeAt, writeWords);
    }
    return writeWords > 0 && sim.available("m_w") >= writeWords;
  }

  /** Takes the words of a burst. Returns its response. */
  private int written() {
    var w = sim.receive("m_w", writeWords);
    for (int i = 0; i < writeWords; i++) {
      var word = new byte[bytes];
      w.get(word);
      var strobes = new byte[(bytes + 7) / 8];
      w.get(strobes);
      for (int b = 0; b < bytes; b++) if ((strobes[b / 8] >> b % 8 & 1) != 0) memory[writeAt + i * bytes + b] = word[b];
      if (w.get() != (i == writeWords - 1 ? 1 : 0)) throw new IllegalStateException("WLAST of word " + i + " of " + writeWords);
    }
    int response = response(writeAt, writeWords * bytes);
    writeWords = 0;
    return response;
  }

  /** The place in memory that an address means. */
  private int burst(ByteBuffer address) {
    return Math.toIntExact(address.order(ByteOrder.LITTLE_ENDIAN).getLong() - BASE);
  }

  private void legal(int at, int words) {
    long from = BASE + at;
    boolean outside = at < 0 || at + words * bytes > memory.length, crosses = from / PAGE != (from + (long) words * bytes - 1) / PAGE;
    if (outside || crosses || words > LONGEST || from % bytes != 0) throw new IllegalStateException("a burst of " + words + " words at " + Long.toHexString(from));
  }
}
