// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import kakure.cosim.MemoryWatch;
import kakure.kernel.Block;

/** A network, or another task, laid out on a top block: its steps with what they are expected to cost, and the cases that are run. Thread-safe. */
public interface Plan {
  /** What it was planned for. */
  Block top();

  /** The top's extent as the target's option takes it: {@code 16x8x32}. */
  String extent();

  /** In order. */
  List<Step> steps();

  /** Predicted cycles of one case, its load and all reports included. */
  long plannedCycles();

  /** Lines for the user below the plan's table. */
  List<String> summary();

  /** What the user sees below the summary: what the hardware keeps and what it is sent, as lines, each ended; empty where there is nothing to say. */
  default String details() {
    return "";
  }

  /** Further keys of the plan's JSON. */
  default Map<String, Object> keys() {
    return new LinkedHashMap<>();
  }

  /** Lines below the plan's table: why its figures are low, where they are. */
  default List<String> remarks() {
    return List.of();
  }

  /** Columns of the run's table beside cycles and comparisons. */
  List<Ratio> ratios();

  /** Lines below a run's table: why its figures are low, where they are. */
  default List<String> remarks(RunReport report) {
    return List.of();
  }

  /** Further keys of a run's JSON, behind its layers. */
  default Map<String, Object> keys(RunReport report) {
    return new LinkedHashMap<>();
  }

  /** What the hardware counts in each step, by keys; the first is its cycles. */
  List<String> counters();

  /** Sends what the hardware needs once after reset, and nothing that is answered. */
  void setup(Link link);

  /**
   * One case.
   *
   * @param input an image's bytes, channels x height x width
   * @throws IllegalArgumentException if it has another size
   */
  Case of(byte[] input);

  /** The class that a trace tells, where the plan's results are classes. */
  OptionalInt label(Trace trace);

  /** What a host must know beside the streams to read the answer: further keys of {@code host/streams.json}, of numbers, texts, lists and maps. */
  default Map<String, Object> host() {
    return new LinkedHashMap<>();
  }

  /**
   * Programs in C that drive the hardware, with what they must know of this plan, by name; none where there is none.
   *
   * @param loaded whether the hardware stands behind a serial loader
   */
  default Map<String, String> driver(boolean loaded) {
    return new LinkedHashMap<>();
  }

  /** Modules of memories of the top that are content with one port for both: what is read in the cycle of a write nobody needs, as this is laid out. */
  default Set<String> onePort() {
    return Set.of();
  }

  /** The memory whose writes say what the steps computed, so that nothing but the answer need leave the hardware; none where all is sent. Only a simulator can watch it. */
  default Optional<MemoryWatch> watch() {
    return Optional.empty();
  }

  /** The same for who cannot watch a memory: the hardware sends all that is compared. */
  default Plan emitting() {
    return this;
  }

  /** Cycles without a beat after which the hardware is taken for stuck. */
  int patience();

  /** Share of the machine at work over a whole case by the plan, 0 to 1. */
  default double utilisation() {
    return steps().stream().mapToDouble(Step::idealCycles).sum() / plannedCycles();
  }
}
