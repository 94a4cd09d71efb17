// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.report.Html;
import kakure.report.Numbers;
import kakure.report.diagram.Png;
import kakure.report.diagram.Svg;

/**
 * A design's report as files: a page that needs nothing but itself, and its diagram as a picture. The same report gives the same bytes.
 *
 * @param html the page
 * @param png the diagram of the top, on a light ground; nothing where the top has no instances, or more than a picture shows
 */
public record DesignPage(String html, Optional<byte[]> png) {
  /** Writes the page and draws its diagrams. */
  public static DesignPage of(DesignReport report) {
    var subject = report.subject();
    var diagram = Schematic.of(subject, subject.top(), report.run().map(Run::extent).filter(a -> a.matches("\\d{1,5}(x\\d{1,5})+")));
    var s = Html.begin(subject.design().top(), resource("design.css"));
    s.append("<h1>").append(Html.escape(subject.design().top())).append("</h1>\n<p class=\"soft\">").append(Html.escape(report.summary())).append("</p>\n");
    tiles(s, report);
    Parts.heading(s, "diagram", "What it is made of");
    diagram.ifPresentOrElse(d -> diagram(s, subject, d), () -> Parts.note(s, subject.top().instances().isEmpty() ? "One module, without instances: its ports stand below." : "More instances or nets than a picture shows: they stand below, as modules."));
    report.run().ifPresentOrElse(r -> new LayerSection(r).write(s), () -> {
      Parts.heading(s, "layers", "Layers");
      Parts.note(s, "No network is known of this design: --run FILE takes what kakure run MODEL --data PATH --json FILE wrote, or kakure plan MODEL --json FILE.");
    });
    report.run().flatMap(Run::energy).ifPresent(e -> EnergySection.write(s, e));
    AreaSection.write(s, report);
    TimingSection.write(s, report);
    report.placed().ifPresent(p -> PlacedSection.write(s, p));
    CheckSection.write(s, report);
    ModuleSection.write(s, report);
    provenance(s, report);
    s.append("<dialog id=\"ports\"><form method=\"dialog\"><button aria-label=\"close\">×</button></form><h3></h3><div></div></dialog>\n<script>\n").append(resource("design.js")).append("</script>\n");
    return new DesignPage(Html.end(s), diagram.map(d -> Png.of(d.laid())));
  }

  /** The figures that are asked for first. */
  private static void tiles(StringBuilder s, DesignReport report) {
    var tiles = new ArrayList<List<String>>();
    report.run().ifPresent(r -> {
      if (!r.array().isEmpty()) tiles.add(List.of(r.array(), "array"));
      tiles.add(List.of(Parts.count(r.cyclesPerImage()), r.measured() ? "cycles an image, measured" : "cycles an image, planned"));
      tiles.add(List.of(Parts.percent(r.utilisation()), "of the elements' time in the layers computes"));
      if (r.measured()) tiles.add(List.of(r.mismatches() == 0 ? "all equal" : Parts.count(r.mismatches()) + " differ", Parts.count(r.compared()) + " values against the golden model"));
    });
    report.run().flatMap(Run::energy).ifPresent(e -> tiles.add(List.of(Numbers.text(e.all() * 1e-9) + " µJ", (e.measured() ? "an image, on cells of " : "an image, predicted, on cells of ") + e.library())));
    report.areas().ifPresent(a -> tiles.add(List.of(Numbers.text(a.all()), "area in " + a.library() + ", without macros")));
    tiles.add(List.of(Parts.count(report.subject().instances()), "instances of " + report.subject().modules().size() + " modules" + (report.subject().vague() ? "; those of loops and conditions count once" : "")));
    s.append("<div class=\"tiles\">");
    tiles.forEach(t -> s.append("<div><b>").append(Html.escape(t.get(0))).append("</b><span>").append(Html.escape(t.get(1))).append("</span></div>"));
    s.append("</div>\n");
  }

  private static void diagram(StringBuilder s, Subject subject, Schematic d) {
    s.append("<figure><div class=\"wide\">").append(Svg.of(d.laid(), "block diagram of " + subject.design().top())).append("</div>\n<figcaption>");
    s.append("Lines are as broad as what they carry; they follow nets through assignments. Clocks and resets are left out").append(d.controls() > 0 ? ", and " + d.controls() + " nets of less than " + Schematic.LEAST_BITS + " bits, where a pair has no wider one" : "")
        .append(". <i class=\"key unit\"></i> logic, <i class=\"key macro\"></i> models that a flow replaces, <i class=\"key array\"></i> several alike. Click a block for its ports.</figcaption></figure>\n");
  }

  private static void provenance(StringBuilder s, DesignReport report) {
    Parts.heading(s, "provenance", "Where it comes from");
    var rows = new ArrayList<List<String>>();
    report.subject().provenance().forEach((name, value) -> rows.add(List.of(name, value)));
    report.run().flatMap(Run::seed).ifPresent(seed -> rows.add(List.of("seed of the simulation", seed)));
    report.facts().forEach((name, value) -> rows.add(List.of(name, value)));
    report.lints().stream().filter(l -> !l.version().equals("-")).forEach(l -> rows.add(List.of(l.tool(), l.version())));
    s.append("<div class=\"texts\">");
    Html.table(s, List.of("", ""), rows);
    s.append("</div>\n");
    if (!report.repeat().isEmpty()) s.append("<p>To make it again:</p>\n<pre>").append(Html.escape(String.join("\n", report.repeat()))).append("</pre>\n");
  }

  private static String resource(String name) {
    try (var in = DesignPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
