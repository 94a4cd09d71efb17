// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that the simulator counts through are those that Java says: of any widths, over the ends of bytes, words and frames, with the last one again where none is left. */
class SweepTest {
  private static final SimulatorBuild BUILD = Fixtures.build();

  @TempDir
  Path dir;

  /** A wire from every input to an output. */
  private Design wires(int... widths) throws Exception {
    var names = IntStream.range(0, widths.length).boxed().toList();
    String ports = names.stream().flatMap(i -> Stream.of("input [" + (widths[i] - 1) + ":0] a" + i + "_i", "output [" + (widths[i] - 1) + ":0] y" + i + "_o")).collect(Collectors.joining(", "));
    String json = names.stream().flatMap(i -> Stream.of(Fixtures.port("a" + i + "_i", "in", widths[i]), Fixtures.port("y" + i + "_o", "out", widths[i]))).collect(Collectors.joining(","));
    String body = names.stream().map(i -> "assign y" + i + "_o = a" + i + "_i; ").collect(Collectors.joining());
    return Fixtures.design(Files.createTempDirectory(dir, "wires"), "wires", "module wires (" + ports + "); " + body + "endmodule\n", "\"clock\":null,\"reset\":null,\"ports\":[" + json + "]");
  }

  /** What wires answer: the inputs, as Java makes them. */
  private record Wires(Sweep sweep) implements CycleGolden {
    @Override
    public void reset() {
      next[0] = 0;
    }

    private static final long[] next = {0};

    @Override
    public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
      for (int i = 0; i < cycles; i++) outputs.put(sweep.record(next[0]++));
    }
  }

  private void counts(Design design, int lanes, long first, long last) {
    long cycles = (last - first) / lanes + 3;
    var sweep = new Sweep(design, lanes, first, last);
    assertThat(CycleRun.of(BUILD.quick().build(design), sweep, new Wires(sweep)).withoutReports().run(cycles).cycles()).isEqualTo(cycles);
  }

  @Test
  void simulatorAndJavaCountAlike() throws Exception {
    Design one = wires(3, 8, 1);
    counts(one, 1, 0, 4095);
    counts(one, 1, 4090, 4095);
    counts(one, 1, 17, 17);
    Design wide = wires(7, 33, 5, 18);
    counts(wide, 1, 0, 3000);
    counts(wide, 1, (1L << 40) - 1000, (1L << 40) + 1000);
    counts(wide, 1, (1L << 63) - 2000, Long.MAX_VALUE);
    counts(wires(5, 9, 5, 9, 5, 9), 3, 0, (1 << 14) - 1);
    counts(wires(1, 1, 1, 1), 4, 0, 1);
  }

  @Test
  void pointsThatAreNoneAreRefusedByBothSides() throws Exception {
    Design three = wires(3, 8, 1);
    assertThatThrownBy(() -> new Sweep(three, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class).hasMessage("3 input ports do not form 2 lanes");
    assertThatThrownBy(() -> new Sweep(three, 3, 0, 1)).hasMessage("the input ports do not form 3 equal lanes");
    assertThatThrownBy(() -> new Sweep(three, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sweep(three, 1, 0, 4096)).hasMessage("points 0 to 4096 are not among those of 12 bits");
    assertThatThrownBy(() -> new Sweep(three, 1, 5, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sweep(three, 1, -1, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sweep(wires(32, 32), 1, 0, 1)).hasMessageContaining("64 bits cannot be counted through: 63 is the limit");
    // the simulator of other ports does not believe what Java took for right
    refused(three, new Sweep(wires(3, 8, 1, 3, 8, 1), 2, 0, 1), "3 input ports do not form 2 lanes");
    refused(three, new Sweep(wires(4, 4, 4), 3, 0, 1), "the input ports do not form 3 equal lanes");
    refused(three, new Sweep(wires(13), 1, 0, 8191), "points 0 to 8191 are not among those of 12 bits");
    refused(wires(32, 32), new Sweep(wires(32), 1, 0, 1), "64 bits cannot be counted through: 63 is the limit");
  }

  private static void refused(Design design, Sweep sweep, String message) {
    try (Simulation sim = BUILD.quick().build(design).open(SimOptions.seed(1))) {
      assertThatThrownBy(() -> sim.await(sim.sweep(sweep, 0, 1))).isInstanceOf(ToolException.class).hasMessageContaining(message);
    }
  }
}
