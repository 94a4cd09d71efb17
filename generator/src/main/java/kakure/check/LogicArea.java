// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.file.Path;
import kakure.eda.Liberty;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;

/** What a design's logic takes on a library of cells: flat, without wires, its macros, memories above all, left out as black boxes. */
public final class LogicArea {
  private LogicArea() {}

  /**
   * Maps a design.
   *
   * @param top its block
   * @param liberty the library
   * @param work folder below which it is emitted and mapped, replaced where it is there
   * @throws kakure.BadInput where the library is none
   * @throws kakure.cosim.ToolException where yosys is missing or fails
   */
  public static Synthesis.Mapped of(Block top, Path liberty, Path work) {
    var library = Liberty.read(liberty);
    var netlist = Netlist.elaborate(top);
    var files = Emitter.emit(netlist, EmitOptions.defaults());
    var dir = work.resolve(netlist.top().name() + "-" + ProcessHandle.current().pid()); // several sweeps may ask for one design
    Output.write(dir, files);
    try {
      return new Synthesis(new Yosys(dir), library).map(netlist.top().name(), files.get("logic.f").lines().toList(), files.get("macros.f").lines().toList());
    } finally {
      Output.delete(dir);
    }
  }
}
