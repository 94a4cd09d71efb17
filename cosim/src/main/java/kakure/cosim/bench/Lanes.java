// SPDX-License-Identifier: Apache-2.0
package kakure.cosim.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleStimulus;
import kakure.cosim.Design;

/** testbench/bench/lanes.v with its stimulus (xorshift64) and golden function, step for step those of testbench/bench/lanes.cpp. */
final class Lanes implements CycleStimulus, CycleGolden {
  private static final long ONES = 0x0001000100010001L;
  private static final long HIGH = 0x8000800080008000L;
  private static final long BYTES = 0x00ff00ff00ff00ffL;
  private static final long PAIRS = 0x0000ffff0000ffffL;
  private static final int CLEAR_EVERY = 63;
  /** Bit i of the index becomes 16-bit lane i. */
  private static final long[] MASKS = new long[16];

  static {
    for (int n = 0; n < 16; n++) for (int i = 0; i < 4; i++) if ((n >> i & 1) != 0) MASKS[n] |= 0xffffL << 16 * i;
  }

  private final int lanes;
  private final long[] acc;
  private long state;

  /** A multiple of 64 lanes. */
  Lanes(int lanes) {
    this.lanes = lanes;
    this.acc = new long[lanes / 4];
  }

  /** Writes Verilog, design.json and the C++ harness into a directory. */
  Design write(Path dir) throws IOException {
    Files.createDirectories(dir);
    Files.writeString(dir.resolve("lanes.v"), "`define LANES " + lanes + "\n" + Programs.resource("lanes.v"), StandardCharsets.UTF_8);
    Files.writeString(dir.resolve("lanes.cpp"), Programs.resource("lanes.cpp"), StandardCharsets.UTF_8);
    Files.writeString(dir.resolve("design.json"), "{\"format\":1,\"top\":\"lanes\",\"files\":[\"lanes.v\"],\"clock\":\"clk_i\",\"reset\":\"rst_ni\",\"ports\":[" + String.join(",",
        port("clk_i", "in", 1), port("rst_ni", "in", 1), port("act_i", "in", 8 * lanes), port("sign_i", "in", lanes), port("mask_i", "in", lanes), port("clear_i", "in", 1),
        port("acc_o", "out", 16 * lanes)) + "]}", StandardCharsets.UTF_8);
    return Design.read(dir);
  }

  private static String port(String name, String dir, int width) {
    return "{\"name\":\"" + name + "\",\"dir\":\"" + dir + "\",\"width\":" + width + "}";
  }

  @Override
  public void reset() {
    state = 1;
    Arrays.fill(acc, 0);
  }

  @Override
  public void fill(ByteBuffer records, int cycles) {
    long s = state;
    int words = lanes / 8 + lanes / 32;
    int at = records.position();
    for (int c = 0; c < cycles; c++) {
      for (int i = 0; i < words; i++, at += 8) {
        s ^= s << 13;
        s ^= s >>> 7;
        s ^= s << 17;
        records.putLong(at, s);
      }
      s ^= s << 13;
      s ^= s >>> 7;
      s ^= s << 17;
      records.put(at++, (byte) ((s & CLEAR_EVERY) == 0 ? 1 : 0));
    }
    state = s;
  }

  @Override
  public void run(ByteBuffer in, ByteBuffer out, int cycles) {
    int record = lanes + lanes / 4 + 1;
    for (int c = 0, from = in.position(), to = out.position(); c < cycles; c++, from += record, to += 2 * lanes) step(in, from, out, to);
  }

  private void step(ByteBuffer in, int from, ByteBuffer out, int to) {
    int signs = from + lanes;
    int masks = signs + lanes / 8;
    long keep = in.get(masks + lanes / 8) == 0 ? -1 : 0;
    for (int w = 0; w < lanes / 64; w++) {
      long sign = in.getLong(signs + 8 * w);
      long mask = in.getLong(masks + 8 * w);
      for (int j = 0; j < 16; j++) {
        int i = 16 * w + j;
        long x = in.getInt(from + 4 * i) & 0xffffffffL;
        x = (x | x << 16) & PAIRS;
        x = (x | x << 8) & BYTES;
        long s = MASKS[(int) (sign >>> 4 * j) & 15];
        long y = add(acc[i] & keep, add(x ^ s, s & ONES) & MASKS[(int) (mask >>> 4 * j) & 15]);
        acc[i] = y;
        out.putLong(to + 8 * i, y);
      }
    }
  }

  /** Four lanes of 16 bits, no carry from one to the next. */
  private static long add(long a, long b) {
    return (a & ~HIGH) + (b & ~HIGH) ^ (a ^ b) & HIGH;
  }
}
