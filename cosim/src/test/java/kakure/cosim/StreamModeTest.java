// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Transactions in, transactions out: order, values, stalls, amounts far above what the sockets hold. */
class StreamModeTest {
  private static final SimulatorBuild BUILD = Fixtures.build();

  static ByteBuffer words(long seed, int n) {
    ByteBuffer b = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom rng = new SplittableRandom(seed);
    for (int i = 0; i < n; i++) b.putLong(rng.nextLong() & rng.nextLong());
    return b.flip();
  }

  static void check(ByteBuffer words, ByteBuffer counts) {
    assertThat(counts.remaining() * 8).isEqualTo(words.remaining());
    for (int i = 0; i < counts.remaining(); i++) assertThat((int) counts.get(i)).isEqualTo(Long.bitCount(words.getLong(8 * i)));
  }

  @Test
  void fullSpeedTakesOneCyclePerTransaction() {
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1))) {
      ByteBuffer words = words(1, 1000);
      sim.send("req", words);
      RunResult r = sim.run(Until.transferred("rsp", 1000).orIdle(100));
      assertThat(r.reason()).isEqualTo(RunResult.Reason.ARRIVED);
      assertThat(r.cycles()).isEqualTo(1001);
      check(words, sim.receive("rsp", 1000));
    }
  }

  @Test
  void manyTransactionsWithoutDeadlock() {
    int n = 4_000_000;
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1))) {
      ByteBuffer words = words(2, n);
      sim.send("req", words);
      RunResult r = sim.run(Until.transferred("rsp", n).orIdle(100));
      assertThat(sim.available("rsp")).isEqualTo(n);
      check(words, sim.receive("rsp", n));
    }
  }
}
