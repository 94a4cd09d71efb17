// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.SupermaskDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.ExternalTool;
import kakure.cosim.SimOptions;
import kakure.cosim.Until;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer's extents stand from its first entry to its last, even if the last waits while the next layer's words are there. */
@Tag("slow")
class SupermaskHeaderTest {
  @TempDir Path temp;

  @Test
  void extentsStandWhileEntriesWait() {
    new ExternalTool("verilator").require();
    var block = new SupermaskDecoder(4, 8, 1);
    var layout = block.layout();
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).simulator(Netlist.elaborate(block));
    var rng = new SplittableRandom(1);
    try (var sim = simulator.open(SimOptions.seed(1).stalls(0, 0.9))) {
      sim.poke("clear_i", 0);
      var shapes = new ArrayList<MaskShape>();
      for (int i = 0; i < 40; i++) {
        var shape = new MaskShape(rng.nextInt(1, 20), rng.nextInt(1, 12), rng.nextInt(1, 4));
        shapes.add(shape);
        var buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        long[] words = SupermaskCodec.encode((o, c, t) -> rng.nextBoolean(), shape, layout).beats();
        for (int w = 0; w < words.length; w++) buffer.put((byte) (w == words.length - 1 ? 1 : 0)).putLong(words[w]);
        sim.send("msk", buffer.flip());
      }
      for (var shape : shapes) {
        for (long e = new MaskOrder(layout, shape, MaskKind.free()).entries(); e > 0; e--) {
          sim.run(Until.transferred("entry", 1).orIdle(1000));
          assertThat(sim.available("entry")).isOne();
          boolean end = sim.design().transaction("entry").get(sim.receive("entry", 1), 0, 2).signum() == 1;
          assertThat(end).isEqualTo(e == 1);
          assertThat(sim.peek("cout_o")).isEqualTo(shape.outputs());
          assertThat(sim.peek("channels_o")).isEqualTo(shape.channels());
          assertThat(sim.peek("taps_o")).isEqualTo(shape.taps());
        }
      }
    }
  }
}
