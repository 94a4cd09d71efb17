// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A port of a Verilog module.
 *
 * @param name in Verilog, suffix included
 * @param stem name without suffix; what an instance's wire is named after
 * @param dir seen from the module
 * @param type width, sign and kind
 * @param role what the port does for the module
 */
public record Port(String name, String stem, Dir dir, Type type, Role role) {
  /** Seen from the module. */
  public enum Dir {
    IN,
    OUT
  }

  /** Clock and reset are wired by {@code place}, signals by the author. */
  public enum Role {
    CLOCK,
    RESET,
    SIGNAL
  }

  static Port in(String stem, Type type) {
    return new Port(stem + "_i", stem, Dir.IN, type, Role.SIGNAL);
  }

  static Port out(String stem, Type type) {
    return new Port(stem + "_o", stem, Dir.OUT, type, Role.SIGNAL);
  }

  static Port clock(String domain) {
    return new Port(domain + "_i", domain, Dir.IN, Type.bit().control(), Role.CLOCK);
  }

  static Port reset(String stem) {
    return new Port(stem + "_ni", stem, Dir.IN, Type.bit().control(), Role.RESET);
  }

  /** The ports of a block in the order of its Verilog header: clock, reset, inputs, outputs. */
  public static List<Port> of(Block block) {
    var ports = new ArrayList<Port>();
    if (block.clocked()) ports.add(clock("clk"));
    if (block.resettable()) ports.add(reset("rst"));
    Records.each(block.in(), (stem, type) -> ports.add(in(stem, (Type) type)));
    Records.each(block.out(), (stem, type) -> ports.add(out(stem, (Type) type)));
    return List.copyOf(ports);
  }

  /** For messages, as in a header: {@code input signed [8:0] act_i}. */
  @Override
  public String toString() {
    return (dir == Dir.IN ? "input" : "output") + (type.signed() ? " signed" : "") + (type.width() > 1 ? " [" + (type.width() - 1) + ":0] " : " ") + name;
  }
}
