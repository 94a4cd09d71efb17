// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.Map;
import java.util.stream.Collectors;

/** {@code --to filelist}: a path a line. */
record FileList() implements Description {
  @Override
  public String name() {
    return "filelist";
  }

  @Override
  public String summary() {
    return "TOP.f: a path a line, for verilator -f and iverilog -c";
  }

  @Override
  public Map<String, String> texts(Described d) {
    return Map.of(d.top() + ".f", (d.headers().isEmpty() ? "" : "+incdir+.\n") + d.sources().stream().map(f -> f + "\n").collect(Collectors.joining()));
  }

  @Override
  public String next(Described d) {
    return "verilator --lint-only --top-module " + d.top() + " -f " + d.top() + ".f";
  }
}
