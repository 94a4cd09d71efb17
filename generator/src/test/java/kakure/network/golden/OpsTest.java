// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import kakure.golden.SignGenerator;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Coats;
import kakure.network.Dense;
import kakure.network.Gate;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Op;
import kakure.network.Planes;
import kakure.network.Requantise;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Trichromatic;
import kakure.network.Weights;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** Every operation on values worked out by hand from the specification. */
class OpsTest {
  private static final int[] MAP = { // 2 channels of 3 x 3
    1, 2, 3,
    4, 5, 6,
    7, 8, 9,

    10, 0, 30,
    0, 200, 0,
    255, 0, 1
  };
  private static final Shape SHAPE = new Shape(2, 3, 3);

  private static int[] run(Op op, Shape shape, int[]... inputs) {
    return run(op, Result.u8(shape), inputs);
  }

  private static int[] run(Op op, Result in, int[]... inputs) {
    return GoldenOp.of(op, List.of(in), 1).apply(List.of(inputs));
  }

  private static Requantise requantise(int[] mul, long[] add, int[] sh) {
    return new Requantise(mul, add, sh);
  }

  @Test
  void everyOperationHasAGoldenFunction() {
    assertThat(Op.class.getPermittedSubclasses()).containsExactlyInAnyOrder(Linear.class, MaxPool.class, AveragePool.class, Add.class, Gate.class);
  }

  @Test
  void maxPoolingDropsTheOddRowAndColumn() {
    assertThat(run(MaxPool.HALVE, SHAPE, MAP)).containsExactly(5, 200);
  }

  @Test
  void maxPoolingWithPaddingAndOverlap() {
    assertThat(run(new MaxPool(Window.square(3, 2, 1)), SHAPE, MAP)).containsExactly(5, 6, 8, 9, 200, 200, 255, 200);
  }

  @Test
  void averagePoolingIsASum() {
    assertThat(run(new AveragePool(Window.whole(SHAPE), Optional.empty()), SHAPE, MAP)).containsExactly(45, 496);
    assertThat(run(new AveragePool(Window.square(3, 2, 1), Optional.empty()), SHAPE, MAP)).containsExactly(1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9, 210, 230, 455, 201);
  }

  @Test
  void averagePoolingRequantises() {
    // 45 / 9 = 5 exactly: 45 * 7282 = 327690 = 5.00015 * 2^16; 496 / 9 = 55.1; the second channel by half of that and 1 more: 27.56 + 1
    Requantise ninth = requantise(new int[] {7282, 3641}, new long[] {0, 65536}, new int[] {16, 16});
    assertThat(run(new AveragePool(Window.whole(SHAPE), Optional.of(ninth)), SHAPE, MAP)).containsExactly(5, 29);
  }

  @Test
  void additionBeforeTheClamp() {
    Shape two = new Shape(2, 1, 4);
    int[] acc = {100, -100, 1000, 3, 8388607, -8388608, 0, -1};
    int[] residual = {10, 255, 255, 0, 255, 255, 1, 0};
    // channel 0: (3 acc + 5 + (2 r << 3) + 2) >> 2; channel 1: (-acc + 0 + (r << 0) + 0) >> 0
    Add op = new Add(requantise(new int[] {3, -1}, new long[] {5, 0}, new int[] {2, 0}), new int[] {2, 1}, new int[] {3, 0});
    assertThat(run(op, two, acc, residual)).containsExactly(
        (300 + 5 + 160 + 2) / 4, // 116.75
        255, // (-300 + 5 + 4080 + 2) >> 2 = 946
        255,
        4, // (9 + 5 + 2) >> 2, without a residual
        0, // -8388607 + 255
        255,
        1,
        1);
  }

