// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.Base64;
import java.util.List;
import kakure.report.Html;

/** The layout as a picture, and what its flow says of it. */
final class PlacedSection {
  private PlacedSection() {}

  static void write(StringBuilder s, Placed placed) {
    Parts.heading(s, "layout", "Layout");
    // as a picture, not as a part of the page: what a drawing holds beside its lines does nothing there
    placed.drawing().ifPresentOrElse(svg -> s.append("<figure><div class=\"wide\"><img alt=\"cells and wires of the layout\" style=\"max-width:100%\" src=\"data:image/svg+xml;base64,").append(Base64.getEncoder().encodeToString(svg)).append("\"></div></figure>\n"),
        () -> Parts.note(s, placed.missing()));
    s.append("<div class=\"texts\">");
    Html.table(s, List.of(placed.part(), ""), placed.rows());
    s.append("</div>\n");
    placed.notes().forEach(note -> Parts.note(s, note));
  }
}
