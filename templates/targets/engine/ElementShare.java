// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kakure.eda.Liberty;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;

/**
 * How much of an engine's cells are elements: area of its array, with sums, their shadow and the register that drains it, over that of the whole engine, without memories and wires.
 *
 * @param engine whose share it is
 * @param array of its array
 * @param all of all its cells
 */
record ElementShare(Engine engine, double array, double all) {
  /** 4 x 4 x 8 elements with all that an engine has. */
  static final Engine USUAL = Engine.of(4, 4, 8);

  /** The same as {@code --fit} makes it for the shipped network, without multipliers and a decoder of codes, and with one channel requantised at a time. */
  static final Engine SMALL = new Engine(4, 4, 8, 1, 784, 144, 36, 56, 1, 1, 1, 16, true, Masks.PLAIN, true, Counts.parse("5x8x7x19x0"));

  /** Synthesises both, below {@code work}. */
  static ElementShare of(Engine engine, Liberty library, Path work) {
    return new ElementShare(engine, area(engine.array(), library, work), area(engine, library, work));
  }

  double share() {
    return array / all;
  }

  /** Share of the elements alone. @param element area of one, as of an array without its surroundings */
  double alone(double element) {
    return engine.elements() * element / all;
  }

  private static double area(Block top, Liberty library, Path work) {
    var files = Emitter.emit(Netlist.elaborate(top), EmitOptions.defaults());
    var folder = work.resolve(top.moduleName());
    Output.write(folder, files);
    return new Synthesis(new Yosys(folder), library).map(top.moduleName(), lines(files, "logic.f"), lines(files, "macros.f")).area();
  }

  private static List<String> lines(Map<String, String> files, String list) {
    return files.getOrDefault(list, "").lines().toList();
  }
}
