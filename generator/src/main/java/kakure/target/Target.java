// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.kernel.Block;
import kakure.network.Network;

/** A kind of hardware that runs networks: which top block, how a network is laid out on it, which words of the command line are its own. */
public interface Target {
  /** As the user says it behind {@code --target}: {@code engine}. */
  String name();

  /** One line for the table of targets. */
  String summary();

  /** Options of {@code plan}, {@code generate} and {@code run} that stand for parameters of the top block. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * The top block that the user means.
   *
   * @throws kakure.BadInput for an unknown parameter or one out of range, by the name that the user gave
   */
  Block top(Given given);

  /**
   * The top block for a network: what the user leaves open may follow from it.
   *
   * @throws kakure.BadInput as {@link #top(Given)}
   * @throws PlanException if no top of this kind computes the network
   */
  default Block top(Given given, Network network) {
    return top(given);
  }

  /** The tops among which {@code plan} ranks when the user asks for all; empty where one is meant. */
  default List<Candidate> candidates(Given given) {
    return List.of();
  }

  /**
   * The tops with so many elements, for a search of the largest that a part holds: memories as small as a network allows, those that are likely to cost least first. What the user
   * said of the size itself is left aside. Empty where the target has no such measure.
   */
  default List<Candidate> sized(Given given, int elements) {
    return List.of();
  }

  /** What takes the least logic where the user does not say otherwise, for that search; tops that no network of the user's goes on are passed over. */
  default Given spare(Given given) {
    return given;
  }

  /** Whether the user left the size open, so that the largest may be searched. */
  default boolean sizeOpen(Given given) {
    return false;
  }

  /**
   * Refuses a network that no top of this kind computes, however large: before hours are spent on its mask. Only its layers count, not what their masks keep.
   *
   * @throws PlanException naming the layer and why
   */
  default void refuse(Network untrained) {}

  /**
   * Lays a network out.
   *
   * @throws PlanException if the top block does not hold it: the layer, the need, and the parameter that would do
   */
  Plan plan(Network network, Block top);

  /**
   * The same, where the target's own options say more than the top block.
   *
   * @param given by the user
   * @throws kakure.BadInput for an option that is wrong
   * @throws PlanException as {@link #plan(Network, Block)}
   */
  default Plan plan(Network network, Block top, Given given) {
    return plan(network, top);
  }

  /** Files that {@code generate} writes beside the Verilog of a top block, by name: what further tools of its kind read, power intent say. */
  default Map<String, String> beside(Block top) {
    return Map.of();
  }

  /** Options of {@code generate} alone. */
  default List<Option> generateOptions() {
    return List.of();
  }

  /**
   * What {@code generate} puts around the top that a plan is made for: a bus, say. The plan's top itself, where the user asked for nothing.
   *
   * @throws kakure.BadInput for an option that is wrong
   */
  default Block around(Block top, Given given) {
    return top;
  }

  /** A chip of this kind whose efficiency was published, in a line, for who asks for energy to compare with. */
  default Optional<String> published() {
    return Optional.empty();
  }

  /** Further questions that {@code plan} answers. */
  default List<Study> studies() {
    return List.of();
  }

  /** Commands of its own: objects that picocli understands. */
  default List<Object> commands() {
    return List.of();
  }

  /**
   * An option on the command line.
   *
   * @param name with its dashes: {@code --array}
   * @param label of its value: {@code AxBxC}; empty for a flag, which is {@code true} where it is given
   * @param description a sentence; names the value that holds where it is not given
   */
  record Option(String name, String label, String description) {
    /** An option without a value. */
    public static Option flag(String name, String description) {
      return new Option(name, "", description);
    }

    /** Whether it has no value. */
    public boolean isFlag() {
      return label.isEmpty();
    }
  }

  /**
   * One of the tops to be ranked.
   *
   * @param name in the table
   * @param given what the user would have to give for it
   */
  record Candidate(String name, Given given) {}
}
