// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.spec.Values;

/** What a module is made of, in the author's order. */
public sealed interface Statement {
  /**
   * What stands for clock and reset of the domain.
   *
   * @param gate the clock, where that is gated
   * @param reset the reset, active low, where a register of the module gives it
   */
  record From(Optional<Sig> gate, Optional<Sig> reset) {
    /** Clock and reset of the domain. */
    public static final From DOMAIN = new From(Optional.empty(), Optional.empty());

    /** The wires. */
    List<Sig> sigs() {
      return Stream.of(gate, reset).flatMap(Optional::stream).toList();
    }
  }

  /** A named expression. */
  record Wire(Sig sig, Expr value) implements Statement {}

  /** A wire that is driven further down, by a {@link Drive}. */
  record Feedback(Sig sig) implements Statement {}

  /** Drives a {@link Feedback}. */
  record Drive(Sig sig, Expr value) implements Statement {}

  /** A D flip-flop per bit; {@code from} says what clocks and resets it. */
  record Register(Sig sig, Expr d, Optional<Expr> enable, Optional<BigInteger> reset, From from) implements Statement {}

  /** The outputs of an {@link Instance} that follows, at once or further down: wires by its ports. The rest is as there. */
  record Declared(String name, Block block, Map<Port, Sig> outputs, String clock, From from) implements Statement {}

  /**
   * A placed block, of which a {@link Declared} stands before.
   *
   * @param name as the author gave it; {@code u_} goes before it in Verilog
   * @param block what is placed
   * @param inputs wires by the block's input ports, clock and reset left out
   * @param outputs wires by the block's output ports
   * @param clock domain that it is placed in
   * @param from what clocks and resets it, where that is not the domain itself
   */
  record Instance(String name, Block block, Map<Port, Sig> inputs, Map<Port, Sig> outputs, String clock, From from) implements Statement {}

  /** Values that are left unread on purpose. */
  record Unused(List<Expr> values) implements Statement {}
}
