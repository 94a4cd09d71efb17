// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.Map;

/** {@code --to edam}: what Edalize reads. */
record Edam() implements Description {
  @Override
  public String name() {
    return "edam";
  }

  @Override
  public String summary() {
    return "TOP.eda.yml: EDAM, the description that Edalize makes a tool's project of";
  }

  @Override
  public Map<String, String> texts(Described d) {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\nversion: 0.2.1\nname: " + d.top() + "\ntoplevel: " + d.top() + "\nfiles:\n");
    for (var h : d.headers()) text.append("  - name: ").append(h).append("\n    file_type: verilogSource\n    is_include_file: true\n");
    for (var f : d.sources()) text.append("  - name: ").append(f).append("\n    file_type: verilogSource\n");
    text.append("flow_options:\n  tool: verilator\n");
    return Map.of(d.top() + ".eda.yml", text.toString());
  }

  @Override
  public String next(Described d) {
    return "python3 -c 'import yaml; from edalize.flows.lint import Lint; f = Lint(yaml.safe_load(open(\"" + d.top() + ".eda.yml\")), \".\"); f.configure(); f.build()'";
  }
}
