// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import kakure.kernel.Block;
import kakure.spec.Parameters;

/** The generated table of parameters in a block's README: names and usual values of the record, meaning and range as its Javadoc says them. */
final class ParameterTable {
  private static final Pattern PARAM = Pattern.compile("^ \\* @param (\\w+) (.*)$");

  private ParameterTable() {}

  /** The page with the section between {@code <!-- parameters -->} (or {@code <!-- parameters NAME -->}, where a folder has several blocks) and {@code <!-- /parameters -->} renewed. */
  static String renew(String page, String name, Block usual, Path source) throws IOException {
    for (var begin : new String[] {"<!-- parameters " + name + " -->", "<!-- parameters -->"}) {
      int from = page.indexOf(begin);
      int to = page.indexOf("<!-- /parameters -->", Math.max(from, 0));
      if (from >= 0 && to >= 0) return page.substring(0, from) + begin + "\n" + print(usual, source) + page.substring(to);
    }
    throw new AssertionError("the README of " + name + " has no section of parameters: <!-- parameters --> and <!-- /parameters -->, a line each");
  }

  private static String print(Block usual, Path source) throws IOException {
    if (Parameters.of((Record) usual).isEmpty()) return "None.\n";
    var meaning = meaning(Files.readString(source), usual.getClass().getSimpleName());
    var out = new StringBuilder("| parameter | usual | meaning and range |\n|---|---|---|\n");
    Parameters.of((Record) usual).forEach((name, value) -> {
      if (!meaning.containsKey(name)) throw new AssertionError(source + " says nothing of its parameter: @param " + name);
      out.append("| `").append(name).append("` | ").append(value).append(" | ").append(meaning.get(name)).append(" |\n");
    });
    return out.toString();
  }

  /** What the Javadoc of the record says of each component, on one line. */
  private static Map<String, String> meaning(String source, String record) {
    var all = new LinkedHashMap<String, String>();
    String open = null;
    for (var line : source.substring(0, source.indexOf("public record " + record)).lines().toList()) {
      var param = PARAM.matcher(line);
      if (param.matches()) all.put(open = param.group(1), text(param.group(2)));
      else if (line.startsWith(" *     ") && open != null) all.merge(open, text(line.substring(3).strip()), (a, b) -> a + " " + b);
      else open = null;
    }
    return all;
  }

  private static String text(String javadoc) {
    return javadoc.replaceAll("\\{@(?:code|link|value) #?([^}]*)\\}", "`$1`").replace("|", "\\|").replace("&lt;", "<").replace("&gt;", ">");
  }
}
