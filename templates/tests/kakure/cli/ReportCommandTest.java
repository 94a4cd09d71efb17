// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.array.adder.AdderTree;
import blocks.array.adder.AdderTreeSpec;
import blocks.stream.skid.SkidBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import kakure.check.Costing;
import kakure.eda.Pricing;
import kakure.eda.Tool;
import kakure.kernel.Block;
import kakure.report.Page;
import kakure.spec.BlockSpec;
import kakure.spec.ErrorSurface;
import kakure.spec.Model;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
  private static final Path TINY = Path.of("../generator/src/test/resources/eda/tiny.lib");
  /** The tests do without it where it is missing. */
  private static final boolean OPENSTA = Tool.ALL.stream().anyMatch(t -> t.name().equals("sta") && t.find().isPresent());

  @TempDir
  private Path folder;

  private Cli report(String to, String... more) {
    var words = new ArrayList<>(List.of("report", "adder", "--set", "inputs=2", "--set", "width=4", "--points", "300", "--liberty", TINY.toString(), "-o", folder.resolve(to).toString()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void aPageAPictureATableAndKeys() throws Exception {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
    Cli cli = report("new/a", "--json", folder.resolve("r.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("adder_tree_2x4  area  cells  delay ps  energy fJ  iCE40 LUT  carry").containsPattern("energy: (\\d+) of \\1 pins annotated, 299 operations\n")
        .contains("Library tiny (tiny.lib), conditions usual, 2 V", "glitches are not seen", "seed 1").endsWith(folder.resolve("new/a/report.html") + "\n").doesNotContain("relative error");
    assertThat(Files.readString(folder.resolve("new/a/report.html"))).contains("<title>adder_tree_2x4</title>", "exact sum of any number of unsigned addends", "Library tiny");
    assertThat(ImageIO.read(folder.resolve("new/a/report.png").toFile()).getWidth()).isGreaterThan(1000);
    assertThat(Files.readString(folder.resolve("r.json"))).contains("\"library\" : \"tiny\"", "\"driver\" : \"BUF\"", "\"delayBy\" : \"ABC\"", "\"operations\" : 299");
    assertThat(report("b").code()).isZero();
    for (String file : new String[] {"report.html", "report.png"}) assertThat(folder.resolve("b").resolve(file)).as("the same bytes again").hasSameBinaryContentAs(folder.resolve("new/a").resolve(file));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nothing                             | there is no block",
      "accumulator                         | accumulator has a state, so there is no operation",
      "adder --set width=99                | adder: width = 99",
      "adder --points 1                    | --points 1: must be 2 or more",
      "adder --liberty nowhere.lib         | nowhere.lib: there is no such file",
      "adder --liberty pom.xml             | pom.xml:1: \"(\" or \":\" is expected",
      "adder --json nowhere/x.json         | --json nowhere/x.json: ",
      "adder -o pom.xml/x                  | pom.xml is no folder"})
  void wrongInputIsRefused(String arguments, String message) {
    Cli cli = Cli.run(("report " + arguments).strip().split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
  }

  /** An adder that is said to be off, beside a wider one. */
  private record About(AdderTree usual) implements BlockSpec<AdderTree> {
    @Override
    public String name() {
      return "about";
    }

    @Override
    public String summary() {
      return "about a sum";
    }

    @Override
    public List<AdderTree> corners() {
      return List.of(usual);
    }

    @Override
    public AdderTree random(SplittableRandom rng) {
      return usual;
    }

    @Override
    public Model golden(AdderTree tree) {
      return new AdderTreeSpec().golden(tree);
    }

    @Override
    public Map<String, Block> beside(AdderTree tree) {
      var others = new LinkedHashMap<String, Block>();
      others.put("wide", new AdderTree(tree.inputs(), 2 * tree.width()));
      if (OPENSTA) others.put("with state", new SkidBuffer(4));
      return others;
    }

    @Override
    public Optional<ErrorSurface> errors(AdderTree tree) {
      return Optional.of(new ErrorSurface() {
        @Override
        public String x() {
          return "fraction of a";
        }

        @Override
        public String y() {
          return "fraction of b";
        }

        @Override
        public double relative(double x, double y) {
          return x < 0.5 ? -0.25 : 0.125;
        }
      });
    }
  }

  @Test
  @Tag("slow")
  void designsBesideAndErrorsAreReported() {
    new ExternalTool("verilator").require();
    new ExternalTool("yosys").require();
    var spec = new About(new AdderTree(2, 4));
    var report = ReportCommand.report(spec, spec.usual(), new Costing(Pricing.of(TINY), folder, 300, 1, step -> { }));
    assertThat(report.costs().get("wide").energy().orElseThrow().total()).isGreaterThan(report.own().energy().orElseThrow().total());
    assertThat(Page.of(report).html()).contains("about / wide", "-6.25 %");
    assertThat(report.errors().orElseThrow().mean()).isEqualTo(-0.0625);
    if (!OPENSTA) return;
    assertThat(report.costs().keySet()).containsExactly("about", "wide", "with state");
    assertThat(report.costs().get("with state").energy()).as("its operations are no function's").isEmpty();
    assertThat(report.costs().get("with state").price().delayBy()).isEqualTo("OpenSTA");
  }
}
