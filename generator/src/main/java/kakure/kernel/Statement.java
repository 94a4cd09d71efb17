// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.spec.Values;

/** What a module is made of, in the author's order. */
public sealed interface Statement {
  /** A named expression. */
  record Wire(Sig sig, Expr value) implements Statement {}

  /** A wire that is driven further down, by a {@link Drive}. */
  record Feedback(Sig sig) implements Statement {}

  /** Drives a {@link Feedback}. */
  record Drive(Sig sig, Expr value) implements Statement {}

  /** A D flip-flop per bit; {@code gate} is its clock where that is gated. */
  record Register(Sig sig, Expr d, Optional<Expr> enable, Optional<BigInteger> reset, Optional<Sig> gate) implements Statement {}

  /** The outputs of an {@link Instance} that follows, at once or further down: wires by its ports. The rest is as there. */
  record Declared(String name, Block block, Map<Port, Sig> outputs, String clock, Optional<Sig> gate) implements Statement {}

  /**
   * A placed block, of which a {@link Declared} stands before.
   *
   * @param name as the author gave it; {@code u_} goes before it in Verilog
   * @param block what is placed
   * @param inputs wires by the block's input ports, clock and reset left out
   * @param outputs wires by the block's output ports
   * @param clock domain that it is placed in
   * @param gate its clock, where that is gated
   */
  record Instance(String name, Block block, Map<Port, Sig> inputs, Map<Port, Sig> outputs, String clock, Optional<Sig> gate) implements Statement {}

  /** Values that are left unread on purpose. */
  record Unused(List<Expr> values) implements Statement {}
}
