// SPDX-License-Identifier: Apache-2.0
package blocks.memory.ram;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memories of every shape are mapped on parts with memories in lookup tables and without: {@code ram_style} is an order there. */
class RamFamiliesTest {
  @TempDir
  private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"ice40", "ecp5", "gowin", "xilinx"})
  void everyShapeIsMapped(String family) {
    for (var ram : List.of(new Ram(63, 2, 1), new Ram(1, 1152, 1), new Ram(49, 36, 1), new Ram(8, 6272, 1), new Ram(64, 128, 4))) {
      Path rtl = dir.resolve(ram.moduleName());
      Output.write(rtl, Emitter.emit(Netlist.elaborate(ram), EmitOptions.defaults()));
      assertThatCode(() -> new Yosys(rtl).run("map", List.of("read_verilog " + ram.moduleName() + ".v", "synth_" + family + " -top " + ram.moduleName()))).as("%s on %s", ram, family).doesNotThrowAnyException();
    }
  }
}
