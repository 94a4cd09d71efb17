// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.cim.CimConverter;
import blocks.cim.CimMode;
import blocks.cim.cimmacro.CimMacro;
import blocks.cim.cimtile.CimTile;
import blocks.cim.cimtile.TileMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.CheckFailed;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** Networks read by converters: exact where they must be, otherwise not, and the same however they are dealt to threads. */
class AnalogStudyTest {
  private static final Network NETWORK = AnalogNetworks.gated();
  private static final List<byte[]> IMAGES = AnalogNetworks.images(6);
  private static final LineCounts NONE = LineCounts.none(9, 8, 1024);
  private static final Runnable QUIET = () -> {};

  private static AnalogLayers layers(int segmentRows, int pattern) {
    return AnalogLayers.of(NETWORK, AnalogLayers.macro(segmentRows), pattern, AnalogNetworks.images(20));
  }

  private static AnalogStudy study(AnalogLayers layers, Gating gating, int seed) {
    return new AnalogStudy(NETWORK, layers.placed(), gating, IMAGES, seed);
  }

  private static AnalogPoint geometric(AnalogLayers layers, int bits, int noise) {
    return FullScale.GEOMETRIC.point(layers.tile(), bits, noise, NONE);
  }

  @Test
  void exactBitsEqualExactCountsInEverySumOfEveryLayer() {
    int[] expected = IMAGES.stream().mapToInt(new GoldenNetwork(NETWORK)::label).toArray();
    for (int rows : new int[] {9, 16, 64}) {
      for (int pattern : new int[] {0, 2}) {
        for (var gating : List.of(Gating.NONE, Gating.OFF)) {
          var layers = layers(rows, pattern);
          var study = study(layers, gating, 1);
          int widest = layers.placed().stream().mapToInt(l -> l.mapping().pattern()).max().orElseThrow();
          assertThat(widest).isEqualTo(pattern);
          var exact = geometric(layers, CimConverter.exactBits(rows << widest), 0);
          assertThat(study.exact(exact, QUIET)).isEqualTo(expected);
          assertThat(logits(layers, AnalogPoint.digital(layers.tile()), gating, 1)).isEqualTo(logits(layers, exact, gating, 1));
        }
      }
    }
  }

  @Test
  void theNetworkTakesThreeModesAndClosesGates() {
    assertThat(layers(9, 0).placed().stream().flatMap(l -> l.tiles().stream()).flatMap(t -> t.modes().stream()).distinct()).contains(CimMode.PAIR, CimMode.TWOS, CimMode.LEV4);
    var second = layers(9, 0).placed().stream().filter(l -> l.node().name().equals("second")).findFirst().orElseThrow();
    var trace = new GoldenNetwork(NETWORK).run(IMAGES.get(0));
    assertThat(second.switches().inputs(trace::values, 12)).contains(true, false);
  }

  @Test
  void oneBitLessIsNotExactAndTheFirstWrongSumIsNamed() {
    var layers = layers(16, 0);
    assertThatThrownBy(() -> study(layers, Gating.OFF, 1).exact(geometric(layers, 4, 0), QUIET)).isInstanceOf(CheckFailed.class).hasMessageMatching("image \\d, layer \\w+, output \\d+: converters that are to be exact give a sum of .*");
  }

  @Test
  void fewBitsOfTheRowsChangeWhatIsSeenAndAutoDoesNot() {
    var layers = layers(64, 0);
    var macros = logits(layers, geometric(layers, 2, 0), Gating.OFF, 1);
    var exact = logits(layers, geometric(layers, 7, 0), Gating.OFF, 1);
    assertThat(macros).isNotEqualTo(exact);
    var counts = study(layers, Gating.OFF, 1).counts(layers.tile(), IMAGES);
    int most = counts.largest(0), bits = CimConverter.exactBits(most);
    assertThat(most).isBetween(8, 63);
    assertThat(counts.share(0, most)).isZero();
    var auto = FullScale.parse("auto", layers.tile().rows()).point(layers.tile(), bits, 0, counts);
    assertThat(auto.converter(0).fullScale()).isEqualTo((1 << bits) - 1);
    assertThat(logits(layers, auto, Gating.OFF, 1)).as("nothing is cut off of the images that were counted").isEqualTo(exact);
  }

  @Test
  void imagesDoNotDependOnEachOther() {
    var layers = layers(16, 0);
    var noisy = geometric(layers, 5, 60);
    int[] classes = study(layers, Gating.OFF, 3).classes(noisy, QUIET);
    var macros = new AnalogMacros(layers.placed(), noisy, Gating.OFF);
    var forward = forward(layers);
    for (int i = IMAGES.size() - 1; i >= 0; i--) {
      macros.lines().seed(AnalogStudy.noiseSeed(3, i));
      assertThat(NETWORK.label(forward.run(IMAGES.get(i), macros::sums))).isEqualTo(classes[i]);
    }
    assertThat(study(layers, Gating.OFF, 3).classes(noisy, QUIET)).isEqualTo(classes);
    assertThat(logits(layers, noisy, Gating.OFF, 3)).isNotEqualTo(logits(layers, noisy, Gating.OFF, 4));
  }

  /** The machine that hears the commands, loaded with tile after tile. */
  @Test
  void sumsAreThoseOfATileThatIsSentTheCommands() {
    for (int pattern : new int[] {0, 2}) {
      for (var gating : Gating.values()) {
        var layers = layers(9, pattern);
        var noisy = geometric(layers, 5, 60);
        var macros = new AnalogMacros(layers.placed(), noisy, gating);
        for (int i = 0; i < 2; i++) {
          macros.lines().seed(AnalogStudy.noiseSeed(9, i));
          var t = noisy.tile();
          var macro = CimMacro.ofAnalog(t.shape(), new CimConverter(t.converterBits(), t.fullScale(), t.noise()), AnalogStudy.noiseSeed(9, i));
          var tile = CimTile.of(macro, t.bits(), t.phases(), t.channels(), t.taps());
          var machine = new TileMachine(tile);
          var commands = new Commands(tile);
          forward(layers).run(IMAGES.get(i), (layer, map, inputs, wanted) -> {
            int[] sums = macros.sums(layer, map, inputs, wanted);
            boolean[] in = gating.gates() ? inputs : on(inputs.length), out = gating.gates() ? wanted : on(wanted.length);
            assertThat(layer.run(map, loaded -> List.of(layer.gate(loaded, in, out, tile)), gating, tile, commands, machine).sums()).as("layer %s", layer.node().name()).isEqualTo(sums);
            return sums;
          });
        }
      }
    }
  }

  private static boolean[] on(int n) {
    var all = new boolean[n];
    Arrays.fill(all, true);
    return all;
  }

  private static Forward forward(AnalogLayers layers) {
    Map<String, Placed> all = new LinkedHashMap<>();
    layers.placed().forEach(l -> all.put(l.node().name(), l));
    return new Forward(new GoldenNetwork(NETWORK), all);
  }

  private static List<List<Integer>> logits(AnalogLayers layers, AnalogPoint point, Gating gating, int seed) {
    var macros = new AnalogMacros(layers.placed(), point, gating);
    var all = new ArrayList<List<Integer>>();
    for (int i = 0; i < IMAGES.size(); i++) {
      macros.lines().seed(AnalogStudy.noiseSeed(seed, i));
      all.add(IntStream.of(forward(layers).run(IMAGES.get(i), macros::sums)).boxed().toList());
    }
    return all;
  }
}
