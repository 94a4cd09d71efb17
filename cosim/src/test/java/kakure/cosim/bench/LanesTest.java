// SPDX-License-Identifier: Apache-2.0
package kakure.cosim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleRun;
import kakure.cosim.Design;
import kakure.cosim.Fixtures;
import kakure.cosim.MismatchException;
import kakure.cosim.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark measures a comparison that compares: its golden function follows the equation, and the slightest fault is found. */
class LanesTest {
  private static final int LANES = 64;

  @Test
  void followsTheEquation() {
    Lanes lanes = new Lanes(LANES);
    lanes.reset();
    int record = LANES + LANES / 4 + 1;
    ByteBuffer in = ByteBuffer.allocate(record * 300).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(2 * LANES * 300).order(ByteOrder.LITTLE_ENDIAN);
    lanes.fill(in, 300);
    lanes.run(in.rewind(), out, 300);
    int[] acc = new int[LANES];
    for (int c = 0; c < 300; c++) {
      int at = c * record;
      for (int i = 0; i < LANES; i++) {
        int sign = in.get(at + LANES + i / 8) >> i % 8 & 1;
        int mask = in.get(at + LANES + LANES / 8 + i / 8) >> i % 8 & 1;
        int old = in.get(at + record - 1) == 1 ? 0 : acc[i];
        acc[i] = old + mask * (1 - 2 * sign) * (in.get(at + i) & 0xff) & 0xffff;
        assertThat(out.getShort(2 * (c * LANES + i)) & 0xffff).isEqualTo(acc[i]);
      }
    }
  }

  @Test
  void oneWrongBitInAThousandCyclesIsFound(@TempDir Path dir) throws Exception {
    Lanes lanes = new Lanes(LANES);
    Design design = lanes.write(dir);
    Simulator simulator = Fixtures.build().build(design);
    assertThat(CycleRun.of(simulator, lanes, lanes).run(5000).compared()).isEqualTo(5000);
    CycleGolden wrong = new CycleGolden() {
      @Override
      public void reset() {
        lanes.reset();
      }

      @Override
      public void run(ByteBuffer in, ByteBuffer out, int cycles) {
        lanes.run(in, out, cycles);
        if (cycles == 1024) out.put(2 * LANES * 1000 + 77, (byte) (out.get(2 * LANES * 1000 + 77) ^ 4));
      }
    };
    assertThatThrownBy(() -> CycleRun.of(simulator, new Lanes(LANES), wrong).reports(dir.resolve("reports")).run(5000)).isInstanceOf(MismatchException.class)
        .hasMessageStartingWith("lanes: cycle 1000, port acc_o: expected 0x");
  }
}
