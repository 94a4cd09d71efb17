// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.kernel.Block;

/**
 * A proof of a block: a harness, module {@code formal} in Verilog, says what holds, and solvers show that it does; and designs broken on purpose show that it would be noticed if it did not.
 *
 * <p>A harness instantiates the macro {@code DUT} as {@code u_dut} and asserts, assumes and covers. Wires of the design that it must name are declared there as
 * {@code (* hierconn *)} wires with their hierarchical names. A line {@code // cut: SELECTION} names wires that may have any value at any time: what makes them is left out.
 *
 * @param block that is proven
 * @param mode how
 * @param harness resources, named as {@link Class#getResource} names those of the block's class; shared modules first
 * @param defines macros that the harness reads
 * @param broken edits of the emitted Verilog, each of which the proof must refute
 */
public record Proof(Block block, Mode mode, List<String> harness, Map<String, Integer> defines, List<Edit> broken) {
  /** Copies the collections. */
  public Proof {
    harness = List.copyOf(harness);
    defines = Collections.unmodifiableMap(new TreeMap<>(defines));
    broken = List.copyOf(broken);
  }

  /** How a proof is led. Every way begins with a search from reset over some cycles, and ends with a cover, which shows that the assumptions leave something to prove. */
  public sealed interface Mode {}

  /** The invariants of the harness make it inductive: all states, all times. */
  public record Induction() implements Mode {
    @Override
    public String toString() {
      return "induction";
    }
  }

  /** All states that are reached from any power-up, where induction does not close. */
  public record Reachability() implements Mode {
    @Override
    public String toString() {
      return "reachability";
    }
  }

  /** So many cycles from reset, where neither ends. */
  public record Bounded(int cycles) implements Mode {
    @Override
    public String toString() {
      return "bounded:" + cycles;
    }
  }

  /** So many cycles from reset, searched by the solver of {@link Reachability}: what induction would need invariants for, at sizes that are many. */
  public record Searched(int cycles) implements Mode {
    @Override
    public String toString() {
      return "searched:" + cycles;
    }
  }

  /** A wrong design: what is replaced in the Verilog, and by what. */
  public record Edit(String original, String replacement) {
    @Override
    public String toString() {
      return original + " -> " + replacement;
    }
  }

  /** A proof without defines and broken designs. */
  public static Proof of(Block block, Mode mode, String... harness) {
    return new Proof(block, mode, List.of(harness), Map.of(), List.of());
  }

  /** The same with a macro for the harness. */
  public Proof define(String macro, int value) {
    var more = new TreeMap<>(defines);
    more.put(macro, value);
    return new Proof(block, mode, harness, more, broken);
  }

  /** The same with a design that it must refute. */
  public Proof refutes(String original, String replacement) {
    var more = new ArrayList<>(broken);
    more.add(new Edit(original, replacement));
    return new Proof(block, mode, harness, defines, more);
  }
}
