// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Map;
import kakure.kernel.Netlist;

/** One kind of file that is written of a design: Verilog, file lists, {@code design.json}, lists of macros, and what flows ask for. */
@FunctionalInterface
public interface Writer {
  /**
   * Adds files.
   *
   * @param netlist that is emitted
   * @param options how
   * @param files text by plain file name, those of the writers before it among them
   */
  void write(Netlist netlist, EmitOptions options, Map<String, String> files);
}
