// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LayoutTest {
  /** Twelve boxes in a chain, with a way back and lines that skip some. */
  private static Laid laid() {
    var boxes = new ArrayList<Box>();
    var lines = new ArrayList<Line>();
    for (int i = 0; i < 12; i++) boxes.add(new Box("b" + i, "unit<" + i + ">", i % 2 == 0 ? "" : "of a module", Box.Kind.values()[i % 4], i == 0 ? "#m-first" : ""));
    for (int i = 0; i + 1 < 12; i++) lines.add(new Line("b" + i, "b" + (i + 1), 1 << i, "net & " + i));
    lines.add(new Line("b9", "b2", 8, "back"));
    lines.add(new Line("b1", "b8", 8, "ahead"));
    return Layout.of(boxes, lines);
  }

  @Test
  void boxesLieApartWithinThePictureAndLinesEndAtThem() {
    var laid = laid();
    assertThat(laid.boxes()).hasSize(12);
    assertThat(laid.lines()).hasSize(13);
    for (var a : laid.boxes()) {
      assertThat(a.x() >= 0 && a.y() >= 0 && a.x() + a.width() <= laid.width() && a.y() + a.height() <= laid.height()).isTrue();
      for (var b : laid.boxes()) assertThat(a == b || a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x() || a.y() + a.height() <= b.y() || b.y() + b.height() <= a.y()).as(a + " and " + b).isTrue();
    }
    for (var line : laid.lines()) {
      assertThat(onEdge(laid, line.line().from(), line.points().get(0))).as(line + " begins").isTrue();
      assertThat(onEdge(laid, line.line().to(), line.points().get(line.points().size() - 1))).as(line + " ends").isTrue();
    }
  }

  private static boolean onEdge(Laid laid, String id, Laid.Point p) {
    var b = laid.boxes().stream().filter(x -> x.box().id().equals(id)).findFirst().orElseThrow();
    boolean side = near(p.x(), b.x()) || near(p.x(), b.x() + b.width()), end = near(p.y(), b.y()) || near(p.y(), b.y() + b.height());
    return side && p.y() >= b.y() && p.y() <= b.y() + b.height() || end && p.x() >= b.x() && p.x() <= b.x() + b.width();
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) < 1e-6;
  }

  @Test
  void theSameDiagramGivesTheSamePictures() throws Exception {
    assertThat(Svg.of(laid(), "d")).isEqualTo(Svg.of(laid(), "d")).contains("<a href=\"#m-first\">", "unit&lt;0&gt;", "<title>net &amp; 0</title>", "class=\"box macro\"");
    assertThat(Png.of(laid())).isEqualTo(Png.of(laid()));
    var picture = ImageIO.read(new ByteArrayInputStream(Png.of(laid())));
    assertThat(picture.getWidth()).isEqualTo((int) Math.ceil(1.5 * laid().width()));
    var inside = laid().boxes().get(1);
    assertThat(picture.getRGB((int) (1.5 * (inside.x() + 4)), (int) (1.5 * (inside.y() + 8))) & 0xffffff).as("a macro's colour").isEqualTo(0xfdf0de);
    assertThat(picture.getRGB(1, 1) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void aBoxAloneIsAPicture() {
    var laid = Layout.of(List.of(new Box("b0", "alone", "", Box.Kind.UNIT, "")), List.of());
    assertThat(laid.boxes()).hasSize(1);
    assertThat(laid.width()).isGreaterThan(40);
  }
}
