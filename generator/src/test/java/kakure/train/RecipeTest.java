// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kakure.golden.SignGenerator;
import kakure.network.Images;
import kakure.network.Mask;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.golden.Accuracy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may help a training: images moved, mirrored and cut, labels that are not wanted with certainty, scale and shift that are learnt, one choice for all layers, a kind of mask for a layer. */
class RecipeTest {
  private static final TrainConfig CONFIG = TrainConfig.of(NetSpec.parse("c8,p,c12s2,f4")).withEpochs(6).withSeed(5).withDensity(.4).withThreads(1);

  private static TrainedNetwork train(RecipeConfig recipe, int threads) {
    return Trainer.train(CONFIG.withRecipe(recipe).withThreads(threads), Shapes.make(300, 1), TrainProgress.NONE);
  }

  private static double accuracy(TrainedNetwork network) {
    Samples unseen = Shapes.make(300, 2);
    return Accuracy.correct(network.quantise(), new Images(unseen.shape(), unseen.pixels(), unseen.labels()), "shapes") / (double) unseen.count();
  }

  /** By their bits: shift 1, flip 2, learnt 4, global 8, cut 16, smooth 32. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 8, 13, 16, 32})
  void theSameOnAnyThreadsAndTheIntegersRecogniseWhatWasLearnt(int bits) {
    var recipe = new RecipeConfig((bits & 1) > 0, (bits & 2) > 0, (bits & 16) > 0, (bits & 4) > 0, (bits & 8) > 0, (bits & 32) > 0 ? .1 : 0);
    TrainedNetwork network = train(recipe, 1);
    assertThat(train(recipe, 3)).isEqualTo(network);
    if (bits != 0) assertThat(network).isNotEqualTo(train(RecipeConfig.NONE, 1));
    assertThat(accuracy(network)).isGreaterThan(.6); // a quarter by chance
    for (TrainedLayer l : network.layers().subList(0, network.layers().size() - 1)) {
      boolean plain = true;
      for (float g : l.normalisation().gamma()) plain &= g == 1f;
      assertThat(plain).isEqualTo(!recipe.learnt());
    }
  }

  @Test
  void imagesMoveByAnEighthAtMostAndAreMirroredInEveryOtherEpoch() {
    var augmentation = new Augmentation(new RecipeConfig(true, true, false, false, false, 0), 9);
    var across = new HashSet<Integer>();
    var down = new HashSet<Integer>();
    int mirrored = 0;
    for (int i = 0; i < 4000; i++) {
      Augmentation.View v = augmentation.next(16, 32, i, 0);
      assertThat(augmentation.next(16, 32, i, 1).mirrored()).isNotEqualTo(v.mirrored());
      assertThat(augmentation.next(16, 32, i, 2).mirrored()).isEqualTo(v.mirrored());
      across.add(v.dx());
      down.add(v.dy());
      if (v.mirrored()) mirrored++;
    }
    assertThat(across).containsExactlyInAnyOrder(-4, -3, -2, -1, 0, 1, 2, 3, 4);
    assertThat(down).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
    assertThat(mirrored).isBetween(1850, 2150);
    assertThat(IntStream.range(0, 5).map(x -> new Augmentation.View(2, 0, false, Augmentation.Hole.NONE).column(x, 5))).containsExactly(-2, -1, 0, 1, 2);
    assertThat(IntStream.range(0, 5).map(x -> new Augmentation.View(2, 0, true, Augmentation.Hole.NONE).column(x, 5))).containsExactly(6, 5, 4, 3, 2);
    assertThat(new Augmentation(RecipeConfig.NONE, 9).next(16, 32, 0, 0)).isEqualTo(Augmentation.View.PLAIN);
  }

  /** Each pixel as often as another would be cut, but for the edges, which a square overhangs. */
  @Test
  void aSquareOfAQuarterIsCutAnywhere() {
    var augmentation = new Augmentation(new RecipeConfig(false, false, true, false, false, 0), 9);
    var cut = new int[16][32];
    for (int i = 0; i < 4000; i++) {
      Augmentation.View v = augmentation.next(16, 32, i, 0);
      assertThat(v.dx() != 0 || v.dy() != 0 || v.mirrored()).isFalse();
      for (int y = 0; y < 16; y++) for (int x = 0; x < 32; x++) if (v.hole().holds(x, y)) cut[y][x]++;
    }
    for (int[] row : cut) for (int n : row) assertThat(n).isBetween(30, 310); // 32 of 512 squares hold it, 8 the last corner
    assertThat(cut[8][16]).isBetween(190, 310);
    assertThat(cut[15][31]).isLessThan(cut[8][16] / 2);
    assertThat(Augmentation.View.PLAIN.hole().holds(0, 0)).isFalse();
  }

