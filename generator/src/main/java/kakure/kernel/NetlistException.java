// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;
import java.util.stream.Collectors;

/** A netlist that is not built: every fault that was found, sorted by file and line. */
public final class NetlistException extends RuntimeException {
  private static final int SHOWN = 20;

  private final transient List<Fault> faults;

  NetlistException(String design, List<Fault> found) {
    super(message(design, found.stream().sorted().distinct().toList()));
    faults = found.stream().sorted().distinct().toList();
  }

  /** All faults, sorted. */
  public List<Fault> faults() {
    return faults;
  }

  private static String message(String design, List<Fault> faults) {
    var head = design + (faults.size() == 1 ? ": 1 fault\n" : ": " + faults.size() + " faults\n");
    var shown = faults.stream().limit(SHOWN).map(Fault::toString).collect(Collectors.joining("\n"));
    return head + shown + (faults.size() > SHOWN ? "\nand " + (faults.size() - SHOWN) + " more" : "");
  }
}