  @Test
  void additionIsExactAtTheEndsOfItsFields() {
    Shape one = new Shape(1, 1, 1);
    // (-2^31 (-2^15) + 0 + (255 (-2^15) << 31) + 2^30) >> 31 = 32768 - 8355840 + (1/2, cut)
    Add negative = new Add(requantise(new int[] {-32768}, new long[] {0}, new int[] {31}), new int[] {-32768}, new int[] {31});
    assertThat(run(negative, one, new int[] {Integer.MIN_VALUE}, new int[] {255})).containsExactly(0);
    // (255 (1 << 31) - 2^39 + 2^30) >> 31 = 255 - 256
    Add cancelled = new Add(requantise(new int[] {0}, new long[] {-(1L << 39)}, new int[] {31}), new int[] {1}, new int[] {31});
    assertThat(run(cancelled, one, new int[] {0}, new int[] {255})).containsExactly(0);
    Add kept = new Add(requantise(new int[] {0}, new long[] {-(200L << 31)}, new int[] {31}), new int[] {1}, new int[] {31});
    assertThat(run(kept, one, new int[] {0}, new int[] {255})).containsExactly(55);
  }

  @Test
  void gatesOpenAboveTheirThreshold() {
    int[] all = MAP.clone();
    int[] first = Arrays.copyOf(Arrays.copyOf(MAP, 9), 18);
    assertThat(run(new Gate(new int[] {0, -5}), SHAPE, MAP, new int[] {1, -4})).isEqualTo(all);
    assertThat(run(new Gate(new int[] {0, -5}), SHAPE, MAP, new int[] {1, -5})).isEqualTo(first);
    assertThat(run(new Gate(new int[] {0, 0}), SHAPE, MAP, new int[] {0, 0})).containsOnly(0);
    assertThat(MAP).as("what is read is not changed").isEqualTo(all);
  }

  @Test
  void hiddenWeightsAreMaskedSigns() {
    // signs of seed 1, layer 0, two channels, one tap: bit 0 and 1 of the word of each channel
    SignGenerator signs = new SignGenerator(SignGenerator.base(1, 0), 2);
    int[] sign = {signs.sign(0, 0, 0), signs.sign(0, 1, 0), signs.sign(1, 0, 0), signs.sign(1, 1, 0)};
    Mask mask = Mask.of(2, 2, 1, (o, c, t) -> o == 1 || c == 0);
    assertThat(accumulated(new Hidden(mask, 0), 7, 100)).containsExactly(7 * sign[0], 7 * sign[2] + 100 * sign[3]);
  }

  @Test
  void coatsAddUp() {
    SignGenerator signs = new SignGenerator(SignGenerator.base(1, 5), 2);
    Mask outer = Mask.of(1, 2, 1, (o, c, t) -> true);
    Mask inner = Mask.of(1, 2, 1, (o, c, t) -> c == 1);
    assertThat(accumulated(new Coats(List.of(outer, inner, inner), 5), 7, 100)).containsExactly(7 * signs.sign(0, 0, 0) + 300 * signs.sign(0, 1, 0));
  }

  /** 20 channels of 2^18 sums each, which are not held at once. */
  @Test
  void sumsOfManyChannelsAreHeldInTurns() {
    Shape shape = new Shape(1, 512, 512);
    int[] map = new int[shape.elements()];
    for (int i = 0; i < map.length; i++) map[i] = i * 31 & 255;
    Mask mask = Mask.of(20, 1, 512, (o, c, t) -> t % 64 == o);
    Linear op = new Linear(new Window(1, 512, 1, 0, 0, 0, 0), new Hidden(mask, 0), Optional.empty());
    int[] expected = new int[20 * 512];
    SignGenerator signs = new SignGenerator(SignGenerator.base(1, 0), 1);
    for (int i = 0; i < expected.length; i++) for (int t = i / 512; t < 512; t += 64) expected[i] += signs.sign(i / 512, 0, t) * map[i % 512 * 512 + t];
    assertThat(run(op, shape, map)).containsExactly(expected);
  }

  /** Rows as long as their kernel: sums lie 4,096 apart, of 513 channels 2^31 of them, of which one in 4,096 is asked for. */
  @Test
  void sumsThatNobodyReadsTakeLittleRoom() {
    Linear op = new Linear(new Window(1, 4096, 1, 0, 0, 0, 0), new Hidden(Mask.of(513, 1, 4096, (o, c, t) -> t == 0), 0), Optional.empty());
    GoldenOp.of(op, List.of(Result.u8(new Shape(1, 1024, 4096))), 1);
  }

