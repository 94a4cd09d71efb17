// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kakure.report.Html;
import kakure.report.diagram.Svg;

/** Every module with its parameters and ports, and the diagram of what is in it. */
final class ModuleSection {
  /** A page of more diagrams would be heavy, and nobody would look at them. */
  private static final int MOST_DIAGRAMS = 40;

  private ModuleSection() {}

  static void write(StringBuilder s, DesignReport report) {
    var subject = report.subject();
    Parts.heading(s, "modules", "Modules");
    Parts.note(s, subject.modules().size() + " modules, " + Parts.count(subject.instances()) + " instances with the top" + (subject.vague() ? "; what stands in a loop or under a condition counts once" : "") + ". A click in the diagram leads here.");
    var names = new ArrayList<>(subject.modules().keySet());
    names.remove(subject.design().top());
    names.add(0, subject.design().top());
    int diagrams = 0;
    for (var name : names) {
      var source = subject.modules().get(name);
      s.append("<details class=\"module\" id=\"m-").append(Html.escape(name)).append("\"><summary>").append(Html.escape(name)).append(count(subject.counts().get(name))).append("</summary>\n<div>\n");
      s.append("<p class=\"soft\">").append(Html.escape(said(report, source))).append("</p>\n");
      Html.table(s, List.of("port", "direction", "bits"), source.pins().stream().map(p -> List.of(p.name(), p.input() ? "in" : "out", p.width() > 0 ? String.valueOf(p.width()) : p.range())).toList());
      if (source != subject.top() && !source.instances().isEmpty() && diagrams < MOST_DIAGRAMS) {
        diagrams++;
        Schematic.of(subject, source, Optional.empty()).ifPresent(d -> s.append("<div class=\"wide\">").append(Svg.of(d.laid(), "what is inside " + name)).append("</div>\n"));
      }
      s.append("</div></details>\n");
    }
  }

  private static String count(long times) {
    return times == 1 ? "" : " <small>×" + Parts.count(times) + "</small>";
  }

  private static String said(DesignReport report, Source source) {
    var facts = report.subject().blocks().get(source.name());
    var macro = report.subject().macros().get(source.name());
    var words = new ArrayList<String>();
    words.add(source.file());
    if (macro != null) words.add("a model that a flow replaces, " + macro);
    if (facts != null && !facts.block().isEmpty()) words.add("block " + facts.block());
    if (facts != null && !facts.parameters().isEmpty()) words.add(facts.parameters().entrySet().stream().map(p -> p.getKey() + " = " + p.getValue()).collect(Collectors.joining(", ")));
    return String.join("; ", words);
  }
}
