// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.spec.Parameters;

/**
 * One Verilog module of a netlist, elaborated.
 *
 * @param name of the module
 * @param block that it implements; empty for a {@link Module#of} without one
 * @param ports in header order
 * @param statements the inside, in the author's order; empty for a leaf block, whose template holds it
 * @param outputs what drives each output port; empty for a leaf block
 * @param arcs timing, declared by a leaf block or derived from the inside
 */
public record Definition(String name, Optional<Block> block, List<Port> ports, List<Statement> statements, Map<Port, Expr> outputs, List<Arc> arcs) {
  /** True where a template holds the inside. */
  public boolean leaf() {
    return block.isPresent() && block.get().template().isPresent();
  }

  /** Parameters of the block: its record's components by name, as text. */
  public Map<String, String> parameters() {
    return block.filter(b -> b instanceof Record).map(b -> Records.components((Record) b)).orElse(Map.of());
  }

  /** The same as numbers, truth values and text. */
  public Map<String, Object> values() {
    return block.filter(b -> b instanceof Record).map(b -> Records.values((Record) b)).orElse(Map.of());
  }
}
