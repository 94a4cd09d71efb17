// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.Blocks;
import java.util.Comparator;
import java.util.Map;
import kakure.kernel.BlockSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure blocks}: the block library as a table. */
@Command(name = "blocks", header = "List the block library.")
final class BlocksCommand implements Runnable {
  @Option(names = "--markdown", description = "Print the table as the README shows it.")
  private boolean markdown;

  @Override
  public void run() {
    var table = new Table("block", "what it does", "module, by default");
    var specs = Blocks.all().stream().sorted(Comparator.comparing(BlockSpec::name)).toList();
    for (BlockSpec spec : specs) {
      String module = spec.parse(Map.of()).moduleName();
      table.row(markdown ? "[" + spec.name() + "](" + page(spec) + ")" : spec.name(), spec.summary(), markdown ? "`" + module + "`" : module);
    }
    System.out.print(markdown ? table.markdown() : table.text());
  }

  private static String page(BlockSpec spec) {
    return "templates/" + spec.getClass().getPackageName().replace('.', '/') + "/README.md";
  }
}
