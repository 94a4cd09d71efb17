// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import kakure.Snapshot;
import org.junit.jupiter.api.Test;

/** The help of every command is kept as a text: a change of the options is a change that a reader sees. */
class HelpTest {
  @Test
  void theHelpOfEveryCommand() throws Exception {
    var text = new StringBuilder(Cli.run("--help").out());
    for (String command : Main.line(new Main()).getSubcommands().keySet()) {
      var help = Cli.run(command, "--help");
      assertEquals("", help.err(), "the library complains of the help of " + command);
      text.append("\n---- ").append(command).append('\n').append(help.out());
    }
    Snapshot.check("cli/help.txt", text.toString());
  }
}
