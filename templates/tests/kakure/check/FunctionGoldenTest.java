// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.array.adder.AdderTree;
import blocks.array.adder.AdderTreeSpec;
import blocks.array.signpe.SignPe;
import blocks.array.signpe.SignPeSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import kakure.ExternalTool;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.spec.BlockSpec;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a walk through a count are those of its points one by one, however the walk is cut: behind the delay, over the ends of runs, to the last point and again. */
class FunctionGoldenTest {
  private <B extends Block> void walks(BlockSpec<B> spec, B block, long from, long count, int lanes, int latency) {
    var function = (FunctionModel) spec.golden(block);
    var domain = spec.space(block).exhaustive();
    assertThat(domain.counted()).isTrue();
    var points = new Points(from, count, lanes, Math.max(0, latency - 1));
    var layout = Longs.outputs(block);
    var golden = new FunctionGolden(block, FunctionModel.registered(latency, function::apply), domain, points);
    golden.reset();
    long cycle = 0;
    for (int cycles = 1; cycle < points.cycles() + 3; cycle += cycles, cycles = cycles % 5 + 2) {
      var packed = ByteBuffer.allocate(3 + cycles * lanes * new Packer(block, Port.Dir.OUT).bytes).position(3).slice().order(ByteOrder.LITTLE_ENDIAN);
      golden.run(ByteBuffer.allocate(0), packed, cycles);
      assertThat(packed.hasRemaining()).isFalse();
      packed.rewind();
      for (int r = 0; r < cycles * lanes; r++) {
        long c = cycle + r / lanes - points.delay();
        var expected = c < 0 ? new long[layout.size()] : value(function, block, domain, points.at(c, r % lanes));
        assertThat(read(packed, layout)).as("cycle " + (cycle + r / lanes) + ", lane " + r % lanes).containsExactly(expected);
      }
    }
  }

  private static long[] value(FunctionModel function, Block block, Domain domain, long point) {
    var in = new long[Longs.inputs(block).size()];
    var out = new long[Longs.outputs(block).size()];
    domain.cursor().point(point, in);
    function.apply(in, out);
    return out;
  }

  private static long[] read(ByteBuffer records, Longs layout) {
    var values = new long[layout.size()];
    for (int i = 0; i < layout.count(); i++) for (int b = 0; b < (layout.width(i) + 7) / 8; b++) values[layout.first(i) + b / 8] |= (records.get() & 0xffL) << 8 * (b % 8);
    return values;
  }

  /** A function that differs from the hardware at one point of a million, on 64 lanes: both ends of a lane row, of a frame (262,144 points), of the domain. */
  @Test
  void oneWrongPointIsFoundOnLanes(@TempDir Path temp) {
    new ExternalTool("verilator").require();
    var block = new AdderTree(2, 10);
    var right = (FunctionModel) new AdderTreeSpec().golden(block);
    var domain = new AdderTreeSpec().space(block).exhaustive();
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).quickSimulator(Netlist.elaborate(new Lanes(block, 64)));
    for (long point : new long[] {0, 63, 64, 262_143, 262_144, 700_001, 1_048_575}) {
      var wrong = FunctionModel.combinational((in, out) -> {
        right.apply(in, out);
        if ((in[0] | in[1] << 10) == point) out[0] ^= 1;
      });
      var report = new FunctionCheck(simulator, block, wrong, 64, 1, Optional.empty()).run(domain, 0, domain.size(), 1, at -> { });
      assertThat(report.mismatches()).isEqualTo(1);
      assertThat(report.message()).contains("lane_" + point % 64 + "_sum_o", "point " + point + ": x_0_i=0x" + Long.toHexString(point & 1023) + " x_1_i=0x" + Long.toHexString(point >> 10) + "; expected sum_o=");
    }
    assertThat(new FunctionCheck(simulator, block, right, 64, 1, Optional.empty()).run(domain, 5, 999_999, 2, at -> { }).compared()).isEqualTo(999_999);
  }

  @Test
  void aWalkIsItsPoints() {
    var adder = new AdderTreeSpec();
    walks(adder, new AdderTree(3, 5), 0, 1 << 15, 64, 0);
    walks(adder, new AdderTree(3, 5), 17, 1000, 7, 1);
    walks(adder, new AdderTree(3, 5), 31, 2, 4, 3);
    walks(adder, new AdderTree(2, 31), (1L << 62) - 300, 300, 3, 2);
    walks(adder, new AdderTree(1, 1), 0, 2, 1, 0);
    walks(adder, new AdderTree(1, 62), 12345, 900, 2, 5);
    walks(new SignPeSpec(), new SignPe(8), 0, 1024, 5, 4);
  }
}
