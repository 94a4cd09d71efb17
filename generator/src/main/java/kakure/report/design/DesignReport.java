// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.eda.CriticalPath;
import kakure.eda.Lint;

/**
 * What a page says of a design.
 *
 * @param subject the design
 * @param summary what its top does, a sentence; empty where no library says it
 * @param run of a network on it
 * @param areas of its modules
 * @param timing of its longest path between registers
 * @param placed its layout
 * @param lints what readers of Verilog say
 * @param proofs what harnesses prove of its blocks
 * @param faults what became of faults that were planted in it
 * @param repeat commands that make it again
 * @param facts further ones on where it comes from, by name
 */
public record DesignReport(Subject subject, String summary, Optional<Run> run, Optional<Areas> areas, Optional<Timing> timing, Optional<Placed> placed, List<Lint> lints, List<ProofLine> proofs, Optional<Faults> faults, List<String> repeat, Map<String, String> facts) {
  /** Copies the lists. */
  public DesignReport {
    lints = List.copyOf(lints);
    proofs = List.copyOf(proofs);
    repeat = List.copyOf(repeat);
  }

  /**
   * Areas of modules.
   *
   * @param library name of the library of cells
   * @param each area of one of a module, without what is in it, in the library's unit; the mean where parameters make it several kinds
   * @param counts how often the design has each
   * @param macros how many were left out
   */
  public record Areas(String library, Map<String, Double> each, Map<String, Long> counts, long macros) {
    /** Of all of a module. */
    double all(String module) {
      return each.get(module) * counts.get(module);
    }

    /** Of the design. */
    double all() {
      return each.keySet().stream().mapToDouble(this::all).sum();
    }
  }

  /** Its longest path. @param library name of the library of cells, @param unit of the path's times in seconds, @param macros whether paths through some are left out */
  public record Timing(String library, double unit, CriticalPath path, boolean macros) {}

  /** A proof that a block has. @param block its name, @param module that is proven, @param how it is led, @param here whether the design has a module of this size */
  public record ProofLine(String block, String module, String how, boolean here) {}

  /** Faults that were planted. @param seed that chose them, @param all of them, @param caught by the design's check, @param equal that change nothing, @param alive that nobody noticed */
  public record Faults(long seed, long all, long caught, long equal, long alive) {}
}
