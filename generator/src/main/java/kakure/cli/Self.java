// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words that start Kakure as it was started: the same Java machine, its options and its jars, wherever they lie. */
final class Self {
  /** What belongs to this process alone: its terminal, and who listens to it. */
  private static final Pattern OWN = Pattern.compile("-Dkakure\\.(terminal|columns|stderr3)=.*|-agentlib:.*|-javaagent:.*|-Xrunjdwp.*");

  private Self() {}

  static List<String> words() {
    var java = ProcessHandle.current().info().command().orElse(System.getProperty("java.home") + "/bin/java");
    var words = new ArrayList<>(List.of(java));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) if (!OWN.matcher(option).matches()) words.add(option);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return words;
  }
}
