// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.mask.codec.MaskCodec;
import blocks.mask.maskstream.MaskStreamDecoderSpec;
import blocks.mask.plain.PlainMasksSpec;
import blocks.mask.supermask.SupermaskDecoderSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged mask streams in simulation, all corners of the decoders ({@code -Dblock=NAME}: of one): the error port names a fault, nothing ends the layer, words are swallowed, and after clear the next layer decodes. */
@Tag("slow")
class MaskDamageTest {
  private static final int STREAMS = Integer.getInteger("streams", 240);
  private static final long SEED = Long.getLong("seed", 1);
  private static long streams;

  @TempDir Path temp;

  /** A decoder and the errors that its streams can show. */
  private record Subject<B extends Block>(BlockSpec<B> spec, B block, List<Integer> faults) {
    @Override
    public String toString() {
      return block.moduleName();
    }
  }

  static Stream<Subject<?>> subjects() {
    var masks = new SupermaskDecoderSpec();
    var streams = new MaskStreamDecoderSpec();
    var plain = new PlainMasksSpec();
    var only = System.getProperty("block", "");
    var all = new ArrayList<Subject<?>>();
    for (var b : masks.corners()) all.add(new Subject<>(masks, b, b.oneof() > 2 ? List.of(1, 2, 3, 4, 5, 6, 7) : List.of(1, 2, 3, 4, 5, 6)));
    for (var b : streams.corners()) all.add(new Subject<>(streams, b, b.codec() == MaskCodec.BLOCK ? List.of(1, 2, 3, 4, 5, 6) : List.of(1, 2, 4, 5, 6)));
    for (var b : plain.corners()) all.add(new Subject<>(plain, b, List.of(1, 2, 4, 5, 6)));
    return all.stream().filter(s -> only.isEmpty() || s.spec.name().equals(only));
  }

  @AfterAll
  static void figure() {
    System.out.println("figure mask.corrupted_streams " + streams + " streams");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <B extends Block> void isFlaggedAndNeverHangs(Subject<B> subject) {
    new ExternalTool("verilator").require();
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).simulator(Netlist.elaborate(subject.block));
    var result = DamageCheck.run(simulator, subject.spec, subject.block, STREAMS, SEED);
    assertThat(result.difference()).isEmpty();
    assertThat(result.errors()).as("every fault occurs").containsAll(subject.faults);
    streams += STREAMS;
  }
}
