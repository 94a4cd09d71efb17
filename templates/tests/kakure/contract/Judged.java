// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import java.nio.file.Path;
import java.util.Map;
import kakure.kernel.Netlist;

/** Designs that no specification lists, judged by the linters of the contract. */
public final class Judged {
  private Judged() {}

  /** All three linters, and how it reads. */
  public static void judge(Path dir, Map<Netlist, Map<String, String>> designs) throws Exception {
    var lint = new Lint(dir, designs);
    lint.text();
    lint.verilator();
    lint.icarus();
    lint.yosys();
  }
}
