// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.List;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.network.Intake;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** A first layer over a folded picture is the convolution of the picture. */
class ImageFoldTest {
  private static final long SEED = 20261129;

  /** out(o, y, x) by the equation of a convolution. */
  private static int[] convolve(byte[] map, Shape in, float[] weights, int outputs, Window w) {
    Shape out = w.over(in, outputs);
    int[] sums = new int[out.elements()];
    for (int o = 0, at = 0; o < outputs; o++)
      for (int y = 0; y < out.height(); y++)
        for (int x = 0; x < out.width(); x++, at++)
          for (int c = 0; c < in.channels(); c++)
            for (int t = 0; t < w.taps(); t++) {
              int row = y * w.stride() + t / w.kernelWidth() - w.padTop(), column = x * w.stride() + t % w.kernelWidth() - w.padLeft();
              if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) sums[at] += (int) weights[(o * in.channels() + c) * w.taps() + t] * (map[(c * in.height() + row) * in.width() + column] & 255);
            }
    return sums;
  }

  private static void same(String kind, SplittableRandom rng, Window w, Shape picture) {
    int outputs = 1 + rng.nextInt(3);
    var pixels = new byte[picture.elements()];
    rng.nextBytes(pixels);
    var weights = new float[outputs * picture.channels() * w.taps()];
    for (int i = 0; i < weights.length; i++) weights[i] = rng.nextInt(-1, 2);
    var folded = ImageFold.of(kind, w, picture, outputs, weights);
    var intake = Intake.of(picture).folded(folded.fold());
    assertThat(convolve(intake.image(pixels), intake.image(), folded.weights(), outputs, folded.window())).as("%s of %s over %s", kind, w, picture).isEqualTo(convolve(pixels, picture, weights, outputs, w));
  }

  @Test
  void spaceToDepthIsTheSameConvolution() {
    var rng = new SplittableRandom(SEED);
    for (int n = 0; n < 300; n++) {
      int kh = 1 + rng.nextInt(9), kw = 1 + rng.nextInt(9);
      same("s2d2", rng, new Window(kh, kw, 2, rng.nextInt(kh), rng.nextInt(kw), rng.nextInt(kh), rng.nextInt(kw)), new Shape(1 + rng.nextInt(4), 10 + 2 * rng.nextInt(3), 10 + 2 * rng.nextInt(3)));
    }
  }

  @Test
  void tapsAsChannelsAreTheSameConvolution() {
    var rng = new SplittableRandom(SEED);
    for (int n = 0; n < 100; n++) {
      int kh = 1 + rng.nextInt(5), kw = 1 + rng.nextInt(5);
      same("taps", rng, new Window(kh, kw, 1 + rng.nextInt(3), rng.nextInt(kh), rng.nextInt(kw), rng.nextInt(kh), rng.nextInt(kw)), new Shape(1 + rng.nextInt(3), 5 + rng.nextInt(5), 5 + rng.nextInt(5)));
    }
  }

  /** The channels that docs/model.md names: of a channel the upper left pixel, the one to its right, the two below. */
  @Test
  void theOrderOfChannels() {
    byte[] picture = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18};
    var intake = Intake.of(new Shape(2, 2, 4)).folded(Window.square(2, 2, 0));
    assertThat(intake.image()).isEqualTo(new Shape(8, 1, 2));
    assertThat(intake.image(picture)).containsExactly(1, 3, 2, 4, 5, 7, 6, 8, 11, 13, 12, 14, 15, 17, 16, 18);
    assertThat(intake.plain()).isFalse();
    assertThatThrownBy(() -> intake.image(new byte[15])).hasMessageContaining("a picture of 15 bytes");
  }

  private static TrainedNetwork taps() {
    var rng = new SplittableRandom(SEED);
    var picture = new Shape(2, 8, 8);
    var ones = new float[] {1, 1, 1, 1, 1};
    var a = new TrainedLayer("a", new Shape(18, 8, 8), Window.square(1, 1, 0), true, Mask.of(5, 18, 1, (o, c, t) -> rng.nextInt(3) == 0), .25f, new Normalisation(ones, ones, ones, ones, 1e-5f), 1 / 255f, .02f);
    var b = new TrainedLayer("b", new Shape(5, 4, 4), Window.whole(new Shape(5, 4, 4)), false, Mask.of(3, 5, 16, (o, c, t) -> rng.nextInt(3) == 0), .25f, null, .02f, 1f);
    return new TrainedNetwork("small", 4, Intake.of(picture).folded(Window.square(3, 1, 1)), List.of(a, b));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var model = new Model(taps());
    assertThat(model.constant("a.weight").getDimsList()).as("for other software a convolution of the picture").containsExactly(5L, 2L, 3L, 3L);
    Network read = model.read();
    assertThat(read).isEqualTo(taps().quantise());
    assertThat(read.picture()).isEqualTo(new Shape(2, 8, 8));
    assertThat(read.input()).isEqualTo(new Shape(18, 8, 8));
    var pixels = new byte[128];
    new SplittableRandom(1).nextBytes(pixels);
    int[] sums = convolve(pixels, read.picture(), model.floats("a.weight"), 5, Window.square(3, 1, 1));
    assertThat(sums).as("weights of a quarter are no integers").containsOnly(0);
    float[] signs = model.floats("a.weight");
    for (int i = 0; i < signs.length; i++) signs[i] *= 4;
    int[] wanted = convolve(pixels, read.picture(), signs, 5, Window.square(3, 1, 1));
    var linear = (kakure.network.Linear) read.node("a").op();
    int[] got = new GoldenNetwork(read).run(read.image(pixels)).values("a");
    for (int i = 0; i < wanted.length; i++) assertThat(got[i]).isEqualTo(linear.requantise().orElseThrow().apply(i / 64, wanted[i]));
  }

  private static void fault(TrainedNetwork network, String key, String value, String message) {
    var model = new Model(network);
    for (int i = model.proto.getMetadataPropsCount() - 1; i >= 0; i--) if (model.proto.getMetadataProps(i).getKey().startsWith("kakure.fold.")) model.proto.removeMetadataProps(i);
    model.proto.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void whatCannotBeFoldedIsRefused() {
    fault(Model.small(), "kakure.fold.a", "im2col", "metadata \"kakure.fold.a\" is \"im2col\": a first layer is folded by s2d2 or by taps");
    fault(Model.small(), "kakure.fold.a", "s2d2", "s2d2 is for a stride of 2 and an image of at most 4 channels, not for stride 1 over 2 x 8 x 8");
    fault(Model.small(), "kakure.fold.z", "taps", "metadata \"kakure.fold.z\": there is no convolution of that name");
    fault(Model.small(), "kakure.fold.a.pool", "taps", "metadata \"kakure.fold.a.pool\": there is no convolution of that name");
    fault(Model.small(), "kakure.fold.b", "taps", "\"kakure.fold.b\": only a convolution of the image is folded");
    fault(taps(), "kakure.seed.x", "1", "are not those that seed 4 gives");
    assertThatThrownBy(() -> ImageFold.of("s2d2", Window.square(3, 2, 1), new Shape(1, 7, 8), 1, new float[9])).hasMessageContaining("s2d2 needs an image of even sides, not 1 x 7 x 8");
  }
}
