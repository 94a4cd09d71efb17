// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.stream.Collectors;
import kakure.console.Table;
import kakure.spec.BlockSpec;
import kakure.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure blocks}: the block library and the targets as tables. */
@Command(name = "blocks", header = "List the block library and the targets.")
final class BlocksCommand implements Runnable {
  @Option(names = "--markdown", description = "Print the table as the README shows it.")
  private boolean markdown;

  @Override
  public void run() {
    var table = new Table("block", "what it does", "module, by default");
    for (BlockSpec<?> spec : Libraries.blocks()) {
      String module = spec.usual().moduleName();
      table.row(markdown ? "[" + spec.name() + "](" + page(spec) + ")" : spec.name(), spec.summary(), markdown ? "`" + module + "`" : module);
    }
    System.out.print(markdown ? table.markdown() : table.text());
    if (markdown) return;
    var targets = new Table("target", "runs", "options of its own");
    for (Target target : Libraries.targets()) targets.row(target.name(), target.summary(), target.options().stream().map(Target.Option::name).collect(Collectors.joining(" ")));
    System.out.print("\n" + targets.text());
  }

  private static String page(BlockSpec<?> spec) {
    return "templates/" + spec.getClass().getPackageName().replace('.', '/') + "/README.md";
  }
}