  @Test
  void mapsBeyondAnArrayAreRefused() {
    Shape shape = new Shape(16384, 1, 4096);
    Linear op = new Linear(new Window(1, 1, 16, 0, 0, 0, 0), new Hidden(Mask.of(1, 16384, 1, (o, c, t) -> c == 0), 0), Optional.empty());
    assertThatThrownBy(() -> GoldenOp.of(op, List.of(Result.u8(shape)), 1)).isInstanceOf(BadInput.class).hasMessageContaining("is more than the golden model holds");
  }

  @Test
  void planesAreOddIntegersAndCanBeStopped() {
    // codes U of 3 bits: filter 0 has 5 and 0, filter 1 has 7 and 2; W = 2 U - 7: 3 and -7, 7 and -3
    int[][] codes = {{5, 0}, {7, 2}};
    List<Mask> planes = List.of(plane(codes, 2), plane(codes, 1), plane(codes, 0));
    Planes full = new Planes(planes, new int[] {3, 3});
    assertThat(accumulated(full, 10, 1)).containsExactly(30 - 7, 70 - 3);
    // two planes: U = 2 and 0, 3 and 1; W = 2 U - 3
    assertThat(accumulated(full.stoppedAfter(2), 10, 1)).containsExactly(10 - 3, 30 - 1);
    assertThat(accumulated(full.stoppedAfter(1), 10, 1)).containsExactly(10 - 1, 10 - 1);
    assertThat(accumulated(new Planes(planes, new int[] {1, 3}), 10, 1)).as("every filter has its own precision").containsExactly(10 - 1, 70 - 3);
    assertThat(new Planes(planes, new int[] {1, 3}).stoppedAfter(2)).isEqualTo(new Planes(planes, new int[] {1, 2}));
  }

  private static Mask plane(int[][] codes, int bit) {
    return Mask.of(2, 2, 1, (o, c, t) -> (codes[o][c] >> bit & 1) == 1);
  }

  @Test
  void trichromaticWeightsCountTwice() {
    int[][] w = {{-2, 1}, {2, -1}, {0, 2}, {0, 0}};
    assertThat(accumulated(Trichromatic.of(4, 2, 1, (o, c, t) -> w[o][c]), 7, 100)).containsExactly(-28 + 200, 28 - 200, 400, 0);
  }

  @Test
  void denseWeightsAreWhatIsStored() {
    assertThat(accumulated(new Dense(2, 2, 1, 8, new int[] {-128, 127, 0, 1}), 255, 3)).containsExactly(-128 * 255 + 381, 3);
  }

  @Test
  void sumsOfManyWhitePixelsAreExact() {
    // 600 weights of one sign each over 3 pixels in a row: more than 16 bits hold, at both ends of a run of odd length
    int n = 600;
    int[] ones = new int[2 * n];
    Arrays.fill(ones, 0, n, 1);
    Arrays.fill(ones, n, 2 * n, -1);
    int[] map = new int[3 * n];
    int[] row = {255, 254, 0};
    for (int i = 0; i < map.length; i++) map[i] = row[i % 3];
    Linear op = new Linear(Window.square(1, 1, 0), new Dense(2, n, 1, 8, ones), Optional.empty());
    assertThat(run(op, new Shape(n, 1, 3), map)).containsExactly(n * 255, n * 254, 0, -n * 255, -n * 254, 0);
  }

  @Test
  void sumsOfAveragePoolingAreWeightedToo() {
    Linear op = new Linear(Window.square(1, 1, 0), new Dense(2, 2, 1, 8, new int[] {1, -1, 127, -128}), Optional.empty());
    int a = 65_537 * 255, b = 256;
    assertThat(run(op, new Result(new Shape(2, 1, 1), 0, a), new int[] {a, b})).containsExactly(a - b, 127 * a - 128 * b);
  }

  /** Accumulators of a 1 x 1 layer over one pixel of two channels. */
  private static int[] accumulated(Weights weights, int a, int b) {
    return run(new Linear(Window.square(1, 1, 0), weights, Optional.empty()), new Shape(2, 1, 1), new int[] {a, b});
  }
}
