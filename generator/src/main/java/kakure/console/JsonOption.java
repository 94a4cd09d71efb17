// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** {@code --json FILE}: the command's figures for other programs, written whole or not at all. */
public final class JsonOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result as JSON to FILE; - is the standard output, and all else is then said on the error output.")
  private Path file;

  private OutputFile output;

  /** Refuses a file that could not be written, before the work is done rather than after it. */
  public void check() {
    if (file != null) output = new OutputFile("--json", file);
  }

  /** @param result keys in the order in which they are written; nothing happens without the option */
  public void write(Map<String, ?> result) {
    if (file == null) return;
    var indent = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    output.write(JsonMapper.builder().defaultPrettyPrinter(printer).build().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
  }
}
