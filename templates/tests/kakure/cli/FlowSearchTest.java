// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.eda.Tool;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Wish;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What does not fit is refused with figures and the largest array that does; a part is a number of elements here. */
class FlowSearchTest {
  private static final int ANY = Integer.MAX_VALUE;
  private static final Pattern ARRAY = Pattern.compile("engine_(\\d+)x(\\d+)x(\\d+)_?.*");

  /** A part that holds so many elements, each a cell, and ten cells around them, memories whose words have so many bits together, columns for so many pixels, and generators for so many input channels. */
  private record Part(int elements, int bits, int pixels, int channels) implements Flow {
    Part(int elements, int bits, int pixels) {
      this(elements, bits, pixels, 64);
    }

    @Override
    public String name() {
      return "counted";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public List<Tool> tools() {
      return List.of();
    }

    @Override
    public List<String> parts() {
      return List.of("small");
    }

    @Override
    public Made make(Handed design, Wish wish, Path work, Consumer<String> progress) {
      throw new UnsupportedOperationException("a search asks only what designs take");
    }

    @Override
    public Fill least(Handed design, Wish wish) {
      return new Fill(bits == ANY ? List.of() : List.of(new Fill.Use("bits", design.memories().stream().mapToInt(m -> m.instances() * m.width()).sum(), bits)));
    }

    @Override
    public Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress) {
      var array = ARRAY.matcher(design.design().top());
      assertThat(array.matches()).as(design.design().top()).isTrue();
      var uses = new ArrayList<>(List.of(new Fill.Use("cells", 10 + Stream.of(1, 2, 3).mapToInt(i -> Integer.parseInt(array.group(i))).reduce(1, (a, b) -> a * b), 10 + elements)));
      uses.addAll(List.of(new Fill.Use("columns", Integer.parseInt(array.group(2)), pixels), new Fill.Use("generators", Integer.parseInt(array.group(1)), channels), new Fill.Use("memories", 3, 4)));
      uses.addAll(least(design, wish).uses());
      return new Fill(uses);
    }
  }

  private static FlowCommand.Subject search(int elements, String... words) {
    return search(new Part(elements, ANY, 64), words);
  }

  private static FlowCommand.Subject search(Part part, String... words) {
    return asked(part, words).subject();
  }

  private static FlowSearch asked(Part part, String... words) {
    var command = new FlowCommand();
    var line = new CommandLine(command);
    command.targetOptions().extend(line.getCommandSpec());
    line.parseArgs(Stream.concat(Stream.of("m.onnx", "--to", "ice40"), Arrays.stream(words)).toArray(String[]::new));
    var network = OnnxReader.read(Path.of("../examples/digits/small.onnx"));
    return new FlowSearch(part, new Wish(Optional.of("small"), OptionalDouble.empty(), Optional.empty()), network, command.targetOptions());
  }

  private static int elements(FlowCommand.Subject subject) {
    var array = ARRAY.matcher(subject.handed().design().top());
    return array.matches() ? Integer.parseInt(array.group(1)) * Integer.parseInt(array.group(2)) * Integer.parseInt(array.group(3)) : -1;
  }

  @Test
  void theLargestThatFitsIsTaken() {
    assertThat(elements(search(100))).as("sizes are those of Largest").isEqualTo(96);
    assertThat(elements(search(1))).isEqualTo(1);
    assertThat(elements(search(20, "--array", "4x1x4", "--fit"))).isEqualTo(16);
  }

  @Test
  void whatIsOnlyMeasuredNeedNotFitIfItIsNamed() {
    assertThat(elements(asked(new Part(20, ANY, 64), "--array", "4x2x4", "--fit").toFill())).isEqualTo(32);
    assertThat(elements(asked(new Part(20, ANY, 64)).toFill())).isEqualTo(elements(search(20)));
  }

  /** Of equally many elements those go first that need less logic, unless their memories do not fit. */
  @Test
  void memoriesRuleOutASplitWithoutASynthesis() {
    assertThat(search(16).handed().design().top()).startsWith("engine_2x2x4_");
    assertThat(search(new Part(16, 250, 64)).handed().design().top()).as("2 activation memories of 2 banks of 32 bits alone are 128").startsWith("engine_2x1x8_");
    assertThatThrownBy(() -> search(new Part(16, 1, 64))).as("figures of the first where none fits").isInstanceOf(BadInput.class).hasMessageContaining("smallest array, 1x1x1: cells 11 of 26").hasMessageContaining("bits ");
  }

  @Test
  void aSlowSplitIsTakenWhereNoQuickOneFits() {
    assertThat(search(64).handed().design().top()).startsWith("engine_4x2x8_");
    assertThat(search(new Part(64, ANY, 1)).handed().design().top()).startsWith("engine_4x1x16_");
  }

  /** Of four channels or fewer 64 elements are quickest as 4x1x16; of three or fewer 96 fit as 3x1x32, but drain so long that 16 are quicker. */
  @Test
  void aSmallerArrayThatIsQuickerIsTaken() {
    assertThat(search(new Part(100, ANY, 1, 4)).handed().design().top()).startsWith("engine_4x1x16_");
    assertThat(search(new Part(100, ANY, 1, 3)).handed().design().top()).startsWith("engine_2x1x8_");
  }

  /** With groups there is no array of one or two elements: four are the smallest, and are said to be. */
  @Test
  void sizesWithoutAnArrayAreNotThoseThatDoNotFit() {
    assertThat(elements(search(4, "--group", "4"))).isEqualTo(4);
    assertThatThrownBy(() -> search(3, "--group", "4")).isInstanceOf(BadInput.class).hasMessageContaining("even on the smallest array, 4x1x1 in groups of 4: cells 14 of 13");
    assertThatThrownBy(() -> search(100, "--set", "rows=4", "--set", "maskDepth=1")).isInstanceOf(BadInput.class).hasMessageStartingWith("no array that is searched takes the network").hasMessageContaining("give --array");
  }

  @Test
  void anArrayThatDoesNotFitIsRefusedWithFiguresAndTheLargestThatDoes() {
    assertThatThrownBy(() -> search(20, "--array", "4x2x4", "--fit")).isInstanceOf(BadInput.class).hasMessageStartingWith("array 4x2x4 does not fit small: cells 42 of 30 (12 too many), columns 2 of 64, generators 4 of 64, memories 3 of 4\n")
        .hasMessageMatching("(?s).*the largest that fits: array \\d+x\\d+x\\d+ with memories as small as the network allows, cells 26 of 30, columns \\d of 64, generators \\d of 64, memories 3 of 4");
    assertThatThrownBy(() -> search(0, "--array", "1x1x1")).isInstanceOf(BadInput.class).hasMessageContaining("cells 11 of 10 (1 too many)").hasMessageContaining("none that fits was found: a larger --part, or a smaller network");
  }

  @Test
  void aNetworkThatDoesNotFitAtAllIsRefusedWithTheSmallestArraysFigures() {
    assertThatThrownBy(() -> search(0)).isInstanceOf(BadInput.class).hasMessageContaining("the network does not fit small even on the smallest array, 1x1x1: cells 11 of 10 (1 too many)").hasMessageContaining("a larger --part, or a smaller network");
  }
}
