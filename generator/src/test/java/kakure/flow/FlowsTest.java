// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kakure.BadInput;
import org.junit.jupiter.api.Test;

class FlowsTest {
  @Test
  void whatWasMeantIsSaid() {
    assertThatThrownBy(() -> Flows.named("ice4")).isInstanceOf(BadInput.class).hasMessageContaining("did you mean ice40?").hasMessageContaining("there are bender, ").hasMessageContaining("ecp5, ").hasMessageContaining("gowin, ice40, ").hasMessageContaining(", xilinx7");
    assertThatThrownBy(() -> Flows.named("breadboard")).isInstanceOf(BadInput.class).hasMessageNotContaining("did you mean");
    var flow = Flows.named("ice40");
    assertThatThrownBy(() -> Flows.part(flow, "up5k")).hasMessageContaining("did you mean up5k-sg48?");
    assertThatThrownBy(() -> Flows.part(flow, "hx8k-ct265")).hasMessageContaining("did you mean hx8k-ct256?");
    assertThat(Flows.part(flow, "up5k-sg48")).isEqualTo("up5k-sg48");
  }

  @Test
  void distancesAreThoseOfLetters() {
    assertThat(Flows.distance("", "abc")).isEqualTo(3);
    assertThat(Flows.distance("ice40", "ice40")).isZero();
    assertThat(Flows.distance("ecp5", "ecp")).isEqualTo(1);
    assertThat(Flows.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theLargestIsFoundByFewMeasurements() {
    for (int limit = 0; limit <= 600; limit += 7) {
      int most = limit;
      var tried = new ArrayList<Integer>();
      var found = Largest.of(Largest.SIZES, n -> {
        tried.add(n);
        return Optional.of(n);
      }, n -> n <= most);
      assertThat(found.best()).isEqualTo(Largest.SIZES.stream().filter(n -> n <= most).reduce((a, b) -> b));
      assertThat(found.next()).isEqualTo(Largest.SIZES.stream().filter(n -> n > most).findFirst());
      assertThat(tried).hasSizeLessThanOrEqualTo(5);
    }
    var nothing = Largest.of(Largest.SIZES, n -> Optional.<Integer>empty(), n -> true);
    assertThat(nothing.best()).isEmpty();
    assertThat(nothing.next()).isEmpty();
  }

  /** Sizes of which there is nothing, at either end and between, hide none of the others. */
  @Test
  void sizesThatThereAreNoneOfAreLeftOut() {
    for (int there = 0; there < 1 << 6; there++) {
      int mask = there;
      var sizes = IntStream.range(0, 6).boxed().toList();
      for (int limit = 0; limit <= 6; limit++) {
        int most = limit;
        var found = Largest.of(sizes, n -> (mask >> n & 1) == 1 ? Optional.of(n) : Optional.empty(), n -> n < most);
        assertThat(found.best()).as("sizes %s below %d", Integer.toBinaryString(mask), most).isEqualTo(sizes.stream().filter(n -> (mask >> n & 1) == 1 && n < most).reduce((a, b) -> b));
        assertThat(found.next()).isEqualTo(sizes.stream().filter(n -> (mask >> n & 1) == 1 && n >= most).findFirst());
      }
    }
  }

  @Test
  void aFillSaysWhatIsTooMuch() {
    var fill = new Fill(List.of(new Fill.Use("EBR", 40, 32), new Fill.Use("SPRAM", 0, 0), new Fill.Use("pins", 20, 40)));
    assertThat(fill.fits()).isFalse();
    assertThat(fill.share()).isEqualTo(1.25);
    assertThat(fill.text()).isEqualTo("EBR 40 of 32 (8 too many), SPRAM 0 of 0, pins 20 of 40");
    assertThat(new Fill(List.of(new Fill.Use("SPRAM", 1, 0))).fits()).isFalse();
    assertThat(new Fill(List.of(new Fill.Use("EBR", 32, 32))).fits()).isTrue();
  }
}