  /** By sorting. */
  @Test
  void theLargestOfAllLayersAreKept() {
    var layers = new ArrayList<Scores>();
    int[][] shapes = {{4, 3, 9}, {7, 16, 1}, {5, 8, 9}};
    for (int l = 0; l < shapes.length; l++) layers.add(new Scores(shapes[l][0], shapes[l][1], shapes[l][2], new SignGenerator(SignGenerator.base(7, l), shapes[l][1]), new Sequence(1, l + 1), .3, MaskKind.FREE, true));
    new GlobalChoice(layers).select();
    int keep = layers.stream().mapToInt(Scores::share).sum();
    var ranked = new TreeMap<Integer, List<Boolean>>();
    for (Scores s : layers) {
      var bits = new int[s.kept.length];
      assertThat(s.rank(bits, 0)).isEqualTo(bits.length);
      for (int i = 0; i < bits.length; i++) ranked.computeIfAbsent(bits[i], k -> new ArrayList<>()).add(s.kept[i]);
    }
    int seen = 0;
    for (var kept : ranked.descendingMap().values()) {
      if (seen + kept.size() <= keep) assertThat(kept).containsOnly(true);
      else if (seen >= keep) assertThat(kept).containsOnly(false);
      seen += kept.size();
    }
    assertThat(layers.stream().mapToInt(s -> s.mask().count()).sum()).isEqualTo(keep);
  }

  @Test
  void aLayersOwnKindOfMask() {
    TrainedNetwork network = Trainer.train(TrainConfig.of(NetSpec.parse("c8,p,c12s2g4,c8g1,f4")).withEpochs(1).withMask(MaskKind.ONE_OF_2).withDensity(.3).withThreads(1), Shapes.make(200, 1), TrainProgress.NONE);
    assertThat(network.layers()).extracting(l -> group(l.mask())).containsExactly(0, 4, 0, 2);
  }

  /** A layer of its own kind learns its mask by itself where the free ones choose together. */
  @Test
  void aGlobalChoiceLeavesOneOfGToItsLayer() {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c8,p,c12s2g4,f4")).withSeed(5).withDensity(.4).withThreads(1).withRecipe(new RecipeConfig(false, false, false, false, true, 0));
    List<TrainedNetwork> after = IntStream.of(1, 6).mapToObj(epochs -> Trainer.train(config.withEpochs(epochs), Shapes.make(300, 1), TrainProgress.NONE)).toList();
    assertThat(after.get(1).layers()).extracting(l -> group(l.mask())).containsExactly(0, 4, 0);
    for (int l = 0; l < 3; l++) assertThat(after.get(1).layers().get(l).mask()).as("layer %d", l).isNotEqualTo(after.get(0).layers().get(l).mask());
    assertThat(accuracy(after.get(1))).isGreaterThan(.6);
  }

  /** G of a mask that keeps one of every G channels, 0 of another. */
  private static int group(Mask mask) {
    for (int g : new int[] {2, 4, 8}) {
      boolean one = mask.inputs() >= g;
      for (int o = 0; one && o < mask.outputs(); o++) for (int t = 0; t < mask.taps(); t++) for (int c = 0; c < mask.inputs(); c += g) {
        int kept = 0;
        for (int d = c; d < Math.min(c + g, mask.inputs()); d++) if (mask.kept(o, d, t)) kept++;
        one &= kept == 1;
      }
      if (one) return g;
    }
    return 0;
  }

  @Test
  void wrongWordsAreRefused() {
    for (String words : List.of("turn", "shift,shift", "shift,", "none,flip")) assertThatThrownBy(() -> RecipeConfig.parse(words, false, "layer", 0)).hasMessageContaining("--augment " + words + ": must be none, or of shift, flip and cut");
    assertThatThrownBy(() -> RecipeConfig.parse("none", false, "all", 0)).hasMessageContaining("--choice all: must be layer or global");
    assertThatThrownBy(() -> CONFIG.withRecipe(new RecipeConfig(false, false, false, false, true, 0)).withMask(MaskKind.ONE_OF_4)).hasMessageContaining("a global choice is of hidden weights with a free mask");
    for (double smooth : new double[] {-.1, 1, Double.NaN}) assertThatThrownBy(() -> RecipeConfig.parse("none", false, "layer", smooth)).hasMessageContaining("--smooth " + smooth + ": must be 0 or more and below 1");
  }
}
