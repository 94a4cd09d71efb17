// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.Map;

/**
 * A leaf block that something else stands for in silicon or on an FPGA: a compiled memory, a hard cell. Its template is the model that simulations use; netlists leave it out as a black box, and file
 * lists keep it apart, so that a flow puts in its place what it has.
 */
public interface Macro {
  /** Role of memories; they are listed in {@code memories.json} as well. */
  String RAM = "ram";
  /** Role of cells that gate a clock: the only output that may be a clock. */
  String CLOCK_GATE = "clock-gate";

  /** What it is for, in lower case words with dashes, {@link #RAM}, {@link #CLOCK_GATE} or another. Flows choose by it, never by a module's name. */
  String role();

  /** What whoever chooses a replacement must know, by name in a fixed order: integers, truth values, text. */
  Map<String, Object> facts();
}
