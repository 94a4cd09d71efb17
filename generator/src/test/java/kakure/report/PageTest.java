// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import kakure.check.Cost;
import kakure.eda.Energy;
import kakure.eda.Lookup;
import kakure.eda.Price;
import kakure.eda.Surroundings;
import org.junit.jupiter.api.Test;

class PageTest {
  private static Cost cost(String module, double area, Optional<Energy> energy) {
    return new Cost(module, new Price("lib<1>", area, 12, 345.6, "ABC", List.of(new Lookup("iCE40", 30, 7, 0), new Lookup("xc7, no DSP", 20, 2, 0), new Lookup("xc7", 3, 0, 1))), energy);
  }

  private static Report report(Optional<Errors> errors) {
    var costs = new LinkedHashMap<String, Cost>();
    costs.put("about", cost("about_8", 50, Optional.of(new Energy(1, 2, 3, 90, 100, 999, 1.1, "typical"))));
    costs.put("exact", cost("exact_8", 200, Optional.empty()));
    return new Report("about", "computes <about>", Map.of("width", "8"), "lib<1>", "cells.lib", new Surroundings("BUF", "A", "Y", 4, 4), 7, costs, errors);
  }

  @Test
  void designsStandAboveTheirRatio() {
    var columns = new Columns(report(Optional.empty()));
    assertThat(columns.names()).containsExactly("area", "cells", "delay ps", "energy fJ", "iCE40 LUT", "carry", "xc7, no DSP LUT", "xc7 LUT", "DSP");
    assertThat(columns.rows()).containsExactly(
        new Columns.Row("about", List.of("50", "12", "345.6", "6", "30", "7", "20", "3", "1")),
        new Columns.Row("exact", List.of("200", "12", "345.6", "-", "30", "7", "20", "3", "1")),
        new Columns.Row("about / exact", List.of("0.25", "1", "1", "-", "1", "1", "1", "1", "1")));
  }

  @Test
  void thePageIsCompleteAndNeedsNothingElse() throws Exception {
    var page = Page.of(report(Optional.of(Errors.of(ErrorsTest.surface((x, y) -> x * y - 0.125)))));
    assertThat(page.html()).contains("<title>about_8</title>", "about: computes &lt;about&gt;", "90 of 100", "theory: mean &lt;of&gt; &quot;theory&quot;</th><td>25 %", "mean</th><td>12.5 %", "glitches are not seen", "conditions typical, 1.1 V",
        "prefers-color-scheme: dark", "fraction of b (upwards)", "before layout");
    assertThat(Pattern.compile("(src|srcset|href)=\"(?!data:)|url\\(|@import|<script").matcher(page.html()).find()).as("anything from elsewhere").isFalse();
    assertThat(page.html().split("<figure>", -1)).as("area, delay, energy, tables, histogram, map").hasSize(7);
    assertThat(page.html().split(" alt=\"[^\"]{20,}\"", -1)).hasSize(7);
    var picture = ImageIO.read(new ByteArrayInputStream(page.png()));
    assertThat(picture.getWidth()).isEqualTo(2 * Charts.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(3 * Charts.HEIGHT);
    var again = Page.of(report(Optional.of(Errors.of(ErrorsTest.surface((x, y) -> x * y - 0.125)))));
    assertThat(again.html()).isEqualTo(page.html());
    assertThat(again.png()).isEqualTo(page.png());
    assertThat(Page.of(report(Optional.empty())).html()).doesNotContain("Relative error");
  }

  @Test
  void keysAreThoseOfTheTable() {
    var keys = Keys.of(report(Optional.of(Errors.of(ErrorsTest.surface((x, y) -> 0.5)))));
    assertThat(keys).containsKeys("block", "module", "parameters", "library", "designs", "errors").containsEntry("loadFemtofarads", 4.0);
    assertThat(keys.get("designs").toString()).contains("about={module=about_8, area=50.0", "energy={total=6.0, internal=1.0, nets=2.0, inputs=3.0, pinsAnnotated=90, pins=100").contains("exact={");
    assertThat(keys.get("errors").toString()).startsWith("{mean=0.5, meanAbsolute=0.5, rootMeanSquare=0.5, worst=0.5, worstAt=[");
  }

  @Test
  void figuresHaveFourDigits() {
    assertThat(List.of(Numbers.text(0), Numbers.text(123456.7), Numbers.text(1234.56), Numbers.text(0.00012345), Numbers.text(-2.50), Numbers.percent(0.03125))).containsExactly("0", "123457", "1235", "0.0001234", "-2.5", "3.125 %");
  }
}
