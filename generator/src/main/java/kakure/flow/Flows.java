// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.flow.area.AreaFlow;
import kakure.flow.ice40.Ice40Flow;
import kakure.flow.qflow.QflowFlow;
import kakure.flow.text.TextFlow;

/** All flows, as the user names them. */
public final class Flows {
  private static final List<Flow> OWN = Stream.<List<? extends Flow>>of(List.of(new Ice40Flow(), new QflowFlow()), AreaFlow.all(), TextFlow.all()).<Flow>flatMap(List::stream).toList();
  /** Letters that a name may be off to be taken for one that was meant. */
  private static final int NEAR = 3;

  private Flows() {}

  /** Ours, and those of further jars, by name. */
  public static List<Flow> all() {
    return Stream.concat(OWN.stream(), ServiceLoader.load(Flow.class).stream().map(ServiceLoader.Provider::get)).sorted(Comparator.comparing(Flow::name)).toList();
  }

  /** @throws BadInput if there is no such flow: what was probably meant, and which there are */
  public static Flow named(String name) {
    return all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow(() -> new BadInput("--to " + name + ": there is no such flow" + meant(name, all().stream().map(Flow::name).toList())));
  }

  /** @throws BadInput if the flow has no such part */
  public static String part(Flow flow, String name) {
    if (flow.parts().contains(name) || flow.anyPart() && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) return name;
    throw new BadInput("--part " + name + ": --to " + flow.name() + " knows no such part" + (flow.anyPart() ? "; a part is letters, digits, ., _ and -" : meant(name, flow.parts())));
  }

  /** The end of a sentence: the nearest name where one is near, and all of them. */
  static String meant(String name, List<String> known) {
    var begun = known.stream().filter(k -> k.startsWith(name)).findFirst();
    var near = begun.or(() -> known.stream().filter(k -> distance(name, k) <= Math.min(NEAR, k.length() / 2)).min(Comparator.comparingInt(k -> distance(name, k))));
    return near.map(k -> "; did you mean " + k + "?").orElse(";") + (known.isEmpty() ? " there is none to choose" : " there " + (known.size() == 1 ? "is " : "are ") + known.stream().collect(Collectors.joining(", ")));
  }

  /** Letters that must be put in, left out or changed to make one text of the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int before = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = before + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        before = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
