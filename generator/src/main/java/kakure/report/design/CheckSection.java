// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import kakure.eda.Lint;
import kakure.report.Html;

/** What was checked: what readers of Verilog say, images against the golden model, proofs, planted faults. */
final class CheckSection {
  private CheckSection() {}

  static void write(StringBuilder s, DesignReport report) {
    Parts.heading(s, "checks", "Checks");
    s.append("<div class=\"texts\">");
    Html.table(s, List.of("check", "by", "result"), rows(report));
    s.append("</div>\n");
    for (var lint : report.lints()) {
      if (lint.state() == Lint.State.COMPLAINS) s.append("<details open><summary>").append(Html.escape(lint.tool())).append(" says</summary><pre>").append(Html.escape(String.join("\n", lint.said()))).append("</pre></details>\n");
    }
  }

  private static List<List<String>> rows(DesignReport report) {
    var rows = new ArrayList<List<String>>();
    for (var lint : report.lints()) rows.add(List.of("lint, " + lint.how(), lint.state() == Lint.State.MISSING ? lint.tool() : lint.tool() + " " + lint.version(), said(lint)));
    report.run().filter(Run::measured).ifPresent(r -> rows.add(List.of(Parts.count(r.images()) + " images, every layer against the golden model", "kakure run, on " + r.rtl().map(dir -> "the Verilog of " + dir).orElse("emitted Verilog"), compared(r))));
    report.faults().ifPresentOrElse(f -> rows.add(List.of(f.all() + " faults planted, seed " + f.seed(), "kakure verify --prove", f.caught() + " found, " + f.equal() + " change nothing, " + f.alive() + " alive")),
        () -> rows.add(List.of("planted faults", "kakure verify --prove", "not known: --verify FILE takes what it wrote with --json FILE")));
    var byBlock = report.proofs().stream().collect(Collectors.groupingBy(DesignReport.ProofLine::block, LinkedHashMap::new, Collectors.toList()));
    byBlock.forEach((block, proofs) -> {
      var modes = proofs.stream().map(DesignReport.ProofLine::how).distinct().collect(Collectors.joining(", "));
      var here = proofs.stream().filter(DesignReport.ProofLine::here).map(DesignReport.ProofLine::module).distinct().toList();
      var same = here.stream().filter(report.subject()::generated).toList();
      var other = here.stream().filter(m -> !same.contains(m)).toList();
      var sizes = new ArrayList<String>();
      if (here.isEmpty()) sizes.add("of other sizes: " + proofs.stream().map(DesignReport.ProofLine::module).distinct().collect(Collectors.joining(", ")));
      if (!same.isEmpty()) sizes.add("of " + String.join(", ", same) + " as generated: of the library's, not run on these files");
      if (!other.isEmpty()) sizes.add("not of " + String.join(", ", other) + " here, which is not known to be as it was generated");
      rows.add(List.of("proof of " + block + ": " + modes, "kakure prove " + block, String.join("; ", sizes)));
    });
    return rows;
  }

  private static String said(Lint lint) {
    return switch (lint.state()) {
      case CLEAN -> "clean";
      case COMPLAINS -> lint.said().size() + " lines, below";
      case MISSING -> "missing: " + lint.said().get(0);
      case UNFINISHED -> lint.said().get(0) + ": --lint-seconds N gives it more";
    };
  }

  private static String compared(Run r) {
    return Parts.count(r.compared()) + " values compared, " + (r.mismatches() == 0 ? "all equal" : Parts.count(r.mismatches()) + " differ") + r.correct().map(c -> "; " + c + " of " + r.images() + " right").orElse("");
  }
}
