// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.registers.PortTable;

/** The generated sections of a page: what stands between a line {@code <!-- NAME -->} and a line {@code <!-- /NAME -->}. */
final class Sections {
  private Sections() {}

  /** The page with a section of this text. */
  static String renew(String page, String section, String text) {
    var begin = "<!-- " + section + " -->\n";
    int from = page.indexOf(begin), to = page.indexOf("<!-- /" + section + " -->");
    assertThat(List.of(from, to)).as("section %s", section).allMatch(at -> at >= 0);
    return page.substring(0, from) + begin + text + page.substring(to);
  }

  /** The page of a block with its ports between {@code <!-- ports -->} (or {@code <!-- ports NAME -->}, where a folder has several blocks) and {@code <!-- /ports -->}. */
  static String ports(String page, String name, Block block) {
    for (var begin : List.of("<!-- ports " + name + " -->", "<!-- ports -->")) {
      int from = page.indexOf(begin);
      int to = page.indexOf("<!-- /ports -->", Math.max(from, 0));
      if (from >= 0 && to >= 0) return page.substring(0, from) + begin + "\nPorts of `" + block.moduleName() + "`, the default:\n\n" + PortTable.of(Port.of(block)) + page.substring(to);
    }
    throw new AssertionError("the README of " + name + " has no section of ports: <!-- ports --> and <!-- /ports -->, a line each");
  }
}
