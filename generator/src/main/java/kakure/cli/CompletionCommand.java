// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code kakure completion}: what a shell needs to complete commands and options. */
@Command(name = "completion", header = "Print a completion script for bash: source <(kakure completion).")
final class CompletionCommand implements Runnable {
  @Override
  public void run() {
    System.out.print(AutoComplete.bash("kakure", Main.line(new Main())));
  }
}
