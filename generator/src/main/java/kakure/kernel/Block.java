// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A piece of hardware, described by a public record of its parameters. Equal records are the same Verilog module.
 *
 * <p>A leaf block has a template; an {@link Assembly} wires other blocks. By convention a block declares {@code record In<T>}, {@code record Out<T>} and
 * {@code public Out<Sig> place(Module m, String name, In<Sig> in) { return m.place(this, name, in, out()); }}.
 */
public interface Block {
  /** Block, shape and what is not usual, {@code ram_1024x64_lanes8}, see {@link ModuleName}: a legal Verilog name of at most 60 characters, the same for equal records only. */
  String moduleName();

  /** {@code In<Type>}: component {@code actBits} is port {@code act_bits_i}; a {@code List} component is ports {@code lane_0_i, lane_1_i, ...}. */
  Record in();

  /** {@code Out<Type>}: component {@code prod} is port {@code prod_o}. */
  Record out();

  /** True: {@code clk_i} is the first port; {@code place} wires it. */
  default boolean clocked() {
    return true;
  }

  /** True: {@code rst_ni} (active low) follows the clock. A block that holds data registers only has none. */
  default boolean resettable() {
    return clocked();
  }

  /** Valid/ready streams over these ports. */
  default List<Stream> streams() {
    return List.of();
  }

  /** Declared timing. Every combinational path from an input to an output is among them; an {@link Assembly} needs none, its own are derived, and a block without a
   * clock that declares none has one from every input to every output. */
  default List<Arc> arcs() {
    return List.of();
  }

  /** Verilog names of input ports that may change at any time: the block synchronises them itself. */
  default List<String> asynchronous() {
    return List.of();
  }

  /** Class path of the {@code .v.ftl}: beside the block's class and of its name. None in an {@link Assembly}. */
  default Optional<String> template() {
    return Optional.of(getClass().getName().replace('.', '/') + ".v.ftl");
  }
}
