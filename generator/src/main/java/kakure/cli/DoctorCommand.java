// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.eda.Liberty;
import kakure.eda.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kakure doctor}: which tools are there, which are missing, and the line that installs them. */
@Command(name = "doctor", header = "Say which tools are installed, which are missing and how to install them.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin
  private JsonOption json;

  @Override
  public Integer call() {
    json.check();
    var table = new Table("tool", "version", "state", "needed for");
    var rows = new ArrayList<Map<String, Object>>();
    Set<String> missing = new LinkedHashSet<>();
    boolean ready = true;
    for (Tool tool : Tool.ALL) {
      String version = tool.installed();
      String state = version == null ? "missing" : tool.isRecentEnough(version) ? "ok" : "too old, " + tool.minimum() + " is wanted";
      table.row(tool.name(), version == null ? "-" : version, state, need(tool) + tool.use());
      if (version == null) {
        missing.add(tool.aptPackage());
      }
      ready &= state.equals("ok") || tool.need() != Tool.Need.NEEDED;
      rows.add(row(tool, version, state));
    }
    System.out.print(table.text());
    System.out.println(library());
    var viewer = Tool.VIEWERS.stream().filter(t -> t.find().isPresent()).findFirst();
    System.out.println("viewer of waveforms, which run and check write of a mismatch: " + viewer.map(t -> t.name() + " " + t.installed()).orElse("none; apt-get install gtkwave, or surfer from surfer-project.org"));
    if (!missing.isEmpty()) {
      System.out.println("to install what is missing: " + installLine(missing));
    }
    System.out.println(ready ? "everything needed is there" : "something needed is missing");
    var report = new LinkedHashMap<String, Object>();
    report.put("ready", ready);
    report.put("tools", rows);
    report.put("viewer", viewer.map(Tool::name).orElse(null));
    json.write(report);
    return ready ? ExitCode.OK : ExitCode.TOOL;
  }

  /** The one thing that is used and is no program. */
  private static String library() {
    return "cell library, for areas and netlists: " + Liberty.find(Optional.empty(), Home.root()).map(Path::toString).orElse("none; apt-get install qflow-tech-osu018, or --liberty FILE");
  }

  private static String need(Tool tool) {
    return tool.need() == Tool.Need.NEEDED ? "" : tool.need().name().toLowerCase(Locale.ROOT) + ": ";
  }

  private static Map<String, Object> row(Tool tool, String version, String state) {
    var row = new LinkedHashMap<String, Object>();
    row.put("name", tool.name());
    row.put("version", version);
    row.put("state", state);
    row.put("need", tool.need().name().toLowerCase(Locale.ROOT));
    row.put("package", tool.aptPackage());
    return row;
  }

  private static String installLine(Set<String> packages) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return (root ? "" : "sudo ") + "apt-get install -y " + String.join(" ", packages);
  }
}
